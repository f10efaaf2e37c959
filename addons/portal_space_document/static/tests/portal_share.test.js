import {
    click,
    contains,
    mailModels,
    openFormView,
    start,
    startServer,
} from "@mail/../tests/mail_test_helpers";

import {describe, expect, test} from "@odoo/hoot";

import {
    asyncStep,
    defineModels,
    fields,
    getKwArgs,
    makeServerError,
    waitForSteps,
} from "@web/../tests/web_test_helpers";

describe.current.tags("desktop");

class IrAttachment extends mailModels.IrAttachment {
    portal_shared = fields.Boolean();

    get _to_store_defaults() {
        return [...super._to_store_defaults, "portal_shared"];
    }

    portal_share([id], shared) {
        if (this.browse(id)[0].name.includes("refused")) {
            throw makeServerError({message: "No customer.", type: "UserError"});
        }
        asyncStep(`portal_share ${shared}`);
        return this.write([id], {portal_shared: shared});
    }
}

class MailThread extends mailModels.MailThread {
    _thread_to_store() {
        super._thread_to_store(...arguments);
        const {store} = getKwArgs(arguments, "store", "fields", "request_list");
        const {portal_has_customer = false} = this[0];
        store._add_record_fields(this, {portal_has_customer}, true);
    }
}

class ResPartner extends mailModels.ResPartner {
    hasWriteAccess = fields.Boolean();
    portal_has_customer = fields.Boolean();
}

defineModels({...mailModels, IrAttachment, MailThread, ResPartner});

/** Open a record with one file. */
async function openRecord(values, fileValues = {}) {
    const pyEnv = await startServer();
    const partnerId = pyEnv["res.partner"].create({
        hasWriteAccess: true,
        portal_has_customer: true,
        ...values,
    });
    const fileId = pyEnv["ir.attachment"].create({
        mimetype: "text/plain",
        name: "plan.txt",
        res_id: partnerId,
        res_model: "res.partner",
        ...fileValues,
    });
    await start();
    await openFormView("res.partner", partnerId, {
        arch: `<form><sheet/><chatter open_attachments="True"/></form>`,
    });
    await contains(".o-mail-AttachmentCard");
    return {fileId, pyEnv};
}

const toggle = (pressed) => `button.o-portalShare[aria-pressed='${pressed}']`;

test("a file is shared with the customer, and no longer", async () => {
    const {fileId, pyEnv} = await openRecord();
    await click(toggle(false), {text: "Share with the customer"});
    await waitForSteps(["portal_share true"]);
    await contains(toggle(true), {text: "Shared with the customer"});
    await contains(".o_notification", {
        text: "The customer finds plan.txt in their documents.",
    });
    expect(pyEnv["ir.attachment"].browse(fileId)[0].portal_shared).toBe(true);
    // the viewer did not open
    await contains(".o-FileViewer", {count: 0});
    await click(toggle(true));
    await waitForSteps(["portal_share false"]);
    await contains(toggle(false));
    await contains(".o_notification", {text: "The customer no longer sees plan.txt."});
});

test("what is refused stays as it was", async () => {
    expect.errors(1);
    await openRecord({}, {name: "refused.txt"});
    await click(toggle(false));
    await contains(".o_error_dialog");
    await contains(toggle(false));
    expect.verifyErrors([/No customer/]);
});

test("a file is shared where there is a customer", async () => {
    await openRecord({portal_has_customer: false});
    await contains(".o-portalShare", {count: 0});
});

test("who may not write the record sees what is shared", async () => {
    await openRecord({hasWriteAccess: false}, {portal_shared: true});
    await contains("span.o-portalShare", {text: "Shared with the customer"});
    await contains("button.o-portalShare", {count: 0});
});

test("who may not write the record shares nothing", async () => {
    await openRecord({hasWriteAccess: false});
    await contains(".o-portalShare", {count: 0});
});
