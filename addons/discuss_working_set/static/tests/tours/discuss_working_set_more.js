import {registry} from "@web/core/registry";

const CHANNEL = ".o-mail-DiscussSidebarChannel";
const ITEM = ".o-mail-NotificationItem";
const MORE = ".o-discuss_working_set-more";

registry.category("web_tour.tours").add("discuss_working_set_more", {
    steps: () => [
        {
            content: "What happened last is there",
            trigger: `${CHANNEL}:contains(Room 0)`,
        },
        {
            content: "The rest is a number",
            trigger: `.o-mail-DiscussSidebar:not(:has(${CHANNEL}:contains(Room 8)))`,
        },
        {
            content: "Ask for more, without a mouse",
            trigger: `${MORE}:contains(6 more)`,
            run() {
                this.anchor.focus();
            },
        },
        {
            trigger: `${MORE}:focus`,
            run: "press Enter",
        },
        {
            content: "It came, and nothing is left to ask for",
            trigger: `.o-mail-DiscussSidebar:not(:has(${MORE})) ${CHANNEL}:contains(Room 8)`,
            run: "click",
        },
        {
            trigger: ".o-mail-Message:contains(Said long ago)",
        },
    ],
});

registry.category("web_tour.tours").add("discuss_working_set_more_on_a_phone", {
    steps: () => [
        {
            trigger: ".o-mail-MessagingMenu-tab:contains(Channels)",
            run: "click",
        },
        {
            content: "What happened last is there",
            trigger: `${ITEM}:contains(Room 0)`,
        },
        {
            content: "The rest is a number",
            trigger: `${MORE}:contains(6 more)`,
            run: "click",
        },
        {
            content: "It came, with what was said there",
            trigger: `.o-mail-MessagingMenu-list:not(:has(${MORE})) ${ITEM}:contains(Room 8):contains(Said long ago)`,
            run: "click",
        },
        {
            trigger: ".o-mail-Message:contains(Said long ago)",
        },
    ],
});
