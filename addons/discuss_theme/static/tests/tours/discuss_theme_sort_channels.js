import {registry} from "@web/core/registry";

const proposal = (name) => `.o_data_row:has([name='name']:contains(${name}))`;

registry.category("web_tour.tours").add("discuss_theme_sort_channels", {
    steps: () => [
        {
            content: "What fits a rule comes first, with the word that was found",
            trigger: `${proposal("Spring sales")}:has([name='theme_id']:contains(Trade)):has([name='words']:contains(sales))`,
        },
        {
            content: "For what fits none, choose a theme",
            trigger: `${proposal("Zebra")} [name='theme_id']`,
            run: "click",
        },
        {
            trigger: `${proposal("Zebra")} [name='theme_id'] input`,
            run: "edit Open",
        },
        {
            trigger: ".o-autocomplete--dropdown-item:contains(Open)",
            run: "click",
        },
        {
            trigger: `${proposal("Zebra")} [name='theme_id'] input:value(Open)`,
        },
        {
            content: "Leave the line",
            trigger: ".o_control_panel_breadcrumbs",
            run: "click",
        },
        {
            trigger: `${proposal("Zebra")} [name='theme_id']:contains(Open)`,
        },
        {
            content: "Choose all but one",
            trigger: `${proposal("Spring sales")} .o_list_record_selector input`,
            run: "click",
        },
        {
            trigger: `${proposal("Zebra")} .o_list_record_selector input`,
            run: "click",
        },
        {
            trigger: "button[name='action_apply']",
            run: "click",
        },
        {
            content: "What was filed is gone, the rest stays",
            trigger: `.o_list_view:not(:has([name='name']:contains(Zebra))) ${proposal("Autumn sales")}`,
        },
    ],
});

registry.category("web_tour.tours").add("discuss_theme_move_channels", {
    steps: () => [
        {
            trigger: ".o_group_header:contains(General)",
            run: "click",
        },
        {
            trigger: ".o_data_row:contains(First) .o_list_record_selector input",
            run: "click",
        },
        {
            trigger: ".o_data_row:contains(Second) .o_list_record_selector input",
            run: "click",
        },
        {
            trigger: ".o_cp_action_menus .dropdown-toggle:contains(Actions)",
            run: "click",
        },
        {
            trigger: ".o_menu_item:contains(Move to Theme)",
            run: "click",
        },
        {
            trigger: ".modal [name='channel_ids'] .o_data_row:contains(Second)",
        },
        {
            trigger: ".modal [name='theme_id'] input",
            run: "edit Open",
        },
        {
            trigger: ".o-autocomplete--dropdown-item:contains(Open)",
            run: "click",
        },
        {
            trigger: ".modal button[name='action_move']",
            run: "click",
        },
        {
            trigger: ".o_notification:contains(2 channels moved to “Open”)",
        },
        {
            trigger: "body:not(:has(.modal))",
        },
    ],
});
