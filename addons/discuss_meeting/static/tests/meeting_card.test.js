import {
    becomeCustomer,
    defineDiscussMeetingModels,
    startWithMeeting,
} from "@discuss_meeting/../tests/discuss_meeting_test_helpers";

import {click, contains, openDiscuss, start} from "@mail/../tests/mail_test_helpers";

import {advanceTime, describe, expect, mockDate, test} from "@odoo/hoot";

import {
    asyncStep,
    Command,
    getService,
    makeServerError,
    mockService,
    onRpc,
    patchWithCleanup,
    serverState,
    waitForSteps,
} from "@web/../tests/web_test_helpers";
import {browser} from "@web/core/browser/browser";

describe.current.tags("desktop");
defineDiscussMeetingModels();

const CARD = ".o-mail-Message .o-discuss_meeting-MeetingCard";
const NOTIFICATION = ".o_notification_content";

/** Note which new tabs are opened, and where they lead. */
function watchTabs() {
    patchWithCleanup(browser, {
        open(url, target, features) {
            asyncStep(["open", url, features]);
            return {
                close: () => asyncStep(["close"]),
                set location(address) {
                    asyncStep(["lead to", address, this.opener]);
                },
                opener: window,
            };
        },
    });
}

/** Note the methods of the meeting that are called. */
function watchMethods(results = {}) {
    onRpc("discuss.meeting", "*", ({args, method}) => {
        asyncStep([method, ...args.slice(1)]);
        return results[method] ?? true;
    });
}

test("the card stands in place of the text", async () => {
    const {change, channelId} = await startWithMeeting({provider_name: "Jitsi"});
    await start();
    await openDiscuss(channelId);
    await contains(`${CARD} [name='title']`, {text: "Stand-up"});
    await contains(`${CARD} [name='host']`, {text: "Host: Mitchell Admin · Jitsi"});
    await contains(`${CARD} [name='state']`, {text: "Open: nobody is in it yet"});
    await contains(".o-mail-Message a:contains(secret)", {count: 0});
    change({
        participants: [
            {id: 1, is_guest: false, is_inside: true, minutes: 0, name: "Bob"},
            {id: 2, is_guest: true, is_inside: true, minutes: 0, name: "Chloe"},
            {id: 3, is_guest: false, is_inside: false, minutes: 3, name: "Dan"},
        ],
        started_date: "2026-11-26 09:00:00",
        state: "running",
    });
    await contains(`${CARD} [name='state']:contains(In progress since)`);
    await contains(`${CARD} [name='people'] li`, {count: 2});
    await contains(`${CARD} [name='people'] li:contains(Chloe (guest))`);
});

test("it counts down, and opens by the clock", async () => {
    mockDate("2026-11-26 09:00:00", 0);
    const {channelId} = await startWithMeeting({
        expiry_date: "2026-11-26 10:00:00",
        start_date: "2026-11-26 09:12:30",
        state: "planned",
    });
    await start();
    await openDiscuss(channelId);
    await contains(`${CARD} [name='countdown']`, {text: "in 13 minutes"});
    await advanceTime(31_000);
    await contains(`${CARD} [name='countdown']`, {text: "in 12 minutes"});
    for (let minute = 0; minute < 11; minute++) {
        await advanceTime(60_000);
    }
    await contains(`${CARD} [name='countdown']:contains(seconds)`);
    await advanceTime(2 * 60_000);
    await contains(`${CARD} [name='state']`, {text: "Open: nobody is in it yet"});
    await advanceTime(60 * 60_000);
    await contains(`${CARD} [name='state']`, {text: "This link has expired"});
    await contains(`${CARD} [name='join']`, {count: 0});
});

test("join: a new tab, opened by the click, leads where the meeting is held", async () => {
    const {channelId} = await startWithMeeting();
    watchTabs();
    watchMethods({join: {url: "/discuss/channel/7"}});
    await start();
    await openDiscuss(channelId);
    await click(`${CARD} [name='join']`);
    await waitForSteps([
        ["open", "", undefined],
        ["join"],
        ["lead to", "/discuss/channel/7", null],
    ]);
});

test("join: a refusal is said, and leaves no tab behind", async () => {
    const {channelId} = await startWithMeeting();
    watchTabs();
    onRpc("discuss.meeting", "join", () => {
        throw makeServerError({message: "This meeting has ended.", type: "UserError"});
    });
    await start();
    await openDiscuss(channelId);
    await click(`${CARD} [name='join']`);
    await contains(NOTIFICATION, {text: "This meeting has ended."});
    await waitForSteps([["open", "", undefined], ["close"]]);
});

