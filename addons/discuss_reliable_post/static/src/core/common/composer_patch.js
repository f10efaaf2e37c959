import {Composer} from "@mail/core/common/composer";

import {patch} from "@web/core/utils/patch";

/** @type {import("@mail/core/common/composer").Composer} */
const composerPatch = {
    /** @override */
    async processMessage() {
        try {
            return await super.processMessage(...arguments);
        } catch (error) {
            // What could not be sent is still there: let it be sent again.
            this.state.active = true;
            throw error;
        }
    },
};

patch(Composer.prototype, composerPatch);
