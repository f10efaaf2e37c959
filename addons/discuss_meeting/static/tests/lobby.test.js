import {
    becomeCustomer,
    defineDiscussMeetingModels,
    startWithMeeting,
} from "@discuss_meeting/../tests/discuss_meeting_test_helpers";

import {click, contains, openDiscuss, start} from "@mail/../tests/mail_test_helpers";

import {describe, test} from "@odoo/hoot";

import {
    asyncStep,
    makeServerError,
    onRpc,
    serverState,
    waitForSteps,
} from "@web/../tests/web_test_helpers";

describe.current.tags("desktop");
defineDiscussMeetingModels();

const LOBBY = ".o-discuss_meeting-lobby";
const CHLOE = {id: 41, name: "Chloe"};
const DAN = {id: 42, name: "Dan"};

test("the host is told of each person who waits, until somebody has answered", async () => {
    const {change, channelId} = await startWithMeeting();
    onRpc("discuss.meeting", "admit", ({args}) => {
        asyncStep(["admit", args[1]]);
        change({waiting: []});
        return true;
    });
    await start();
    await openDiscuss(channelId);
    await contains(".o-discuss_meeting-MeetingCard");
    change({waiting: [CHLOE, DAN]});
    await contains(LOBBY, {count: 2});
    await contains(`${LOBBY}:contains(Chloe would like to join “Stand-up”)`);
    // a colleague refuses Dan
    change({waiting: [CHLOE]});
    await contains(LOBBY, {count: 1});
    await click(`${LOBBY} button:contains(Admit)`);
    await waitForSteps([["admit", 41]]);
    await contains(LOBBY, {count: 0});
});

test("a refusal of the server leaves them waiting", async () => {
    const {channelId} = await startWithMeeting({waiting: [CHLOE]});
    onRpc("discuss.meeting", "refuse", () => {
        throw makeServerError({message: "Only colleagues let people in."});
    });
    await start();
    await openDiscuss(channelId);
    await click(`${LOBBY} button:contains(Refuse)`);
    await contains(".o_notification:contains(Only colleagues let people in.)");
    await contains(`${LOBBY}:contains(Chloe)`);
});

test("what was put off does not come back with the next one", async () => {
    const {change, channelId} = await startWithMeeting({waiting: [CHLOE]});
    await start();
    await openDiscuss(channelId);
    await click(`${LOBBY} .o_notification_close`);
    await contains(LOBBY, {count: 0});
    change({waiting: [CHLOE, DAN]});
    await contains(LOBBY, {count: 1});
    await contains(`${LOBBY}:contains(Dan)`);
});

test("who is neither host nor inside is left in peace", async () => {
    const {change, channelId} = await startWithMeeting({
        host_partner_id: 0,
        waiting: [CHLOE],
    });
    await start();
    await openDiscuss(channelId);
    await contains(".o-discuss_meeting-MeetingCard [name='waiting'] li");
    await contains(LOBBY, {count: 0});
    change({inside_partner_ids: [serverState.partnerId]});
    await contains(LOBBY, {count: 1});
    change({ended_date: "2026-11-26 09:30:00", state: "ended"});
    await contains(LOBBY, {count: 0});
});

test("customers are told nothing", async () => {
    const {channelId, pyEnv} = await startWithMeeting({
        inside_partner_ids: [serverState.partnerId],
        waiting: [CHLOE],
    });
    becomeCustomer(pyEnv);
    await start();
    await openDiscuss(channelId);
    await contains(".o-discuss_meeting-MeetingCard");
    await contains(LOBBY, {count: 0});
});
