import {Meeting} from "@discuss_meeting/core/common/meeting_model";

import {fields} from "@mail/core/common/record";

import {browser} from "@web/core/browser/browser";
import {patch} from "@web/core/utils/patch";

patch(Meeting.prototype, {
    setup() {
        super.setup(...arguments);
        /** Whether who is from outside looks at an empty room, as it is over. */
        this.hasLeftOutsider = fields.Attr(false, {
            compute() {
                const thread = this.store.discuss?.thread;
                return Boolean(
                    ["ended", "revoked"].includes(this.state) &&
                        thread?.is_meeting_room &&
                        this.eq(thread.held_meeting_id) &&
                        !this.isSelfInternal
                );
            },
            onUpdate() {
                if (this.hasLeftOutsider) {
                    // the page of the link says what has become of it
                    browser.location.assign(this.path);
                }
            },
        });
    },
});
