import {DiscussCommandPalette} from "@mail/discuss/core/public_web/discuss_command_palette";
import {cleanTerm} from "@mail/utils/common/format";

import {_t} from "@web/core/l10n/translation";
import {patch} from "@web/core/utils/patch";

const LIMIT = 5;

patch(DiscussCommandPalette.prototype, {
    /** Closed channels are found by their outcome, too. */
    buildResults() {
        super.buildResults(...arguments);
        if (!this.cleanedTerm) {
            return;
        }
        Object.values(this.store.Thread.records)
            .filter(
                (thread) =>
                    thread.is_closed &&
                    cleanTerm(thread.outcome ?? "").includes(this.cleanedTerm) &&
                    !cleanTerm(thread.displayName).includes(this.cleanedTerm)
            )
            .slice(0, LIMIT)
            .forEach((thread) => this.commands.push(this.makeDiscussCommand(thread)));
    },
    makeDiscussCommand(threadOrPersona) {
        const command = super.makeDiscussCommand(...arguments);
        if (threadOrPersona?.is_closed) {
            command.name = _t("%(channel)s (closed)", {channel: command.name});
        }
        return command;
    },
});
