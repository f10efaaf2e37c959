import {
    click,
    contains,
    openDiscuss,
    openFormView,
    start,
    startServer,
} from "@mail/../tests/mail_test_helpers";

import {describe, expect, test} from "@odoo/hoot";

import {
    asyncStep,
    Command,
    getService,
    mockService,
    onRpc,
    serverState,
    waitForSteps,
} from "@web/../tests/web_test_helpers";

import {defineDiscussRecordModels} from "./discuss_record_test_helpers";

describe.current.tags("desktop");
defineDiscussRecordModels();

const HEADER = ".o_discuss_record_header";

function createChannel(pyEnv, name, values = {}) {
    return pyEnv["discuss.channel"].create({
        channel_member_ids: [Command.create({partner_id: serverState.partnerId})],
        channel_type: "group",
        name,
        record_audience: "team",
        uuid: name,
        ...values,
    });
}

test("shows the record and leads back to it", async () => {
    const pyEnv = await startServer();
    const channelId = createChannel(pyEnv, "Talk");
    const documentId = pyEnv["discuss.document"].create({
        customer: "Azure Interior",
        name: "S00042",
        state: "Quotation",
        team_channel_id: channelId,
    });
    mockService("action", {
        doAction(action) {
            if (action?.res_model === "discuss.document") {
                asyncStep([action.res_model, action.res_id]);
                return;
            }
            return super.doAction(...arguments);
        },
    });
    await start();
    await openDiscuss(channelId);
    await contains(`${HEADER} [name='customer']:contains('Azure Interior')`);
    await contains(`${HEADER} [name='state']`, {text: "Quotation"});
    await click(`${HEADER} button:contains('S00042')`);
    await waitForSteps([["discuss.document", documentId]]);
});

test("says which date it is, and lets the rest speak for itself", async () => {
    const pyEnv = await startServer();
    const channelId = createChannel(pyEnv, "Talk");
    pyEnv["discuss.document"].create({
        customer: "Azure Interior",
        deadline: "05/17/2030",
        name: "S00042",
        team_channel_id: channelId,
    });
    await start();
    await openDiscuss(channelId);
    await contains(`${HEADER} [name='deadline'] span:not(.visually-hidden)`, {
        text: "Deadline",
    });
    await contains(`${HEADER} [name='customer'] span.visually-hidden`, {
        text: "Customer",
    });
});

test("shows every record of the conversation", async () => {
    const pyEnv = await startServer();
    const channelId = createChannel(pyEnv, "Talk");
    pyEnv["discuss.document"].create([
        {name: "Opportunity", team_channel_id: channelId},
        {name: "Quotation", team_channel_id: channelId},
    ]);
    await start();
    await openDiscuss(channelId);
    await contains(`${HEADER} button`, {count: 2});
});

test("folds records after the third", async () => {
    const pyEnv = await startServer();
    const channelId = createChannel(pyEnv, "Talk");
    const names = ["One", "Two", "Three", "Four", "Five"];
    pyEnv["discuss.document"].create(
        names.map((name) => ({name, team_channel_id: channelId}))
    );
    await start();
    await openDiscuss(channelId);
    await contains(`${HEADER}_record`, {count: 3});
    await click(`${HEADER}_more`, {text: "2 more"});
    await contains(`${HEADER}_record`, {count: 5});
    await click(`${HEADER}_more`, {text: "Show less"});
    await contains(`${HEADER}_record`, {count: 3});
    await contains(`${HEADER}_more`, {text: "2 more"});
});

test("the record that one looks at stands first", async () => {
    const pyEnv = await startServer();
    const channelId = createChannel(pyEnv, "Talk");
    const documentIds = pyEnv["discuss.document"].create([
        {name: "Opportunity", team_channel_id: channelId},
        {name: "Quotation", team_channel_id: channelId},
    ]);
    await start();
    await openFormView("discuss.document", documentIds[1], {
        arch: `<form><widget name="discuss_record_button"/></form>`,
    });
    await click(".o_discuss_record_button");
    await contains(`${HEADER}_record:first:contains('Quotation')`);
    await contains(`${HEADER}_record`, {count: 2});
});

test("follows what changes, without saying what", async () => {
    const pyEnv = await startServer();
    const channelId = createChannel(pyEnv, "Talk");
    const otherId = createChannel(pyEnv, "Other");
    const documentId = pyEnv["discuss.document"].create({
        name: "S00042",
        state: "Quotation",
        team_channel_id: channelId,
    });
    onRpc("discuss.channel", "get_record_headers", ({args}) => asyncStep(args[0]));
    await start();
    await openDiscuss(channelId);
    await contains(`${HEADER} [name='state']`, {text: "Quotation"});
    await waitForSteps([[channelId]]);
    pyEnv["discuss.document"].write([documentId], {state: "Sales Order"});
    const [partner] = pyEnv["res.partner"].browse(serverState.partnerId);
    for (const id of [otherId, channelId, channelId]) {
        pyEnv["bus.bus"]._sendone(partner, "discuss.record/changed", {id});
    }
    await contains(`${HEADER} [name='state']`, {text: "Sales Order"});
    await waitForSteps([[channelId]]);
});

test("says that the record is closed to who was only invited", async () => {
    const pyEnv = await startServer();
    const channelId = createChannel(pyEnv, "Talk");
    pyEnv["discuss.document"].create({
        is_readable: false,
        name: "Secret",
        team_channel_id: channelId,
    });
    await start();
    await openDiscuss(channelId);
    await contains(`${HEADER}:contains('stays')`);
    await contains(`${HEADER} button`, {count: 0});
});

test("changes with the conversation", async () => {
    const pyEnv = await startServer();
    const channelIds = ["First", "Second"].map((name) => {
        const channelId = createChannel(pyEnv, name);
        pyEnv["discuss.document"].create({
            name: `Record of ${name}`,
            team_channel_id: channelId,
        });
        return channelId;
    });
    await start();
    await openDiscuss(channelIds[0]);
    await contains(`${HEADER} button:contains('Record of First')`);
    await click(".o-mail-DiscussSidebarChannel", {text: "Second"});
    await contains(`${HEADER} button:contains('Record of Second')`);
});

test("is absent from ordinary channels", async () => {
    const pyEnv = await startServer();
    const channelId = createChannel(pyEnv, "Chatter", {record_audience: false});
    await start();
    await openDiscuss(channelId);
    await contains(".o-mail-DiscussContent-threadName");
    await contains(HEADER, {count: 0});
});

test("a record's channel has no link that lets outsiders in", async () => {
    const pyEnv = await startServer();
    const channelId = createChannel(pyEnv, "Talk");
    const ordinaryId = createChannel(pyEnv, "Chatter", {record_audience: false});
    await start();
    await openDiscuss(ordinaryId);
    await contains(".o-mail-DiscussSidebarChannel", {count: 2});
    const {Thread} = getService("mail.store");
    const [channel, ordinary] = [channelId, ordinaryId].map((id) =>
        Thread.get({id, model: "discuss.channel"})
    );
    expect(ordinary.invitationLink).toMatch(/\/chat\//);
    expect(ordinary.allow_invite_by_email).toBe(true);
    expect(channel.invitationLink).toBe(undefined);
    expect(channel.allow_invite_by_email).toBe(false);
});
