import {registry} from "@web/core/registry";

const ROW = ".o-discuss_catalogue-Row";
const SEARCH = ".o-discuss_catalogue-search";

registry.category("web_tour.tours").add("discuss_catalogue", {
    steps: () => [
        {
            content: "From the list of one's channels to all the others",
            trigger: ".o-mail-DiscussSidebar .o-discuss_catalogue-browse",
            run: "click",
        },
        {
            trigger: `${ROW}:contains(Trade fairs)`,
        },
        {
            content: "What is private to others is not there",
            trigger: ".o-discuss_catalogue-list:not(:contains(Board))",
        },
        {
            trigger: SEARCH,
            run: "edit spring stand",
        },
        {
            content: "One channel has both words, in its name or its purpose",
            trigger: ".o-discuss_catalogue-total:contains(/^1 channel$/)",
        },
        {
            trigger: `${ROW}:contains(Trade fairs) [name='member']:contains(Join)`,
            run: "click",
        },
        {
            trigger: `${ROW}:contains(You are in):contains(2 members) [name='favorite']`,
            run: "click",
        },
        {
            trigger: `${ROW} [name='favorite'][aria-pressed='true']`,
        },
        {
            trigger: `${ROW} a:contains(Trade fairs)`,
            run: "click",
        },
        {
            content: "It opens, and stands among the favourites",
            trigger: ".o-mail-DiscussContent-threadName[title='Trade fairs']",
        },
        {
            trigger: ".o-discuss_theme-favorites:contains(Trade fairs)",
        },
        {
            content: "Going back, one finds what one had searched for",
            trigger: "body",
            run: () => history.back(),
        },
        {
            trigger: `${SEARCH}:value(spring stand)`,
        },
        {
            trigger: `${ROW}:contains(Trade fairs) [name='member']:contains(Leave)`,
            run: "click",
        },
        {
            trigger: `${ROW}:not(:contains(You are in)) [name='member']:contains(Join)`,
        },
        {
            content: "The theme is for this, too",
            trigger: SEARCH,
            run: "clear",
        },
        {
            trigger: ".o-discuss_catalogue-theme:contains(Open)",
            run: "click",
        },
        {
            trigger: ".o-discuss_catalogue-filter[name='closed']",
            run: "click",
        },
        {
            content: "What came of what is closed",
            trigger: `${ROW}:contains(Old fair):contains(We took the small stand)`,
        },
        {
            trigger: `${ROW} a:contains(Old fair)`,
            run: "click",
        },
        {
            trigger: ".o-mail-DiscussContent-threadName[title='Old fair']",
        },
    ],
});

registry.category("web_tour.tours").add("discuss_catalogue_phone", {
    steps: () => [
        {
            trigger: ".o-discuss_catalogue-themeSelect",
            run: "selectByLabel /^Open/",
        },
        {
            trigger: `${ROW}:contains(Trade fairs) [name='member']`,
            run: "click",
        },
        {
            trigger: `${ROW}:contains(Trade fairs):contains(You are in)`,
            run() {
                const {scrollWidth, clientWidth} = document.documentElement;
                if (scrollWidth > clientWidth) {
                    throw new Error(
                        `The page is ${scrollWidth} wide, of ${clientWidth}`
                    );
                }
            },
        },
        {
            trigger: `${ROW} a:contains(Trade fairs)`,
            run: "click",
        },
        {
            content: "It opens over the list",
            trigger: ".o-mail-ChatWindow:contains(Trade fairs) .o-mail-Composer-input",
        },
    ],
});

const LINE = ".o_list_view .o_data_row";
const select = (name) => ({
    trigger: `${LINE}:contains(${name}) .o_list_record_selector input`,
    run: "click",
});
const choose = (action) => [
    {
        trigger: ".o_cp_action_menus .dropdown-toggle:contains(Actions)",
        run: "click",
    },
    {
        trigger: `.o_menu_item:contains(${action})`,
        run: "click",
    },
];

registry.category("web_tour.tours").add("discuss_catalogue_steward", {
    steps: () => [
        {
            content: "From the catalogue to the list, in which one selects several",
            trigger: ".o-discuss_catalogue-openList",
            run: "click",
        },
        {
            // not that of the theme inside
            trigger: ".o_group_header:not(:contains(Below)):contains(Open)",
            run: "click",
        },
        select("Trade fairs"),
        select("Small fairs"),
        ...choose("Move to Theme"),
        {
            trigger: ".modal [name='theme_id'] input",
            run: "edit General",
        },
        {
            trigger: ".o-autocomplete--dropdown-item:contains(General)",
            run: "click",
        },
        {
            trigger: ".modal button[name='action_move']",
            run: "click",
        },
        {
            trigger: ".o_notification:contains(2 channels moved to “General”)",
        },
        {
            trigger: "body:not(:has(.modal)) .o_group_header:contains(General)",
            run: "click",
        },
        select("Trade fairs"),
        select("Small fairs"),
        ...choose("Merge Channels"),
        {
            trigger: ".modal button[name='action_merge']",
            run: "click",
        },
        {
            content: "The conversation goes on in one of them",
            trigger: ".o-mail-DiscussContent-threadName[title*='fairs']",
        },
    ],
});
