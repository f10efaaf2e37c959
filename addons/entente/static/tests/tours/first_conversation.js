import {browser} from "@web/core/browser/browser";
import {registry} from "@web/core/registry";

const BUTTON = ".o_discuss_record_button";
const WINDOW = ".o-mail-ChatWindow";

function say(text) {
    return [
        {
            content: "Write in the discussion",
            trigger: `${WINDOW} .o-mail-Composer-input`,
            run: `edit ${text}`,
        },
        {
            content: "Send",
            trigger: `${WINDOW} .o-mail-Composer-input`,
            run: "press Enter",
        },
        {
            content: "The message is there",
            trigger: `${WINDOW} .o-mail-Message:contains('${text}'):not(.o-pending)`,
        },
    ];
}

registry.category("web_tour.tours").add("entente.first_conversation", {
    steps: () => [
        {
            content: "Open the discussion of the quotation",
            trigger: `.o_form_view ${BUTTON}:not(.o-unread)`,
            run: "click",
        },
        {
            content: "It is about the quotation",
            trigger: `${WINDOW} .o_discuss_record_header:contains('S00002'):contains('Ready Mat'):contains('2,947.50')`,
        },
        ...say("Can we deliver on Friday?"),
        {
            content: "The form is still there",
            trigger: ".o_form_view .o_field_widget[name='partner_id']",
        },
        {
            content: "Open Discuss",
            trigger: ".o_menu_systray i[aria-label='Messages']",
            run: "click",
        },
        {
            content: "The conversation is among the latest",
            trigger: ".o-mail-NotificationItem:contains('S00002')",
        },
        {
            content: "Go to the whole of Discuss",
            trigger: "body",
            run: () => browser.location.assign("/odoo/discuss"),
            expectUnloadPage: true,
        },
        {
            content: "Below the theme Sales stands the conversation",
            trigger:
                ".o-mail-DiscussSidebarCategory:contains('Sales') ~ .o-mail-DiscussSidebarChannel-container:contains('S00002') .o-mail-DiscussSidebarChannel",
            run: "click",
        },
        {
            content: "Its header leads back to the quotation",
            trigger:
                ".o-mail-DiscussContent .o_discuss_record_header button:contains('S00002')",
            run: "click",
        },
        {
            content: "Back on the quotation",
            trigger: `.o_form_view ${BUTTON}`,
        },
    ],
});

registry.category("web_tour.tours").add("entente.first_conversation_answered", {
    steps: () => [
        {
            content: "One message waits on the quotation",
            trigger: `.o_form_view ${BUTTON} .o_discuss_record_unread:contains('1')`,
            run: "click",
        },
        {
            content: "Read it",
            trigger: `${WINDOW} .o-mail-Message:contains('Can we deliver on Friday?')`,
        },
        {
            content: "Nothing waits any more",
            trigger: `.o_form_view ${BUTTON}:not(.o-unread)`,
        },
        ...say("Yes, in the morning."),
    ],
});
