import {defineDiscussRecordModels} from "@discuss_record/../tests/discuss_record_test_helpers";

import {
    click,
    contains,
    insertText,
    openDiscuss,
    openFormView,
    start,
    startServer,
} from "@mail/../tests/mail_test_helpers";

import {describe, expect, press, test} from "@odoo/hoot";

import {
    asyncStep,
    Command,
    getService,
    mockService,
    onRpc,
    serverState,
    waitForSteps,
} from "@web/../tests/web_test_helpers";

describe.current.tags("desktop");
defineDiscussRecordModels();

const CARD = ".o-mail-Message .o_discuss_record_card";
const S00042 = {
    fields: [
        {
            label: "Total",
            name: "amount_total",
            type: "monetary",
            value: "$ 1,000.00",
        },
        {label: "Expiration", name: "validity_date", type: "date", value: "05/17/2030"},
        {
            label: "Salesperson",
            name: "user_id",
            type: "many2one",
            value: "Mitchell Admin",
        },
    ],
    id: 42,
    kind: "Quotation",
    model: "discuss.document",
    name: "S00042",
    state: "Quotation Sent",
};

/** A channel in which the bodies have been said, the last one last; returns its id. */
async function startWithMessages(...bodies) {
    const pyEnv = await startServer();
    const channelId = pyEnv["discuss.channel"].create({
        channel_member_ids: [Command.create({partner_id: serverState.partnerId})],
        channel_type: "channel",
        name: "Sales",
    });
    for (const body of bodies) {
        pyEnv["mail.message"].create({
            author_id: serverState.partnerId,
            body,
            message_type: "comment",
            model: "discuss.channel",
            res_id: channelId,
        });
    }
    return {channelId, pyEnv};
}

