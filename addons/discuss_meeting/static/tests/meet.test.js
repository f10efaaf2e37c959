import {
    becomeCustomer,
    defineDiscussMeetingModels,
    startWithMeeting,
} from "@discuss_meeting/../tests/discuss_meeting_test_helpers";

import {
    click,
    contains,
    insertText,
    openDiscuss,
    start,
    triggerHotkey,
} from "@mail/../tests/mail_test_helpers";

import {describe, expect, mockDate, press, test} from "@odoo/hoot";

import {
    asyncStep,
    getService,
    makeServerError,
    mockService,
    onRpc,
    waitForSteps,
} from "@web/../tests/web_test_helpers";

describe.current.tags("desktop");
defineDiscussMeetingModels();

const DIALOG = ".o-discuss_meeting-MeetDialog";
const MEET = ".o-mail-DiscussContent-header [name='meet']";

function watchStart() {
    onRpc("discuss.channel", "start_meeting", ({args}) => {
        asyncStep(args);
        return 1;
    });
}

test("meet now: a click and Enter", async () => {
    const {channelId} = await startWithMeeting();
    watchStart();
    await start();
    await openDiscuss(channelId);
    await click(MEET);
    await contains(`${DIALOG} input[type='text']:focus[placeholder='Fair']`);
    await press("Enter");
    await waitForSteps([[[channelId], "", false, false]]);
    await contains(DIALOG, {count: 0});
});

test("meet later, in the user's time", async () => {
    mockDate("2026-11-26 09:10:00", +1);
    const {channelId} = await startWithMeeting();
    watchStart();
    await start();
    await openDiscuss(channelId);
    await click(MEET);
    await insertText(`${DIALOG} input[type='text']`, "Budget");
    await click(`${DIALOG} label:contains(At this time)`);
    await contains(`${DIALOG} .o-discuss_meeting-start input`);
    await click(`${DIALOG} .btn-primary:contains(Post the Link)`);
    await waitForSteps([[[channelId], "Budget", "2026-11-26 10:00:00", false]]);
});

test("our room", async () => {
    const {channelId} = await startWithMeeting();
    watchStart();
    await start();
    await openDiscuss(channelId);
    await click(MEET);
    await click(`${DIALOG} label:contains(Our room)`);
    await click(`${DIALOG} .btn-primary`);
    await waitForSteps([[[channelId], "", false, true]]);
});

test("what the server refuses is said, and nothing is lost", async () => {
    const {channelId} = await startWithMeeting();
    onRpc("discuss.channel", "start_meeting", () => {
        throw makeServerError({message: "This moment has passed."});
    });
    await start();
    await openDiscuss(channelId);
    await click(MEET);
    await insertText(`${DIALOG} input[type='text']`, "Budget");
    await press("Enter");
    await contains(`${DIALOG} .alert`, {text: "This moment has passed."});
    await contains(`${DIALOG} input[type='text']`, {value: "Budget"});
});

test("/meet, with what is typed after it", async () => {
    const {channelId} = await startWithMeeting();
    onRpc("discuss.channel", "execute_command_meet", ({args, kwargs}) => {
        asyncStep([...args, kwargs.body]);
        return 1;
    });
    await start();
    await openDiscuss(channelId);
    await insertText(".o-mail-Composer-input", "/meet 15:30 Budget");
    await triggerHotkey("Enter");
    await waitForSteps([[[channelId], "/meet 15:30 Budget"]]);
    await contains(".o-mail-Composer-input", {value: ""});
});

test("/meet is proposed", async () => {
    const {channelId} = await startWithMeeting();
    await start();
    await openDiscuss(channelId);
    await insertText(".o-mail-Composer-input", "/me");
    await contains(".o-mail-Composer-suggestion:contains(meet)");
});

test("/meet that is not understood: said, and given back", async () => {
    const {channelId} = await startWithMeeting();
    onRpc("discuss.channel", "execute_command_meet", () => {
        throw makeServerError({message: "“25:00” is no day or time."});
    });
    await start();
    await openDiscuss(channelId);
    await insertText(".o-mail-Composer-input", "/meet 25:00 Budget");
    await triggerHotkey("Enter");
    await contains(".o_notification:contains(25:00” is no day or time)");
    await contains(".o-mail-Composer-input", {value: "/meet 25:00 Budget"});
});

test("a room: no link but the meeting's, and no meeting in it", async () => {
    const {channelId, meetingId, pyEnv} = await startWithMeeting(
        {},
        {channel: {channel_type: "group", is_meeting_room: true}}
    );
    await start();
    await openDiscuss(channelId);
    await contains(".o-mail-DiscussContent-header [name='invite-people']");
    await contains(MEET, {count: 0});
    const {Thread} = getService("mail.store");
    const thread = Thread.get({id: channelId, model: "discuss.channel"});
    expect(thread.invitationLink).toBe(undefined);
    const [channel] = pyEnv["discuss.channel"].browse(channelId);
    pyEnv["bus.bus"]._sendone(channel, "mail.record/insert", {
        "discuss.channel": [{held_meeting_id: meetingId, id: channelId}],
    });
    await click(".o-mail-DiscussContent-header [name='invite-people']");
    await contains(".o-discuss-ChannelInvitation-invitationBox input", {
        value: "https://example.com/meeting/secret",
    });
    await insertText(".o-mail-Composer-input", "/me");
    await contains(".o-mail-Composer-suggestion:contains(meet)", {count: 0});
});

test("customers start no meetings", async () => {
    const {channelId, pyEnv} = await startWithMeeting();
    becomeCustomer(pyEnv);
    await start();
    await openDiscuss(channelId);
    await contains(".o-mail-DiscussContent-header [name='invite-people']");
    await contains(MEET, {count: 0});
    await insertText(".o-mail-Composer-input", "/");
    await contains(".o-mail-Composer-suggestion:contains(meet)", {count: 0});
});

test("from the card of a person", async () => {
    const {bobId, channelId, pyEnv} = await startWithMeeting();
    pyEnv["mail.message"].create({
        author_id: bobId,
        body: "<p>Hello</p>",
        message_type: "comment",
        model: "discuss.channel",
        res_id: channelId,
    });
    onRpc("discuss.channel", "meet_people", ({args}) => {
        asyncStep(args);
        return {channel_id: channelId, meeting_id: 1};
    });
    await start();
    await openDiscuss(channelId);
    await click(".o-mail-Message:contains(Hello) .o-mail-Message-avatar");
    await click(".o_avatar_card [name='meet']");
    await waitForSteps([[[bobId]]]);
    // nobody meets themselves
    await click(
        ".o-mail-Message:contains(Stand-up) .o-mail-Message-avatarContainer .o-mail-Message-avatar"
    );
    await contains(".o_avatar_card:contains(Mitchell Admin)");
    await contains(".o_avatar_card [name='meet']", {count: 0});
});

test("from the command palette", async () => {
    await startWithMeeting();
    mockService("action", {
        doAction(action) {
            if (action === "discuss_meeting.discuss_meeting_new_action") {
                asyncStep(action);
                return;
            }
            return super.doAction(...arguments);
        },
    });
    await start();
    await triggerHotkey("control+k");
    await click(".o_command:contains(Meet…)");
    await waitForSteps(["discuss_meeting.discuss_meeting_new_action"]);
});
