import {DiscussRecordButton} from "@discuss_record/core/web/discuss_record_button";

import {useState} from "@odoo/owl";

import {useService} from "@web/core/utils/hooks";
import {patch} from "@web/core/utils/patch";

/** Beside the conversation of a record: a meeting about it, whose link is posted there. */
patch(DiscussRecordButton.prototype, {
    setup() {
        super.setup(...arguments);
        this.orm = useService("orm");
        this.meet = useState({isPosting: false});
    },
    async onClickMeet() {
        if (this.meet.isPosting) {
            return;
        }
        this.meet.isPosting = true;
        try {
            if (await this.props.record.save()) {
                await this.postMeetingLink();
            }
        } finally {
            this.meet.isPosting = false;
        }
    },
    async postMeetingLink() {
        // kept, for the form may show another record by the time the server answers
        const {document} = this;
        const {channel_id: id} = await this.orm.call(
            document.model,
            "meet_in_team_channel",
            [[document.id]]
        );
        document.team_channel_id = {id, model: "discuss.channel"};
        await document.openRecordChannel(id);
    },
});
