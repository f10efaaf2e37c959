import {chooseFiles} from "./choose_files";
import {registry} from "@web/core/registry";

const FORM = "form.o_portal_request_form";
const NOTICE = ".alert-success";

registry.category("web_tour.tours").add("portal_request_ask", {
    url: "/my/tickets",
    steps: () => [
        {
            trigger: "form[action='/new/ticket'] button:visible",
            run: "click",
            expectUnloadPage: true,
        },
        {
            trigger: `${FORM} input[name=subject]`,
            run: "edit The pump leaks again",
        },
        {
            content: "What is open already is shown before one asks it again",
            trigger: `${FORM} .o_portal_request_similar a:contains(Old pump leaks)`,
        },
        {
            trigger: `${FORM} textarea[name=description]`,
            run: "edit Water runs down the wall.",
        },
        {
            trigger: `${FORM} select[name=priority]`,
            run: "selectByLabel It slows our work down",
        },
        {
            trigger: `${FORM} input[name=attachment]`,
            run() {
                chooseFiles(this.anchor, "pump.txt", "pump.exe");
            },
        },
        {
            content: "What would be refused is said at once",
            trigger: `${FORM} .o_portal_request_chosen .text-danger:contains(pump.exe)`,
        },
        {
            trigger: `${FORM} input[name=attachment]`,
            run() {
                chooseFiles(this.anchor, "wall.txt", "unwanted.txt");
            },
        },
        {
            trigger: `${FORM} button[aria-label='Remove unwanted.txt']`,
            run: "click",
        },
        {
            trigger: `${FORM} .o_portal_request_chosen:not(:contains(unwanted.txt))`,
        },
        {
            trigger: `${FORM} button[type=submit]:contains(Send)`,
            run: "click",
            expectUnloadPage: true,
        },
        {
            trigger: `${NOTICE}:contains(We have received your request)`,
        },
        {
            trigger: ".oe_attachments a:contains(pump.txt)",
        },
        {
            trigger: ".oe_attachments a:contains(wall.txt)",
        },
        {
            trigger: ".o_space_strip .o_space_current:contains(Received)",
        },
    ],
});

registry.category("web_tour.tours").add("portal_request_team", {
    steps: () => [
        {
            trigger: ".o_form_view .o_field_widget[name=priority]",
        },
        {
            trigger: ".o-mail-Chatter-sendMessage",
            run: "click",
        },
        {
            trigger: ".o-mail-Chatter .o-mail-Composer-input",
            run: "edit Which pump is it?",
        },
        {
            trigger: ".o-mail-Chatter .o-mail-Composer-send:enabled",
            run: "click",
        },
        {
            trigger: ".o-mail-Chatter .o-mail-Message:contains(Which pump is it?)",
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

registry.category("web_tour.tours").add("portal_request_answer", {
    url: "/my",
    steps: () => [
        {
            content: "What waits for the customer is at home, with what to do",
            trigger: ".o_space_waiting .o_space_line a.btn:contains(Answer)",
            run: "click",
            expectUnloadPage: true,
        },
        {
            trigger: ".o_space_strip .o_space_current:contains(Waiting for you)",
        },
        {
            trigger: ".o_portal_request_messages li:contains(Which pump is it?)",
        },
        {
            trigger: `${FORM} textarea[name=body]`,
            run: "edit The one in the cellar.",
        },
        {
            trigger: `${FORM} button[type=submit]:contains(Send)`,
            run: "click",
            expectUnloadPage: true,
        },
        {
            trigger: `${NOTICE}:contains(Your answer is sent)`,
        },
        {
            trigger: ".o_portal_request_messages li:contains(The one in the cellar.)",
        },
        {
            trigger: ".o_space_strip .o_space_current:contains(Being handled)",
        },
        {
            trigger: "summary:contains(This cannot wait)",
            run: "click",
        },
        {
            trigger: "textarea[name=reason]:visible",
            run: "edit The cellar is under water.",
        },
        {
            trigger: "button:contains(Urge):visible",
            run: "click",
            expectUnloadPage: true,
        },
        {
            trigger: `${NOTICE}:contains(We have been told)`,
        },
        {
            content: "Once a day is enough",
            trigger: "body:not(:has(summary:contains(This cannot wait)))",
        },
    ],
});

registry.category("web_tour.tours").add("portal_request_reopen", {
    url: "/my/tickets?filterby=closed",
    steps: () => [
        {
            trigger: "td a:contains(The pump leaks again)",
            run: "click",
            expectUnloadPage: true,
        },
        {
            trigger: ".o_space_strip .o_space_done:contains(Solved)",
        },
        {
            trigger: `${FORM} textarea[name=body]`,
            run: "edit It leaks still.",
        },
        {
            trigger: `${FORM} button:contains(Reopen this request)`,
            run: "click",
            expectUnloadPage: true,
        },
        {
            trigger: `${NOTICE}:contains(This request is open again)`,
        },
        {
            trigger: ".o_space_strip .o_space_current:contains(Being handled)",
        },
    ],
});
