import {registry} from "@web/core/registry";

const SETTING = "#discuss_theme_setting";

registry.category("web_tour.tours").add("discuss_theme_settings", {
    steps: () => [
        {
            content: "What is still to be sorted is told",
            trigger: `${SETTING}:contains(Channels in General):contains(/\\d/)`,
        },
        {
            trigger: `${SETTING} button:contains(/^Themes$/)`,
            run: "click",
        },
        {
            content: "The tree of themes",
            trigger: ".o_data_row:contains(Open)",
        },
        {
            trigger: ".o_list_button_add",
            run: "click",
        },
        {
            trigger: ".o_field_widget[name='name'] textarea",
            run: "edit Trade fairs",
        },
        {
            trigger: ".o_field_widget[name='parent_id'] input",
            run: "edit Open",
        },
        {
            trigger: ".o-autocomplete--dropdown-item:contains(Open)",
            run: "click",
        },
        {
            trigger: ".o_form_button_save",
            run: "click",
        },
        {
            trigger: ".o_form_saved",
        },
        {
            content: "The theme has its place",
            trigger: ".o_field_widget[name='parent_id'] input:value(Open)",
        },
    ],
});
