import {Meeting} from "@discuss_meeting/core/common/meeting_model";

import {_t} from "@web/core/l10n/translation";
import {registry} from "@web/core/registry";
import {patch} from "@web/core/utils/patch";

/** As many people make a meeting of which others want to know. */
const PEOPLE_MIN = 2;

patch(Meeting.prototype, {
    setup() {
        super.setup(...arguments);
        this.has_summary = false;
        /** How many people were in it, once it has ended. */
        this.people_count = 0;
    },
    /** Whether the user is asked what came of it. */
    get isSummaryExpected() {
        return (
            Boolean(this.ended_date) &&
            !this.is_standing &&
            this.people_count >= PEOPLE_MIN &&
            this.host_partner_id === this.store.self_partner?.id
        );
    },
    writeSummary() {
        return this.store.env.services.action.doAction(
            "discuss_meeting.discuss_meeting_summary_action",
            {additionalContext: {default_meeting_id: this.id}}
        );
    },
});

registry
    .category("discuss_meeting.card_actions")
    .add(
        "write-summary",
        {
            condition: ({meeting}) => meeting.isSummaryExpected && !meeting.has_summary,
            icon: "fa fa-fw fa-pencil",
            isQuick: true,
            name: _t("Write the Summary"),
            onSelected: ({meeting}) => meeting.writeSummary(),
        },
        {sequence: 50}
    )
    .add(
        "edit-summary",
        {
            condition: ({meeting}) => meeting.isSummaryExpected && meeting.has_summary,
            icon: "fa fa-fw fa-pencil",
            name: _t("Edit the Summary"),
            onSelected: ({meeting}) => meeting.writeSummary(),
        },
        {sequence: 50}
    );