test("join: a call in the channel needs no tab", async () => {
    const {channelId} = await startWithMeeting({is_in_channel: true});
    watchTabs();
    watchMethods({join: {channel_id: channelId}});
    mockService("discuss.rtc", {
        toggleCall(channel) {
            asyncStep(["call", channel.id]);
        },
    });
    await start();
    await openDiscuss(channelId);
    await contains(`${CARD} [name='host']:contains(call in this channel)`);
    await click(`${CARD} [name='join']`);
    await waitForSteps([["join"], ["call", channelId]]);
});

test("its host ends it, revokes the link, makes it a call in the channel", async () => {
    const {change, channelId} = await startWithMeeting();
    watchMethods();
    await start();
    await openDiscuss(channelId);
    await click(`${CARD} [name='more']`);
    // there is nothing to end before somebody has come
    await contains(".o-dropdown-item[name='revoke']");
    await contains(".o-dropdown-item[name='end']", {count: 0});
    await click(".o-dropdown-item[name='hold-in-channel']");
    await waitForSteps([["hold_in_channel"]]);
    change({
        is_in_channel: true,
        started_date: "2026-11-26 09:00:00",
        state: "running",
    });
    await contains(`${CARD} [name='state']:contains(In progress)`);
    await click(`${CARD} [name='more']`);
    await contains(".o-dropdown-item[name='hold-in-channel']", {count: 0});
    await click(".o-dropdown-item[name='end']");
    await waitForSteps([["end"]]);
    await click(`${CARD} [name='more']`);
    await click(".o-dropdown-item[name='revoke']");
    // that cannot be undone
    await click(".modal .btn-danger");
    await waitForSteps([["revoke"]]);
});

test("with people in it, its end is confirmed", async () => {
    const {channelId} = await startWithMeeting({
        participants: [
            {id: 1, is_guest: false, is_inside: true, minutes: 0, name: "Bob"},
        ],
        started_date: "2026-11-26 09:00:00",
        state: "running",
    });
    watchMethods();
    await start();
    await openDiscuss(channelId);
    await click(`${CARD} [name='more']`);
    await click(".o-dropdown-item[name='end']");
    await contains(".modal:contains(End this meeting for everybody?)");
    await click(".modal .btn-danger");
    await waitForSteps([["end"]]);
});

test("a thread has no calls: none is offered there", async () => {
    const {channelId, messageId, pyEnv} = await startWithMeeting();
    const threadId = pyEnv["discuss.channel"].create({
        channel_member_ids: [Command.create({partner_id: serverState.partnerId})],
        name: "Thread",
        parent_channel_id: channelId,
    });
    pyEnv["mail.message"].write([messageId], {res_id: threadId});
    await start();
    await openDiscuss(threadId);
    await click(`${CARD} [name='more']`);
    await contains(".o-dropdown-item[name='revoke']");
    await contains(".o-dropdown-item[name='hold-in-channel']", {count: 0});
});

test("who is no host joins and copies the link, and no more", async () => {
    const {channelId} = await startWithMeeting({host_partner_id: 0});
    patchWithCleanup(browser.navigator.clipboard, {
        writeText: async (text) => asyncStep(["copy", text]),
    });
    await start();
    await openDiscuss(channelId);
    await contains(`${CARD} [name='actions'] button`, {count: 2});
    await click(`${CARD} [name='copy-link']`);
    await waitForSteps([["copy", "https://example.com/meeting/secret"]]);
    await contains(NOTIFICATION, {text: "Meeting link copied"});
});

test("colleagues see who waits, and admit or refuse them by name", async () => {
    const {change, channelId} = await startWithMeeting({
        host_partner_id: 0,
        waiting: [
            {id: 41, name: "Chloe"},
            {id: 42, name: "Dan"},
        ],
    });
    watchMethods();
    await start();
    await openDiscuss(channelId);
    await contains(`${CARD} [name='waiting'] li`, {count: 2});
    await click(`${CARD} button[aria-label='Admit Chloe']`);
    await click(`${CARD} button[aria-label='Refuse Dan']`);
    await waitForSteps([
        ["admit", 41],
        ["refuse", 42],
    ]);
    change({waiting: []});
    await contains(`${CARD} [name='waiting']`, {count: 0});
});

test("customers see the card and Join, and nothing else", async () => {
    const {channelId, pyEnv} = await startWithMeeting({
        fallback_name: "Odoo call",
        is_down: true,
        waiting: [{id: 41, name: "Eve"}],
    });
    becomeCustomer(pyEnv);
    await start();
    await openDiscuss(channelId);
    await contains(`${CARD} [name='title']`, {text: "Stand-up"});
    await contains(`${CARD} button`, {count: 1});
    await contains(`${CARD} button[name='join']`);
    await contains(`${CARD} [name='waiting']`, {count: 0});
    await contains(".o_notification", {count: 0});
});

