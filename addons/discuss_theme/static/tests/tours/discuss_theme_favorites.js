import {registry} from "@web/core/registry";

const FAVORITES = ".o-discuss_theme-favorites";
const CHANNEL = ".o-mail-DiscussSidebarChannel";
const OPEN = ".o-discuss_theme-Category:contains(Open)";

const favorite = (rank, name) => ({
    content: `${name} is favourite number ${rank}`,
    trigger: `${FAVORITES} .o-discuss_theme-favorite:nth-child(${
        rank + 1
    }):contains(${name})`,
});

registry.category("web_tour.tours").add("discuss_theme_favorites", {
    steps: () => [
        {
            content: "What is unread is counted",
            trigger: `${OPEN} .o-discuss_theme-Category-unread:contains(1)`,
        },
        {
            trigger: OPEN,
            run: `hover && click ${OPEN} [title='Mark theme as read']`,
        },
        {
            content: "All of the theme is read",
            trigger: `${OPEN}:not(:has(.o-discuss_theme-Category-unread))`,
        },
        {
            content: "Keep the open channel at hand",
            trigger:
                ".o-mail-DiscussContent-header [name='favorite'][aria-pressed='false']",
            run: "click",
        },
        {
            trigger:
                ".o-mail-DiscussContent-header [name='favorite'][aria-pressed='true']",
        },
        favorite(1, "First"),
        {
            content: "Keep another one, from the list",
            trigger: `${CHANNEL}:contains(Second)`,
            run: `hover && click ${CHANNEL}:contains(Second) [title='Channel Actions']`,
        },
        {
            trigger: ".o-dropdown-item:contains(Add to Favorites)",
            run: "click",
        },
        favorite(2, "Second"),
        {
            content: "Drag it to the top",
            trigger: `${FAVORITES} .o-discuss_theme-favorite:contains(Second)`,
            run: `drag_and_drop ${FAVORITES} .o-discuss_theme-favorite:contains(First)`,
        },
        favorite(1, "Second"),
        favorite(2, "First"),
        {
            content: "Fold the theme",
            trigger: `${OPEN} [name='toggler'][aria-expanded='true']`,
            run: "click",
        },
        {
            trigger: `${OPEN} [name='toggler'][aria-expanded='false']`,
        },
        {
            content: "What is not a favourite is folded",
            trigger: `.o-mail-DiscussSidebar:not(:has(${CHANNEL}:contains(Other)))`,
        },
    ],
});

registry.category("web_tour.tours").add("discuss_theme_favorites_again", {
    steps: () => [
        favorite(1, "Second"),
        favorite(2, "First"),
        {
            trigger: `${OPEN} [name='toggler'][aria-expanded='false']`,
        },
        {
            trigger: `.o-mail-DiscussSidebar:not(:has(${CHANNEL}:contains(Other)))`,
        },
    ],
});
