import {toRaw} from "@odoo/owl";

import {session} from "@web/session";
import {patch} from "@web/core/utils/patch";
import {FormController} from "@web/views/form/form_controller";
import {KanbanController} from "@web/views/kanban/kanban_controller";
import {ListController} from "@web/views/list/list_controller";

import {DeleteRecordDialog} from "./delete_record_dialog";

/** Return a service that does what another one does, but for some of its methods. */
function withMethods(service, methods) {
    return Object.assign(Object.create(service), methods);
}

/**
 * Delete records with an answer to what becomes of the conversations about them.
 *
 * @param {import("@web/model/relational_model/relational_model").RelationalModel} model
 * @param {string} choice
 * @param {() => Promise<any>} confirm
 */
async function deleteWithChoice(model, choice, confirm) {
    const {orm} = model;
    model.orm = withMethods(orm, {
        unlink: (resModel, ids, kwargs = {}) =>
            orm.unlink(resModel, ids, {
                ...kwargs,
                context: {...kwargs.context, discuss_record_deletion: choice},
            }),
    });
    try {
        return await confirm();
    } finally {
        model.orm = orm;
    }
}

/**
 * Wherever records are deleted, say which conversations are about them, and ask what
 * becomes of those. Stock's question stays as it is where there are none.
 */
const askWhatBecomesOfConversations = () => ({
    setup() {
        super.setup(...arguments);
        const ask = this.deleteRecordsWithConfirmation;
        this.deleteRecordsWithConfirmation = async (dialogProps, records) => {
            // services are no state to observe
            const model = toRaw(this.model);
            const {resModel} = model.root;
            if (!session.discuss_record_models?.includes(resModel)) {
                return ask(dialogProps, records);
            }
            const ids = records
                ? records.map((record) => record.resId)
                : await model.root.getResIds(true);
            const {can_delete: canDelete, count} = await model.orm.call(
                resModel,
                "get_discussions_at_stake",
                [ids]
            );
            if (!count) {
                return ask(dialogProps, records);
            }
            const {dialog} = model;
            model.dialog = withMethods(dialog, {
                add: (_Dialog, props, options) =>
                    dialog.add(
                        DeleteRecordDialog,
                        {
                            ...props,
                            canDelete,
                            confirm: (choice) =>
                                deleteWithChoice(model, choice, props.confirm),
                            count,
                        },
                        options
                    ),
            });
            try {
                ask(dialogProps, records);
            } finally {
                model.dialog = dialog;
            }
        };
    },
});

patch(FormController.prototype, askWhatBecomesOfConversations());
patch(KanbanController.prototype, askWhatBecomesOfConversations());
patch(ListController.prototype, askWhatBecomesOfConversations());
