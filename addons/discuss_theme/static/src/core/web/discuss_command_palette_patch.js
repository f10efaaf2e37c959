import {NewChannelDialog} from "@discuss_theme/core/web/new_channel_dialog";

import {DiscussCommandPalette} from "@mail/discuss/core/public_web/discuss_command_palette";

import {patch} from "@web/core/utils/patch";

/** What stock calls this command; it does not export the constant. */
const NEW_CHANNEL = "NEW_CHANNEL";

patch(DiscussCommandPalette.prototype, {
    makeDiscussCommand(threadOrPersona) {
        const command = super.makeDiscussCommand(...arguments);
        if (threadOrPersona === NEW_CHANNEL) {
            command.action = () => {
                this.dialog.add(NewChannelDialog, {
                    name: this.options.searchValue.trim(),
                });
            };
        }
        return command;
    },
});
