from odoo import api, fields, models


class DiscussMeetingSummary(models.TransientModel):
    """What came of a meeting, as its host writes it down."""

    _name = "discuss.meeting.summary"
    _description = "Summary of a Meeting"

    meeting_id = fields.Many2one(
        "discuss.meeting", required=True, readonly=True, ondelete="cascade"
    )
    decisions = fields.Text(help="What was decided: one decision a line.")
    action_ids = fields.One2many(
        "discuss.meeting.summary.action", "summary_id", "Actions"
    )
    notes = fields.Text(help="Anything else that those who were not there should know.")
    audience = fields.Char(compute="_compute_audience")
    """Who will read it, in words."""
    outsider_ids = fields.Many2many(
        "res.partner", compute="_compute_outsider_ids", export_string_translation=False
    )

    @api.depends("meeting_id")
    def _compute_audience(self):
        for summary in self:
            # sudo: discuss.meeting - they write its summary
            channel = summary._own_meeting().sudo().channel_id
            summary.audience = channel and self.env._(
                "All who read “%(channel)s” will read it. There is no e-mail.",
                channel=channel.display_name,
            )

    @api.depends("meeting_id")
    def _compute_outsider_ids(self):
        for summary in self:
            # sudo: discuss.meeting - they write its summary
            meeting = summary._own_meeting().sudo()
            outsiders = meeting._summary_outsiders() if meeting else None
            summary.outsider_ids = outsiders and outsiders.sudo(False)

    def _own_meeting(self):
        """Return the meeting of this form, which need not be saved, if its summary is
        the current user's to write."""
        return self.meeting_id._origin.exists()._filter_own_summary()

    @api.model
    def default_get(self, fields_list):
        values = super().default_get(fields_list)
        meeting_id = values.get("meeting_id")
        meetings = self.env["discuss.meeting"]
        if type(meeting_id) is int:
            meeting = meetings.browse(meeting_id)._check_may_summarize()
            values["decisions"] = meeting.decisions
            values["notes"] = meeting.summary_notes
            values["action_ids"] = [
                fields.Command.create(
                    {
                        "name": action.name,
                        "partner_id": action.partner_id.id,
                        "date": action.date,
                    }
                )
                for action in meeting.action_ids
            ]
        return {name: value for name, value in values.items() if name in fields_list}

    @api.model_create_multi
    def create(self, vals_list):
        summaries = super().create(vals_list)
        summaries._check_meetings()
        return summaries

    def write(self, vals):
        result = super().write(vals)
        if "meeting_id" in vals:
            self._check_meetings()
        return result

    def _check_meetings(self):
        # not in a constraint, for constraints are checked as superuser
        for meeting in self.meeting_id:
            meeting._check_may_summarize()

    def action_post(self):
        """Post the summary, or bring it up to date: see
        `discuss.meeting.write_summary`."""
        self.ensure_one()
        self.check_access("write")
        self.meeting_id.write_summary(
            self.decisions or "",
            [
                {
                    "name": action.name or "",
                    "partner_id": action.partner_id.id,
                    "date": action.date,
                }
                for action in self.action_ids
            ],
            self.notes or "",
        )
        return {"type": "ir.actions.act_window_close"}
