import {chooseFiles} from "@portal_request/../tests/tours/choose_files";
import {registry} from "@web/core/registry";

const FORM = "form.o_portal_request_form";

registry.category("web_tour.tours").add("entente_customer_asks_about_a_line", {
    steps: () => [
        {
            content: "The order is under way at home",
            trigger: ".o_space_block[data-code='order'] a.o_space_title",
            run: "click",
            expectUnloadPage: true,
        },
        {
            content: "Its page says how far it is",
            trigger: ".o_space_strip .o_space_done",
        },
        {
            trigger: "tr:contains(Bookcase) a.o_portal_request_ask_line",
            run: "click",
            expectUnloadPage: true,
        },
        {
            content: "What it is about is said in the form",
            trigger: `${FORM}:contains(Bookcase)`,
        },
        {
            trigger: `${FORM} input[name=subject]`,
            run: "edit A shelf is broken",
        },
        {
            trigger: `${FORM} textarea[name=description]`,
            run: "edit It came like that.",
        },
        {
            trigger: `${FORM} input[name=attachment]`,
            run() {
                chooseFiles(this.anchor, "front.txt", "back.txt");
            },
        },
        {
            trigger: `${FORM} .o_portal_request_chosen:contains(back.txt)`,
        },
        {
            trigger: `${FORM} button[type=submit]:contains(Send)`,
            run: "click",
            expectUnloadPage: true,
        },
        {
            trigger: ".alert-success:contains(We have received your request)",
        },
        {
            trigger: ".oe_attachments a:contains(front.txt)",
        },
        {
            trigger: ".oe_attachments a:contains(back.txt)",
        },
    ],
});

registry.category("web_tour.tours").add("entente_customer_rates", {
    steps: () => [
        {
            trigger: ".o_space_strip .o_space_done:contains(Solved)",
        },
        {
            trigger: ".o_portal_request_rating textarea[name=feedback]",
            run: "edit A new shelf came the next day.",
        },
        {
            trigger: ".o_portal_request_rating button:contains(Satisfied)",
            run: "click",
            expectUnloadPage: true,
        },
        {
            content: "It is asked once",
            trigger: ".o_portal_request_rating:contains(You rated):not(:has(textarea))",
        },
    ],
});