test("what the reader may read has a card, the rest stays as typed", async () => {
    const {channelId} = await startWithMessages(
        "<p>First #S00042</p>",
        "<p>Then #S00043, again #S00042</p>",
        "<p>Nothing</p>"
    );
    onRpc("discuss.channel", "get_record_cards", ({args}) => {
        asyncStep(args[0].toSorted());
        return {"#S00042": [S00042]};
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
    await contains(CARD, {count: 2});
    // All messages ask together
    await waitForSteps([["#S00042", "#S00043"]]);
    await contains(`${CARD}:first [name='state']`, {text: "Quotation Sent"});
    await contains(`${CARD}:first [name='amount_total']:contains('$ 1,000.00')`);
    await contains(`${CARD}:first [name='user_id']:contains('Mitchell Admin')`);
    await contains(`${CARD}:first [name='validity_date'] span:not(.visually-hidden)`, {
        text: "Expiration",
    });
    await contains(".o-mail-Message-body:contains('Then #S00043, again #S00042')");
    await click(`${CARD}:first`);
    await waitForSteps([["discuss.document", 42]]);
});

test("who is from outside is not even told what to ask", async () => {
    const {channelId, pyEnv} = await startWithMessages("<p>See #S00042</p>");
    pyEnv["res.users"].write([serverState.userId], {share: true});
    onRpc("discuss.channel", "get_record_cards", () => asyncStep("asked"));
    await start();
    await openDiscuss(channelId);
    await contains(".o-mail-Message-body:contains('See #S00042')");
    await contains(CARD, {count: 0});
    await waitForSteps([]);
});

/** A contact in whose chatter the bodies have been logged; returns its id. */
async function startWithNotes(...bodies) {
    const pyEnv = await startServer();
    const partnerId = pyEnv["res.partner"].create({name: "Azure Interior"});
    for (const body of bodies) {
        pyEnv["mail.message"].create({
            author_id: serverState.partnerId,
            body,
            message_type: "comment",
            model: "res.partner",
            res_id: partnerId,
        });
    }
    return {partnerId, pyEnv};
}

test("a note in the chatter of a record has cards, too", async () => {
    const {partnerId} = await startWithNotes(
        "<p>As in #S00042, not #S00043</p>",
        "<p>Nothing</p>"
    );
    onRpc("discuss.channel", "get_record_cards", ({args}) => {
        asyncStep(args[0].toSorted());
        return {"#S00042": [S00042]};
    });
    await start();
    await openFormView("res.partner", partnerId);
    await contains(`.o-mail-Chatter ${CARD}`, {count: 1});
    await contains(`${CARD} [name='amount_total']:contains('$ 1,000.00')`);
    await waitForSteps([["#S00042", "#S00043"]]);
});

test("the record of the chatter has no card in it", async () => {
    const {partnerId} = await startWithNotes("<p>See #S00042 and #P1</p>");
    onRpc("discuss.channel", "get_record_cards", () => ({
        "#P1": [{...S00042, id: partnerId, model: "res.partner", name: "P1"}],
        "#S00042": [S00042],
    }));
    await start();
    await openFormView("res.partner", partnerId);
    await contains(`${CARD}:contains('S00042')`);
    await contains(CARD, {count: 1});
});

test("who is from outside has no cards in a chatter, either", async () => {
    const {partnerId, pyEnv} = await startWithNotes("<p>See #S00042</p>");
    pyEnv["res.users"].write([serverState.userId], {share: true});
    onRpc("discuss.channel", "get_record_cards", () => asyncStep("asked"));
    await start();
    await openFormView("res.partner", partnerId);
    await contains(".o-mail-Message-body:contains('See #S00042')");
    await contains(CARD, {count: 0});
    await waitForSteps([]);
});

test("suggests records in a chatter", async () => {
    const {partnerId} = await startWithNotes();
    onRpc("discuss.channel", "get_record_cards", () => ({"#S00042": [S00042]}));
    onRpc("discuss.channel", "get_record_suggestions", () => [
        {
            detail: "Azure Interior",
            id: 42,
            kind: "Quotation",
            model: "discuss.document",
            reference: "S00042",
        },
    ]);
    await start();
    await openFormView("res.partner", partnerId);
    await click("button:contains('Log note')");
    await insertText(".o-mail-Composer-input", "#s0");
    await contains(".o-mail-Composer-suggestion", {
        text: "S00042Quotation – Azure Interior",
    });
    await press("Enter");
    await contains(".o-mail-Composer-input", {value: "#S00042 "});
    await click(".o-mail-Composer-send:enabled");
    await contains(`.o-mail-Chatter ${CARD}`, {count: 1});
});

test("suggests records beside channels, by keyboard", async () => {
    const {channelId, pyEnv} = await startWithMessages();
    pyEnv["discuss.channel"].create({channel_type: "channel", name: "S0 channel"});
    onRpc("discuss.channel", "get_record_cards", () => ({"#S00042": [S00042]}));
    onRpc("discuss.channel", "get_record_suggestions", ({args}) =>
        args[0].length < 2
            ? []
            : [
                  {
                      detail: "Azure Interior",
                      id: 42,
                      kind: "Quotation",
                      model: "discuss.document",
                      reference: "S00042",
                  },
              ]
    );
    await start();
    await openDiscuss(channelId);
    await insertText(".o-mail-Composer-input", "#s0");
    await contains(".o-mail-Composer-suggestion", {count: 2});
    await contains(".o-mail-Composer-suggestion:eq(0)", {
        text: "S00042Quotation – Azure Interior",
    });
    await contains(".o-mail-Composer-suggestion:eq(1):contains('S0 channel')");
    // The editor of e-mails asks for channels, too, but for no conversation
    expect(
        getService("mail.suggestion").searchSuggestions({delimiter: "#", term: "s0"})
            .suggestions
    ).toHaveLength(1);
    await press("Enter");
    await contains(".o-mail-Composer-input", {value: "#S00042 "});
    await press("Enter");
    await contains(".o-mail-Message-body", {text: "#S00042"});
    await contains(CARD, {count: 1});
});