test("a provider that is down: said, with where to go on", async () => {
    const {change, channelId} = await startWithMeeting({
        fallback_name: "Odoo call",
        is_down: true,
        provider_name: "Jitsi",
    });
    watchMethods();
    await start();
    await openDiscuss(channelId);
    await contains(`${CARD} [name='down']`, {
        text: "Jitsi does not answer at the moment.Meet Here Instead: Odoo call",
    });
    await contains(`${CARD} [name='join'].btn-secondary`);
    await click(`${CARD} [name='fallback']`);
    await waitForSteps([["use_fallback"]]);
    change({is_down: false, provider_name: ""});
    await contains(`${CARD} [name='down']`, {count: 0});
});

test("when it is over: who was there, and for how long", async () => {
    const {channelId} = await startWithMeeting({
        ended_date: "2026-11-26 09:30:00",
        participants: [
            {id: 1, is_guest: false, is_inside: false, minutes: 30, name: "Bob"},
            {id: 2, is_guest: true, is_inside: false, minutes: 0, name: "Chloe"},
        ],
        started_date: "2026-11-26 09:00:00",
        state: "ended",
    });
    await start();
    await openDiscuss(channelId);
    await contains(`${CARD} [name='state']:contains(Ended)`);
    await contains(`${CARD} [name='people'] li:contains(Bob · 30 min)`);
    await contains(`${CARD} [name='people'] li:contains(Chloe (guest) · 1 min)`);
    await contains(`${CARD} button`, {count: 0});
});

test("a call that was started by Odoo's button: one line, which is the card", async () => {
    const {channelId} = await startWithMeeting(
        {is_in_channel: true, name: "Fair", state: "running"},
        {
            message: {
                body: `<div data-oe-type="call" class="o_mail_notification"></div>`,
                message_type: "notification",
            },
        }
    );
    await start();
    await openDiscuss(channelId);
    await contains(".o-mail-NotificationMessage .o-discuss_meeting-MeetingCard");
    await contains(".o-mail-NotificationMessage:contains(started a call)", {count: 0});
    await contains(".o-mail-NotificationMessage .fa-phone", {count: 0});
});

const ENDED = {
    ended_date: "2026-11-26 09:30:00",
    people_count: 2,
    started_date: "2026-11-26 09:00:00",
    state: "ended",
};

test("the line that asks what came of it leaves the rest to the card", async () => {
    const {change, channelId, meetingId} = await startWithMeeting(ENDED, {
        message: {
            body: "<p>Stand-up took 30 min. What came of it?</p>",
            message_type: "notification",
        },
    });
    await start();
    await openDiscuss(channelId);
    patchWithCleanup(getService("action"), {
        doAction(action, {additionalContext}) {
            asyncStep([action, additionalContext]);
        },
    });
    const line = ".o-mail-NotificationMessage";
    await contains(`${line} [name='told']`, {
        text: "Stand-up took 30 min. What came of it?",
    });
    await click(`${line} [name='write-summary']`);
    await waitForSteps([
        [
            "discuss_meeting.discuss_meeting_summary_action",
            {default_meeting_id: meetingId},
        ],
    ]);
    change({has_summary: true});
    await contains(`${line} [name='write-summary']`, {count: 0});
    await contains(`${line} [name='told']`);
    await contains(".o-discuss_meeting-MeetingCard", {count: 0});
});

test("a summary that was written is edited from the card", async () => {
    const {channelId} = await startWithMeeting({...ENDED, has_summary: true});
    await start();
    await openDiscuss(channelId);
    await click(`${CARD} [name='more']`);
    await contains(".o-dropdown-item[name='edit-summary']");
    await contains(`${CARD} [name='write-summary']`, {count: 0});
});

test("nobody else is asked, nor the host of a meeting of one", async () => {
    const {change, channelId} = await startWithMeeting({...ENDED, people_count: 1});
    await start();
    await openDiscuss(channelId);
    await contains(`${CARD} [name='state']:contains(Ended)`);
    await contains(`${CARD} [name='write-summary']`, {count: 0});
    change({host_partner_id: 123456, people_count: 3});
    await contains(`${CARD} [name='write-summary']`, {count: 0});
});

test("there is no text to edit in a card; its author may delete it", async () => {
    const {channelId} = await startWithMeeting();
    await start();
    await openDiscuss(channelId);
    await click(".o-mail-Message [title='Expand']");
    await contains(".o-dropdown-item:contains(Delete)");
    expect(".o-dropdown-item:contains(Edit)").toHaveCount(0);
    expect(".o-mail-Message-actions [title='Edit']").toHaveCount(0);
});
