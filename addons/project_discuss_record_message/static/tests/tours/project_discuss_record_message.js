import {registry} from "@web/core/registry";

const MESSAGE = ".o-mail-Message:contains(the plans before Friday)";

registry.category("web_tour.tours").add("project_discuss_record_message", {
    steps: () => [
        {
            content: "What may be made out of the message is among its actions",
            trigger: MESSAGE,
            run: `hover && click ${MESSAGE} [title='Expand']`,
        },
        {
            trigger: ".o-dropdown-item:contains(Create Task)",
            run: "click",
        },
        {
            content: "The project of the conversation is chosen already",
            trigger: ".modal [name='project_id'] input:value(Warehouse)",
        },
        {
            content: "Who else sees the task is said",
            trigger: ".modal .alert:contains(Customers may see)",
        },
        {
            trigger: ".modal [name='title'] input:value(Ask them)",
            run: "edit Plans of the warehouse",
        },
        {
            trigger: ".modal [name='quote'] textarea:value(Friday)",
        },
        {
            trigger: ".modal button:contains(Create Task)",
            run: "click",
        },
        {
            content: "The conversation is still there, with the way to the task",
            trigger:
                ".o_notification:contains(Task created) a:contains(Plans of the warehouse)",
        },
        {
            trigger: "body:not(:has(.modal))",
        },
        {
            content: "The message shows what was made of it",
            trigger: `${MESSAGE} .o_discuss_message_results a:contains(Plans of the warehouse)`,
        },
        {
            trigger: ".o-mail-Composer-input",
        },
    ],
});
