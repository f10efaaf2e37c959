import {registry} from "@web/core/registry";

const DIALOG = ".modal .o_form_view";

/** Invite a colleague to an event that is not saved. */
const invite = () => [
    {
        trigger:
            ".o_field_widget[name=name] input, .o_field_widget[name=name] textarea",
        run: "edit Budget of the fair",
    },
    {
        trigger: ".o_field_widget[name=partner_ids] input",
        run: "edit Bob",
    },
    {
        trigger: ".o-autocomplete--dropdown-item:contains(Bob)",
        run: "click",
    },
];

/** Post the link, and see it where one talks. */
const post = () => [
    {
        content: "Title and people are known",
        trigger: `${DIALOG} .o_field_widget[name=partner_ids] .o_tag:contains(Bob)`,
    },
    {
        trigger: ".modal footer button[name=action_post]",
        run: "click",
    },
    {
        content: "The card is in the conversation with Bob",
        trigger: ".o-mail-DiscussContent .o-mail-Message:contains(Budget of the fair)",
    },
    {
        content: "Nothing asks to save the event",
        trigger: "body:not(:has(.modal))",
    },
];

registry.category("web_tour.tours").add("calendar_discuss_meeting_suggest", {
    steps: () => [
        ...invite(),
        {
            content: "A link would do",
            trigger: ".o_calendar_post_link button:contains(Post a link instead)",
            run: "click",
        },
        ...post(),
    ],
});

registry.category("web_tour.tours").add("calendar_discuss_meeting_require", {
    steps: () => [
        ...invite(),
        {
            trigger: ".o_form_button_save",
            run: "click",
        },
        {
            content: "The reason",
            trigger: ".modal:contains(works here)",
        },
        {
            content: "One may go back to the event",
            trigger: ".modal footer button:contains(Cancel)",
            run: "click",
        },
        {
            trigger: "body:not(:has(.modal)) .o_form_button_save",
            run: "click",
        },
        {
            content: "The way out",
            trigger: ".modal footer button:contains(Post a link instead)",
            run: "click",
        },
        ...post(),
    ],
});

registry.category("web_tour.tours").add("calendar_discuss_meeting_quick_create", {
    steps: () => [
        {
            content: "Next week, for what has passed stays",
            trigger: ".o_calendar_button_next",
            run: "click",
        },
        {
            trigger: ".o_calendar_view:not(:has(.fc-day-today))",
        },
        {
            trigger: ".fc-timegrid-slot-lane[data-time='10:00:00']",
            run: "click",
        },
        {
            trigger: ".modal .o_calendar_event_form_quick_create",
        },
        ...invite(),
        {
            content: "A link would do",
            trigger: ".modal .o_calendar_post_link button",
            run: "click",
        },
        ...post(),
    ],
});
