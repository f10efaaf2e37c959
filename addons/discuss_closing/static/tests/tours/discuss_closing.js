import {registry} from "@web/core/registry";

const BAR = ".o-discuss_closing-ClosedBar";
const CHANNEL = ".o-mail-DiscussSidebarChannel";
const DIALOG = ".o-discuss_closing-CloseChannelDialog";

registry.category("web_tour.tours").add("discuss_closing_owner", {
    steps: () => [
        {
            content: "The channel stands in the list",
            trigger: `${CHANNEL}:contains(Spring fair)`,
        },
        {
            trigger: ".o-mail-DiscussContent-header [name='close-channel']",
            run: "click",
        },
        {
            content: "Say what came of it",
            trigger: `${DIALOG} input`,
            run: "edit We go again next year && press Enter",
        },
        {
            content: "How it ended stands where one wrote",
            trigger: `${BAR}:contains(We go again next year)`,
        },
        {
            content: "Nobody writes any more",
            trigger: ".o-mail-DiscussContent:not(:has(.o-mail-Composer))",
        },
        {
            content: "Go elsewhere",
            trigger: `${CHANNEL}:contains(Fleet)`,
            run: "click",
        },
        {
            content: "It has left the list",
            trigger: `.o-mail-DiscussSidebar:not(:has(${CHANNEL}:contains(Spring fair)))`,
        },
        {
            content: "Look for it by its outcome",
            trigger: ".o-mail-DiscussSearch-inputContainer",
            run: "click",
        },
        {
            trigger: ".o_command_palette_search input",
            run: "edit @again next year",
        },
        {
            trigger: ".o_command:contains(Spring fair):contains(closed)",
            run: "click",
        },
        {
            content: "It is readable, and reopened with a click",
            trigger: `${BAR} [name='reopen']`,
            run: "click",
        },
        {
            trigger: ".o-mail-Composer-input",
            run: "edit Who books the tent? && press Enter",
        },
        {
            trigger: ".o-mail-Message:not(.o-pending):contains(Who books the tent?)",
        },
        {
            content: "It is noted who did what",
            trigger: ".o-mail-NotificationMessage:contains(reopened this channel)",
        },
        {
            trigger: `${CHANNEL}:contains(Spring fair)`,
        },
    ],
});

registry.category("web_tour.tours").add("discuss_closing_merge", {
    steps: () => [
        {
            trigger: `${CHANNEL}:contains(Spring fair)`,
            run: `hover && click ${CHANNEL}:contains(Spring fair) [title='Channel Actions']`,
        },
        {
            trigger: ".o-dropdown-item:contains(Merge into)",
            run: "click",
        },
        {
            content: "Into which channel",
            trigger: ".o_field_widget[name='target_id'] input",
            run: "edit Fleet",
        },
        {
            trigger: ".o-autocomplete--dropdown-item:contains(Fleet)",
            run: "click",
        },
        {
            content: "What that means is said before",
            trigger: ".o_field_widget[name='consequences']:contains(cannot be undone)",
        },
        {
            trigger: ".modal button[name='action_merge']",
            run: "click",
        },
        {
            content: "The conversation goes on there",
            trigger: `${CHANNEL}.o-active:contains(Fleet)`,
        },
        {
            trigger: ".o-mail-Message:contains(A message)",
        },
        {
            trigger: `.o-mail-DiscussSidebar:not(:has(${CHANNEL}:contains(Spring fair)))`,
        },
    ],
});

registry.category("web_tour.tours").add("discuss_closing_steward", {
    steps: () => [
        {
            content: "The steward of the theme closes a channel that they are not in",
            trigger: ".o-mail-DiscussContent-header [name='close-channel']",
            run: "click",
        },
        {
            trigger: `${DIALOG} input`,
            run: "edit The fair is over && press Enter",
        },
        {
            content: "and reopens it",
            trigger: `${BAR}:contains(The fair is over) [name='reopen']`,
            run: "click",
        },
        {
            trigger: ".o-mail-NotificationMessage:contains(reopened this channel)",
        },
        {
            trigger: ".o-mail-DiscussContent .o-mail-Composer-input",
        },
    ],
});
