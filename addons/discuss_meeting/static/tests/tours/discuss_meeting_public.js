import {registry} from "@web/core/registry";

const CARD = ".o-mail-Message .o-discuss_meeting-MeetingCard";

registry
    .category("web_tour.tours")
    .add("discuss_meeting_customer", {
        steps: () => [
            {
                content: "The card is in the customer's conversation, too",
                trigger: `${CARD}:contains(The offer) [name='join']:contains(Join)`,
            },
            {
                content:
                    "There is nothing else to press, and nobody is named who waits",
                trigger: `${CARD}:not(:has(button:not([name='join']))):not(:contains(Dan))`,
            },
            {
                trigger: "body:not(:has(.o-discuss_meeting-lobby))",
            },
            {
                trigger: "body:not(:has([name='meet']))",
            },
        ],
    })
    .add("discuss_meeting_room_of_host", {
        steps: () => [
            {
                content: "Who comes to the room as a colleague is in the call",
                trigger: ".o-mail-Meeting .o-discuss-Call",
            },
            {
                content: "They are told there of who waits",
                trigger:
                    ".o-discuss_meeting-lobby:contains(Chloe would like to join) button:contains(Admit)",
                run: "click",
            },
            {
                trigger: "body:not(:has(.o-discuss_meeting-lobby))",
            },
            {
                trigger: ".o-mail-Meeting [title='Invite People']",
                run: "click",
            },
            {
                content: "Others are invited by the link of the meeting",
                trigger: ".o-discuss-ChannelInvitation-invitationBox:has(input)",
                run({anchor}) {
                    const {value} = anchor.querySelector("input");
                    if (!/\/meeting\/[\w-]+$/.test(value)) {
                        throw new Error(`Not the link of the meeting: ${value}`);
                    }
                },
            },
        ],
    })
    .add("discuss_meeting_room_of_customer", {
        steps: () => [
            {
                content: "Who is from outside looks at their camera before",
                trigger: ".o-mail-WelcomePage [title='Join Channel']",
                run: "click",
            },
            {
                trigger: ".o-mail-Meeting .o-discuss-Call",
            },
            {
                trigger: "body:not(:has(.o-discuss_meeting-lobby))",
            },
        ],
    })
    .add("discuss_meeting_room_on_phone", {
        steps: () => [
            {
                content: "A conversation is open where one has come from",
                trigger: ".o-mail-WelcomePage",
                run() {
                    const id = Number(
                        new URLSearchParams(location.search).get("conversation")
                    );
                    localStorage.setItem(
                        "mail.ChatHub",
                        JSON.stringify({
                            folded: [],
                            opened: [{id, model: "discuss.channel"}],
                        })
                    );
                    location.reload();
                },
                expectUnloadPage: true,
            },
            {
                content: "The page of the call knows of it, and does not show it",
                trigger: ".o-mail-WelcomePage",
                async run() {
                    const {chatHub} =
                        odoo.__WOWL_DEBUG__.root.env.services["mail.store"];
                    await chatHub.initPromise;
                    if (!chatHub.opened.length) {
                        throw new Error("There is nothing that could be shown");
                    }
                },
            },
            {
                trigger: "body:not(:has(.o-mail-ChatWindow))",
            },
            {
                trigger: ".o-mail-WelcomePage [title='Join Channel']",
                run: "click",
            },
            {
                trigger: ".o-mail-Meeting .o-discuss-Call",
            },
        ],
    });
