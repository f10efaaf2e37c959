import {Action} from "@mail/core/common/action";

import {patch} from "@web/core/utils/patch";

/** @type {Action} */
const actionPatch = {
    /** For those who do not see the icon: whether what the action switches is on.
     * Undefined for an action that is no switch. */
    get ariaPressed() {
        return this.definition?.ariaPressed?.call(this, this.params);
    },
};
patch(Action.prototype, actionPatch);
