import {registry} from "@web/core/registry";

registry.category("web_tour.tours").add("discuss_record_rule.set_up", {
    steps: () => [
        {
            content: "Without rules, the screen says what they are for",
            trigger: ".o_view_nocontent:contains(Let conversations open by themselves)",
        },
        {
            trigger: ".o_list_button_add",
            run: "click",
        },
        {
            trigger: ".o_field_widget[name='model'] input",
            run: "click",
        },
        {
            trigger: ".o_select_menu_item:contains(Test Document)",
            run: "click",
        },
        {
            content: "What else there is to choose of documents has come",
            trigger: ".o_field_widget[name='filter_domain']",
        },
        {
            trigger: ".o_field_widget[name='trigger'] input",
            run: "click",
        },
        {
            trigger: ".o_select_menu_item:contains(It enters a stage)",
            run: "click",
        },
        {
            content: "The stages are those of the documents",
            trigger: ".o_field_widget[name='value_key'] input",
            run: "click",
        },
        {
            trigger:
                ".o_select_menu_menu:not(:has(.o_select_menu_item:contains(Quotation)))",
        },
        {
            trigger: ".o_select_menu_item:contains(Done)",
            run: "click",
        },
        {
            trigger: ".o_field_widget[name='access'] input[data-value='invited']",
            run: "click",
        },
        {
            content: "Choose whom the record names",
            trigger: ".o_field_widget[name='people_field_ids'] input",
            run: "edit User",
        },
        {
            trigger: ".o-autocomplete--dropdown-item:contains(User)",
            run: "click",
        },
        {
            trigger: ".o_field_widget[name='name'] input",
            run: "edit Finished documents",
        },
        {
            trigger: ".o_field_widget[name='message'] textarea",
            run: "edit It is done.",
        },
        {
            trigger: ".o_form_button_save",
            run: "click",
        },
        {
            content: "Records that match wait",
            trigger: "button[name='action_open_existing']",
            run: "click",
        },
        {
            trigger: ".modal .btn-primary",
            run: "click",
        },
        {
            trigger: ".o_notification:contains(1)",
        },
        {
            content: "Nothing is left to do",
            trigger: ".o_form_view:not(:has(button[name='action_open_existing']))",
        },
    ],
});
