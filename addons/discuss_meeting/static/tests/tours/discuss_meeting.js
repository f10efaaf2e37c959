import {registry} from "@web/core/registry";

const CARD = ".o-mail-Message .o-discuss_meeting-MeetingCard";
const INPUT = ".o-mail-Composer-input";

registry
    .category("web_tour.tours")
    .add("discuss_meeting_command", {
        steps: () => [
            {
                content: "Meet now, and say about what",
                trigger: INPUT,
                run: "edit /meet Stand-up && press Enter",
            },
            {
                trigger: `${CARD}:contains(Stand-up):contains(Open) [name='join'].btn-primary`,
            },
            {
                content: "The link can be passed on",
                trigger: `${CARD} [name='copy-link']`,
                run: "click",
            },
            {
                trigger: ".o_notification:contains(link)",
            },
            {
                content: "A day or time that does not exist is given back",
                trigger: INPUT,
                run: "edit /meet 25:00 Budget && press Enter",
            },
            {
                trigger: ".o_notification:contains(25:00)",
            },
            {
                content: "It was kept, to be put right",
                trigger: INPUT,
                run: "edit /meet 23:59 Budget && press Enter",
            },
            {
                trigger: `${CARD}:contains(Budget) [name='countdown']`,
            },
            {
                content: "It is called off",
                trigger: `${CARD}:contains(Budget) [name='more']`,
                run: "click",
            },
            {
                trigger: ".o-dropdown-item[name='revoke']",
                run: "click",
            },
            {
                trigger: ".modal .btn-danger",
                run: "click",
            },
            {
                trigger: `${CARD}:contains(Budget):contains(revoked):not(:has([name='join']))`,
            },
        ],
    })
    .add("discuss_meeting_dialog", {
        steps: () => [
            {
                trigger: ".o-mail-DiscussContent-header [name='meet']",
                run: "click",
            },
            {
                trigger: ".o-discuss_meeting-MeetDialog label:contains(Our room)",
                run: "click",
            },
            {
                trigger:
                    ".o-discuss_meeting-MeetDialog .btn-primary:contains(Post Our Room)",
                run: "click",
            },
            {
                trigger: `${CARD}:contains(Fair):contains(Always open)`,
            },
        ],
    })
    .add("discuss_meeting_host", {
        steps: () => [
            {
                content: "Somebody waits: the host is told, wherever they look",
                trigger:
                    ".o_notification:contains(Chloe would like to join “Stand-up”)",
            },
            {
                trigger: `${CARD} [name='waiting']:contains(Chloe waits)`,
            },
            {
                content: "Who is in the meeting is said, too",
                trigger: `${CARD} [name='people']:contains(Bob)`,
            },
            {
                trigger: ".o-discuss_meeting-lobby button:contains(Admit)",
                run: "click",
            },
            {
                trigger: "body:not(:has(.o-discuss_meeting-lobby))",
            },
            {
                trigger: `${CARD}:not(:has([name='waiting']))`,
            },
            {
                trigger: `${CARD} [name='more']`,
                run: "click",
            },
            {
                trigger: ".o-dropdown-item[name='end']",
                run: "click",
            },
            {
                content: "Bob is still in it",
                trigger: ".modal:contains(End this meeting for everybody?) .btn-danger",
                run: "click",
            },
            {
                trigger: `${CARD}:contains(Ended) [name='people']:contains(Bob):contains(min)`,
            },
        ],
    });
