import {registry} from "@web/core/registry";

const MEMBER = ".o-discuss-ChannelMember";
const ACTIONS = ".o-discuss_owner-actions";
const HEADER = ".o-mail-DiscussContent-header";

const openActions = (name) => ({
    trigger: `${MEMBER}:contains(${name}) ${ACTIONS}`,
    run: "click",
});

registry.category("web_tour.tours").add("discuss_owner_private_channel", {
    steps: () => [
        {
            content: "Make a private channel in a theme",
            trigger: ".o-discuss_theme-Category:contains(Open)",
            run: "hover && click .o-discuss_theme-Category:contains(Open) [title='New channel here']",
        },
        {
            trigger: ".modal #o-discuss_theme-name",
            run: "edit Surprise party",
        },
        {
            trigger: ".modal .o-discuss_theme-kind input[value='private']",
            run: "click",
        },
        {
            content: "Its consequences are said",
            trigger: ".modal .o-discuss_theme-kind:has(:checked):contains(You own it)",
        },
        {
            trigger: ".modal .o_multi_record_selector input",
            run: "edit Mo Mem",
        },
        {
            trigger: ".o-autocomplete--dropdown-item:contains(Mo Member)",
            run: "click",
        },
        {
            trigger: ".modal .o_tag:contains(Mo Member)",
        },
        {
            trigger: ".modal .o_multi_record_selector input",
            run: "edit Cem",
        },
        {
            trigger: ".o-autocomplete--dropdown-item:contains(Cem Colleague)",
            run: "click",
        },
        {
            trigger: ".modal .o_tag:contains(Cem Colleague)",
        },
        {
            trigger: ".modal .btn-primary:contains(Create Channel)",
            run: "click",
        },
        {
            trigger: ".o-mail-DiscussContent-threadName[title='Surprise party']",
        },
        {
            content: "Its maker owns it",
            trigger: `${MEMBER}:contains(Olga Owner):has(.o-discuss_owner-badge)`,
        },
        openActions("Mo Member"),
        {
            trigger: ".dropdown-item[data-name='make-owner']",
            run: "click",
        },
        {
            trigger: `${MEMBER}:contains(Mo Member):has(.o-discuss_owner-badge)`,
        },
        {
            trigger:
                ".o-mail-NotificationMessage:contains(an owner of this channel), .o-mail-Message:contains(an owner of this channel)",
        },
        openActions("Cem Colleague"),
        {
            trigger: ".dropdown-item[data-name='remove-member']",
            run: "click",
        },
        {
            trigger: ".modal .btn-primary:contains(Remove)",
            run: "click",
        },
        {
            content: "They are gone",
            trigger: `.o-mail-DiscussContent:not(:has(${MEMBER}:contains(Cem Colleague)))`,
        },
    ],
});

registry.category("web_tour.tours").add("discuss_owner_steward", {
    steps: () => [
        {
            content: "The steward of the theme renames what they are not in",
            trigger: `${HEADER} .o-mail-DiscussContent-threadName:enabled[title='public']`,
            run: "edit Kept in order && press Enter",
        },
        {
            trigger: `${HEADER} .o-mail-DiscussContent-threadName[title='Kept in order']`,
        },
        {
            trigger:
                ".o-mail-NotificationMessage:contains(Kept in order), .o-mail-Message:contains(Kept in order)",
        },
        {
            content: "says what it is for",
            trigger: `${HEADER} .o-mail-DiscussContent-threadDescription:enabled`,
            run: "edit What the team agrees on && press Enter",
        },
        {
            trigger: `${HEADER} .o-mail-DiscussContent-threadDescription[title='What the team agrees on']`,
        },
        {
            content: "and takes somebody out of it",
            trigger: "[name='member-list']",
            run() {
                if (!document.querySelector(MEMBER)) {
                    this.anchor.click();
                }
            },
        },
        openActions("Mo Member"),
        {
            trigger: ".dropdown-item[data-name='remove-member']",
            run: "click",
        },
        {
            trigger: ".modal .btn-primary:contains(Remove)",
            run: "click",
        },
        {
            trigger: `.o-mail-DiscussContent:not(:has(${MEMBER}:contains(Mo Member)))`,
        },
    ],
});

registry.category("web_tour.tours").add("discuss_owner_steward_theme", {
    steps: () => [
        {
            content: "The steward files a channel of their theme elsewhere",
            trigger: ".o_form_view [name='theme_id'] input:value(Open)",
            run: "edit General",
        },
        {
            trigger: ".o-autocomplete--dropdown-item:contains(General)",
            run: "click",
        },
        {
            trigger: ".o_form_button_save",
            run: "click",
        },
        {
            trigger: ".o_form_saved [name='theme_id'] input:value(General)",
        },
    ],
});

registry.category("web_tour.tours").add("discuss_owner_member", {
    steps: () => [
        {
            content: "A member can neither rename it nor invite into it",
            trigger: `${HEADER} .o-mail-DiscussContent-threadName[title='private']:disabled`,
        },
        {
            trigger: `${HEADER}:not(:has([name='invite-people']))`,
        },
        {
            trigger: `${MEMBER}:contains(Olga Owner):has(.o-discuss_owner-badge)`,
        },
        {
            trigger: `.o-mail-DiscussContent:not(:has(${ACTIONS}))`,
        },
        {
            content: "They post as before",
            trigger: ".o-mail-Composer-input",
            run: "edit I am here && press Enter",
        },
        {
            trigger: ".o-mail-Message-body:contains(I am here)",
        },
    ],
});

registry.category("web_tour.tours").add("discuss_owner_customer", {
    steps: () => [
        {
            content: "A customer is in the channel",
            trigger: ".o-mail-DiscussContent-threadName[title='private']:disabled",
        },
        {
            content: "and sees who is in it",
            trigger: "[name='member-list']",
            run() {
                if (!document.querySelector(".o-discuss-ChannelMember")) {
                    this.anchor.click();
                }
            },
        },
        {
            trigger: `${MEMBER}:contains(Olga Owner)`,
        },
        {
            content: "but not who owns it, nor what owners do",
            trigger: `body:not(:has(.o-discuss_owner-badge, ${ACTIONS}))`,
        },
    ],
});
