import {defineDiscussOwnerModels} from "@discuss_owner/../tests/discuss_owner_test_helpers";

import {
    click,
    contains,
    openDiscuss,
    start,
    startServer,
} from "@mail/../tests/mail_test_helpers";

import {describe, expect, queryAllTexts, test} from "@odoo/hoot";

import {Command, onRpc, serverState} from "@web/../tests/web_test_helpers";

describe.current.tags("desktop");
defineDiscussOwnerModels();

const MEMBER = ".o-discuss-ChannelMember";
const ACTIONS = ".o-discuss_owner-actions";

/** A private channel with a colleague and a customer in it. */
function createPrivateChannel(pyEnv, {isOwner = true, values} = {}) {
    const [bea, cora] = pyEnv["res.partner"].create([
        {name: "Bea Buyer"},
        {name: "Cora Customer"},
    ]);
    const [beaUser, coraUser] = pyEnv["res.users"].create([
        {name: "Bea Buyer", partner_id: bea, share: false},
        {name: "Cora Customer", partner_id: cora, share: true},
    ]);
    pyEnv["res.partner"].write([bea], {main_user_id: beaUser});
    pyEnv["res.partner"].write([cora], {main_user_id: coraUser});
    const themeId = pyEnv["discuss.theme"].create({name: "General"});
    const channelId = pyEnv["discuss.channel"].create({
        can_manage: isOwner,
        channel_member_ids: [
            Command.create({is_owner: isOwner, partner_id: serverState.partnerId}),
            Command.create({is_owner: !isOwner, partner_id: bea}),
            Command.create({partner_id: cora}),
        ],
        channel_type: "group",
        name: "Surprise party",
        theme_id: themeId,
        ...values,
    });
    return {bea, channelId, cora};
}

async function openMembers(channelId) {
    await start();
    await openDiscuss(channelId);
    await contains(MEMBER, {count: 3});
}

async function actionsOf(name) {
    await contains(".o-dropdown--menu", {count: 0});
    await click(`${MEMBER}:contains(${name}) ${ACTIONS}`);
    await contains(".o-dropdown--menu");
    return queryAllTexts(".o-dropdown--menu .dropdown-item");
}

test("who owns the channel is shown to all, what to do with it to owners", async () => {
    const pyEnv = await startServer();
    const {channelId} = createPrivateChannel(pyEnv, {isOwner: false});
    await openMembers(channelId);
    await contains(".o-discuss_owner-badge", {count: 1});
    await contains(`${MEMBER}:contains(Bea Buyer) .o-discuss_owner-badge`);
    await contains(ACTIONS, {count: 0});
    // nor do they invite into a private channel
    await contains("[name='inviteButton']", {count: 0});
    await contains("[name='invite-people']", {count: 0});
});

test("an owner makes owners of colleagues, not of customers", async () => {
    const pyEnv = await startServer();
    const {bea, channelId} = createPrivateChannel(pyEnv);
    onRpc("discuss.channel", "set_owner", ({args}) => {
        expect.step(args);
        return true;
    });
    await openMembers(channelId);
    await contains("[name='inviteButton']");
    // the only owner has nothing to do with themselves
    await contains(ACTIONS, {count: 2});
    expect(await actionsOf("Cora Customer")).toEqual(["Remove from Channel"]);
    await click(`${MEMBER}:contains(Cora Customer) ${ACTIONS}`);
    expect(await actionsOf("Bea Buyer")).toEqual([
        "Make Owner",
        "Hand Over",
        "Remove from Channel",
    ]);
    await click(".dropdown-item[data-name='make-owner']");
    expect.verifySteps([[[channelId], bea, true]]);
});

test("handing over and removing ask first", async () => {
    const pyEnv = await startServer();
    const {bea, channelId, cora} = createPrivateChannel(pyEnv);
    onRpc("discuss.channel", "hand_over", ({args}) => {
        expect.step(["hand_over", ...args]);
        return true;
    });
    onRpc("discuss.channel", "remove_member", ({args}) => {
        expect.step(["remove_member", ...args]);
        return true;
    });
    await openMembers(channelId);
    await actionsOf("Bea Buyer");
    await click(".dropdown-item[data-name='hand-over']");
    await contains(".modal:contains(You stay a member)");
    await click(".modal .btn-secondary");
    await contains(".modal", {count: 0});
    expect.verifySteps([]);
    await actionsOf("Bea Buyer");
    await click(".dropdown-item[data-name='hand-over']");
    await click(".modal .btn-primary", {text: "Hand Over"});
    await contains(".modal", {count: 0});
    expect.verifySteps([["hand_over", [channelId], bea]]);
    await actionsOf("Cora Customer");
    await click(".dropdown-item[data-name='remove-member']");
    await contains(".modal:contains(Remove Cora Customer from “Surprise party”)");
    await click(".modal .btn-primary", {text: "Remove"});
    await contains(".modal", {count: 0});
    const [member] = pyEnv["discuss.channel.member"].search([
        ["partner_id", "=", cora],
    ]);
    expect.verifySteps([["remove_member", [channelId], member]]);
});

test("where nobody owns the channel, whoever manages it removes people", async () => {
    const pyEnv = await startServer();
    const {channelId} = createPrivateChannel(pyEnv, {values: {has_owners: false}});
    await openMembers(channelId);
    expect(await actionsOf("Bea Buyer")).toEqual(["Remove from Channel"]);
});

test("the link of a private channel is not offered, but that of a meeting", async () => {
    const pyEnv = await startServer();
    const {channelId} = createPrivateChannel(pyEnv);
    await openMembers(channelId);
    await click("[name='inviteButton']");
    await contains(".o-discuss-ChannelInvitation");
    await contains(".o-discuss-ChannelInvitation .fa-copy", {count: 0});
    pyEnv["discuss.channel"].write([channelId], {
        default_display_mode: "video_full_screen",
    });
    await contains(".o-discuss-ChannelInvitation .fa-copy");
});

test("OdooBot owns nothing", async () => {
    const pyEnv = await startServer();
    const {channelId} = createPrivateChannel(pyEnv);
    pyEnv["discuss.channel.member"].create({
        channel_id: channelId,
        partner_id: serverState.odoobotId,
    });
    await start();
    await openDiscuss(channelId);
    await contains(MEMBER, {count: 4});
    expect(await actionsOf("OdooBot")).toEqual(["Remove from Channel"]);
});

test("a new owner is seen at once", async () => {
    const pyEnv = await startServer();
    const {bea, channelId} = createPrivateChannel(pyEnv);
    await openMembers(channelId);
    await contains(".o-discuss_owner-badge", {count: 1});
    const [memberId] = pyEnv["discuss.channel.member"].search([
        ["partner_id", "=", bea],
    ]);
    const [partner] = pyEnv["res.partner"].read(serverState.partnerId);
    pyEnv["bus.bus"]._sendone(partner, "mail.record/insert", {
        "discuss.channel.member": [{id: memberId, is_owner: true}],
    });
    await contains(".o-discuss_owner-badge", {count: 2});
    expect(await actionsOf("Bea Buyer")).toEqual([
        "Make No Owner",
        "Remove from Channel",
    ]);
});
