import {registry} from "@web/core/registry";

const row = (name) => `.o_list_view .o_data_row:has([name=name]:contains(${name}))`;
const choose = (name) => [
    {
        trigger: `${row(name)} .o_list_record_selector input`,
        run: "click",
    },
    {
        trigger: `${row(name)}.o_data_row_selected`,
    },
];
const MESSAGES = ".o_portal_request_messages";

registry.category("web_tour.tours").add("merge_portal_request_team", {
    steps: () => [
        ...choose("The pump leaks"),
        ...choose("The pump drips"),
        {
            trigger: ".o_cp_action_menus .dropdown-toggle:contains(Actions)",
            run: "click",
        },
        {
            trigger: ".o_menu_item:contains(Merge Helpdesk Tickets)",
            run: "click",
        },
        {
            trigger:
                ".modal .o_field_widget[name=ticket_ids]:contains(The pump leaks):contains(The pump drips)",
        },
        {
            trigger: ".modal .o_field_widget[name=dst_ticket_id] input",
            run: "edit The pump leaks",
        },
        {
            trigger: ".o-autocomplete--dropdown-item:contains(The pump leaks)",
            run: "click",
        },
        {
            trigger: ".modal button[name=merge_tickets]",
            run: "click",
        },
        {
            content: "The one that goes on opens, with what was in the other",
            trigger:
                ".o_form_view .o_field_widget[name=description]:contains(The pump leaks):contains(The pump drips)",
        },
        {
            trigger: ".o-mail-Chatter .o-mail-Message:contains(It drips on the floor.)",
        },
    ],
});

registry.category("web_tour.tours").add("merge_portal_request_customer", {
    steps: () => [
        {
            content: "The old address leads to the one that goes on, which says so",
            trigger: ".alert-success:contains(goes on in this one)",
        },
        {
            trigger: "#card_header:contains(The pump leaks)",
        },
        {
            content: "What was asked in either is there",
            trigger:
                "#card_body:contains(About: The pump leaks):contains(The pump drips):contains(About: The pump drips)",
        },
        {
            trigger: ".oe_attachments a:contains(drip.txt)",
        },
        ...[
            "It drips on the floor.",
            "Where does it leak?",
            "Put a bucket below.",
            "At the valve.",
            "Merged into this request:",
        ].map((text, index) => ({
            content: "What was written in either is there, in its order",
            trigger: `${MESSAGES} li:nth-child(${index + 1}):contains(${text})`,
        })),
        {
            content: "It fits into the window",
            trigger: `${MESSAGES} li:nth-child(5):last-child:contains(The pump drips)`,
            run() {
                const {scrollWidth, clientWidth} = document.documentElement;
                if (scrollWidth > clientWidth) {
                    throw new Error(`${scrollWidth} do not fit into ${clientWidth}`);
                }
            },
        },
        {
            trigger: ".breadcrumb a:contains(Requests)",
            run: "click",
            expectUnloadPage: true,
        },
        {
            content: "The list has that one only",
            trigger: "tbody tr:only-child td a:contains(The pump leaks)",
        },
    ],
});
