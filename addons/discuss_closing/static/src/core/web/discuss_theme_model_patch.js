import {DiscussTheme} from "@discuss_theme/core/web/discuss_theme_model";

import {patch} from "@web/core/utils/patch";

/** @type {DiscussTheme} */
const discussThemePatch = {
    /** What is over does not count. */
    sum(ofThread, ofChild) {
        return super.sum(
            (thread) => (thread.is_closed ? 0 : ofThread(thread)),
            ofChild
        );
    },
};
patch(DiscussTheme.prototype, discussThemePatch);
