import {fields} from "@mail/core/common/record";
import {Store} from "@mail/core/common/store_service";

import {patch} from "@web/core/utils/patch";

/** @type {import("models").Store} */
const storePatch = {
    setup() {
        super.setup(...arguments);
        this.workingSet = fields.One("WorkingSet");
        this.discuss_has_working_set = fields.Attr(false, {
            onUpdate() {
                if (this.discuss_has_working_set) {
                    this.workingSet.isOn = true;
                }
            },
        });
        /** See `Overview.format()`. */
        this.discuss_joined = fields.Attr(undefined, {
            onUpdate() {
                if (this.discuss_joined) {
                    this.workingSet.isOn = true;
                    this.workingSet.onData(this.discuss_joined);
                }
            },
        });
    },
    onStarted() {
        this.workingSet = {};
        super.onStarted(...arguments);
    },
    computeGlobalCounter() {
        const counter = super.computeGlobalCounter(...arguments);
        if (!this.workingSet?.isOn || this.channels.status !== "fetched") {
            return counter;
        }
        // One for each channel, as for those that are here: what calls the user there
        // is in the inbox, too.
        const {allNeedaction, listed} = this.workingSet.outside;
        return counter + listed - allNeedaction;
    },
};
patch(Store.prototype, storePatch);
