import {registry} from "@web/core/registry";

registry.category("web_tour.tours").add("discuss_theme_create_channel", {
    steps: () => [
        {
            content: "Point at the theme",
            trigger: ".o-discuss_theme-Category:contains(Open)",
            run: "hover && click .o-discuss_theme-Category:contains(Open) [title='New channel here']",
        },
        {
            content: "The theme is chosen already",
            trigger: ".modal #o-discuss_theme-theme",
            run() {
                const chosen = this.anchor.selectedOptions[0].textContent;
                if (chosen !== "Open") {
                    throw new Error(`The theme chosen is "${chosen}", not "Open"`);
                }
            },
        },
        {
            trigger: ".modal #o-discuss_theme-description",
            run: "edit Who brings what",
        },
        {
            trigger: ".modal #o-discuss_theme-name",
            run: "edit Spring fair",
        },
        {
            trigger: ".modal #o-discuss_theme-name",
            run: "press Enter",
        },
        {
            content: "The channel opens",
            trigger: ".o-mail-DiscussContent-threadName[title='Spring fair']",
        },
        {
            trigger: ".o-mail-Composer-input",
            run: "edit We need a tent",
        },
        {
            trigger: ".o-mail-Composer-input",
            run: "press Enter",
        },
        {
            trigger: ".o-mail-Message-body:contains(We need a tent)",
        },
        {
            content: "It stands under its theme: closed, only the open channel shows",
            trigger:
                ".o-discuss_theme-Category:contains(Open) + .o-mail-DiscussSidebarChannel-container:contains(Spring fair)",
        },
    ],
});
