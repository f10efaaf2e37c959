import {registry} from "@web/core/registry";

const GLANCE = ".o_discuss_record_glance";
const HEADER = ".o-mail-ChatWindow .o_discuss_record_header";

registry.category("web_tour.tours").add("sale_discuss_record_glance", {
    steps: () => [
        {
            content: "Of two quotations, one has something unread",
            trigger: ".o_list_view .o_data_row:contains(Quiet Buyer)",
        },
        {
            trigger: ".o_searchview_dropdown_toggler",
            run: "click",
        },
        {
            trigger: ".o_filter_menu .o_menu_item:contains(With Unread Discussion)",
            run: "click",
        },
        {
            trigger: ".o_list_view:not(:contains(Quiet Buyer)):contains(Loud Buyer)",
        },
        {
            content: "The last word is a column that one may have",
            trigger: ".o_optional_columns_dropdown button",
            run: "click",
        },
        {
            trigger: ".o-dropdown--menu .dropdown-item:contains(/^Discussion$/)",
            run: "click",
        },
        {
            trigger: `${GLANCE}:contains(Before Friday?):contains(1)`,
            run: "click",
        },
        {
            content: "One reads and answers without leaving the list",
            trigger: `${HEADER}:contains(Loud Buyer):contains(Quotation)`,
        },
        {
            trigger: ".o_list_view",
        },
        {
            trigger: ".o-mail-ChatWindow .o-mail-Composer-input",
            run: "edit Yes, on Thursday",
        },
        {
            trigger: ".o-mail-ChatWindow .o-mail-Composer-input",
            run: "press Enter",
        },
        {
            trigger: `${GLANCE}:contains(Yes, on Thursday)`,
        },
        {
            content: "The line of the form leads to the same conversation",
            trigger: ".o_data_row .o_data_cell[name='partner_id']",
            run: "click",
        },
        {
            trigger: ".o_form_view .o_discuss_record_summary:contains(1 channel)",
        },
    ],
});

registry.category("web_tour.tours").add("sale_discuss_record_customer", {
    steps: () => [
        {
            content: "All conversations about the customer are one step away",
            trigger: "button[name='action_view_record_conversations']",
            run: "click",
        },
        {
            trigger: ".o_discuss_record_conversation:contains(1 unread)",
        },
        {
            trigger:
                ".o_discuss_record_conversation button[name='conversation']:contains(Loud Buyer)",
            run: "click",
        },
        {
            trigger: ".o-mail-ChatWindow .o-mail-Message:contains(Before Friday?)",
        },
        {
            content: "What is read is not unread any more",
            trigger: ".o_discuss_record_conversation:not(:contains(unread))",
        },
        {
            trigger: ".o_discuss_record_conversation button[name='record']",
            run: "click",
        },
        {
            trigger: ".o_form_view .o_field_widget[name='order_line']",
        },
    ],
});
