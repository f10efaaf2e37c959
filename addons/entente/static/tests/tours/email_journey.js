import {registry} from "@web/core/registry";

const CHATTER = ".o-mail-Chatter";
const MESSAGES = ".o_portal_request_messages";

registry.category("web_tour.tours").add("entente_team_answers_a_mail", {
    steps: () => [
        {
            trigger:
                ".o_list_view .o_data_cell[name=name]:contains(Water in the cellar)",
            run: "click",
        },
        {
            content: "What the customer wrote is the request",
            trigger:
                ".o_form_view .o_field_widget[name=description]:contains(The pump in the cellar leaks.)",
        },
        {
            content: "What they sent is there",
            trigger: `${CHATTER} .o-mail-AttachmentCard:contains(pump.txt)`,
        },
        {
            trigger: `${CHATTER} .o-mail-Chatter-sendMessage`,
            run: "click",
        },
        {
            trigger: `${CHATTER} .o-mail-Composer-input`,
            run: "edit Which pump is it?",
        },
        {
            trigger: `${CHATTER} .o-mail-Composer-send:enabled`,
            run: "click",
        },
        {
            trigger: `${CHATTER} .o-mail-Message:contains(Which pump is it?)`,
        },
        {
            trigger: ".o_statusbar_status button:contains(Awaiting)",
            run: "click",
        },
        {
            trigger: ".o_statusbar_status .o_arrow_button_current:contains(Awaiting)",
        },
        {
            trigger: ".o_form_view .o_form_saved",
        },
    ],
});

/** Have these texts stand below each other, and nothing beside the window. */
function checkReadDownwards(...selectors) {
    const tops = selectors.map(
        (selector) => document.querySelector(selector).getBoundingClientRect().top
    );
    if (tops.some((top, index) => index && top <= tops[index - 1])) {
        throw new Error(`Not below each other: ${selectors} at ${tops}`);
    }
    // what comes by mail has long lines
    for (const box of [document.documentElement, ...document.querySelectorAll("pre")]) {
        if (box.scrollWidth > box.clientWidth) {
            throw new Error(`${box.scrollWidth} do not fit into ${box.clientWidth}`);
        }
    }
}

registry.category("web_tour.tours").add("entente_customer_goes_on_in_the_space", {
    steps: () => [
        {
            content: "It is one request, and the answer by mail has taken it on",
            trigger:
                "tbody tr:only-child:has(.o_portal_request_state:contains(Being handled)) td a:contains(Water in the cellar)",
            run: "click",
            expectUnloadPage: true,
        },
        {
            trigger: ".o_space_strip .o_space_current:contains(Being handled)",
        },
        {
            trigger: "#card_body:contains(The pump in the cellar leaks.)",
        },
        {
            trigger: ".oe_attachments a:contains(pump.txt)",
            async run() {
                const response = await fetch(this.anchor.href);
                const text = await response.text();
                if (text.trim() !== "12 bar") {
                    throw new Error(`The file that came by mail has: ${text}`);
                }
            },
        },
        {
            trigger: `${MESSAGES} li:nth-child(1):contains(Alice Agent):contains(Which pump is it?)`,
        },
        {
            trigger: `${MESSAGES} li:nth-child(2):contains(Carla):contains(It is the blue one.)`,
            run() {
                checkReadDownwards(
                    ".oe_attachments",
                    `${MESSAGES} li:nth-child(1)`,
                    `${MESSAGES} li:nth-child(2)`,
                    "#request_body"
                );
            },
        },
        {
            trigger: "form.o_portal_request_form textarea[name=body]",
            run: "edit And it hums.",
        },
        {
            trigger: "form.o_portal_request_form button[type=submit]:contains(Send)",
            run: "click",
            expectUnloadPage: true,
        },
        {
            trigger: ".alert-success:contains(Your answer is sent)",
        },
        {
            trigger: `${MESSAGES} li:last-child:contains(And it hums.)`,
        },
    ],
});
