import {registry} from "@web/core/registry";

const STRIP = "#quote_content .o_space_strip";

registry.category("web_tour.tours").add("sale_stock_portal_space_sign", {
    url: "/my",
    steps: () => [
        {
            content: "What waits is on top, with what to do",
            trigger: ".o_space_waiting .o_space_line a.btn:contains(Sign)",
            run: "click",
            expectUnloadPage: true,
        },
        {
            content: "The strip says that it waits for a signature",
            trigger: `${STRIP} .o_space_current:contains(Your signature)`,
        },
        {
            trigger: "a[data-bs-target='#modalaccept']:contains(Sign):visible",
            run: "click",
        },
        {
            trigger: ".modal .o_web_sign_name_and_signature input:value(Odile Owner)",
        },
        {
            trigger: ".modal canvas.o_web_sign_signature",
            run: "canvasNotEmpty",
        },
        {
            trigger: ".modal .o_portal_sign_submit:enabled",
            run: "click",
            expectUnloadPage: true,
        },
        {
            content: "Signed: it goes on in the warehouse",
            trigger: `${STRIP} .o_space_done:contains(Accepted)`,
        },
        {
            trigger: `${STRIP} .o_space_current:contains(In preparation)`,
        },
    ],
});

registry.category("web_tour.tours").add("sale_stock_portal_space_follow", {
    url: "/my",
    steps: () => [
        {
            content: "What was delivered is news",
            trigger: ".o_space_news .o_space_line:contains(is delivered)",
        },
        {
            content: "The order advances at home",
            trigger: ".o_space_under_way .o_space_line:has(.progress) a.o_space_title",
            run: "click",
            expectUnloadPage: true,
        },
        {
            content: "Delivered, with its slip",
            trigger: `${STRIP} .o_space_done:contains(Delivered) a[href*='/my/picking/pdf/']`,
        },
        {
            trigger: `${STRIP} .o_space_step:contains(Invoice)`,
        },
    ],
});
