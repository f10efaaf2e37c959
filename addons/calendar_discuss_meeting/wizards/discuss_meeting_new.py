from odoo import api, fields, models
from odoo.exceptions import UserError


class DiscussMeetingNew(models.TransientModel):
    _inherit = "discuss.meeting.new"

    calendar_event_id = fields.Many2one(
        "calendar.event", ondelete="set null", export_string_translation=False
    )
    """The event in the place of which the link is posted."""
    calendar_partner_ids = fields.Many2many(
        "res.partner",
        "discuss_meeting_new_calendar_partner_rel",
        export_string_translation=False,
    )
    """Who is, or would have been, invited to it."""
    calendar_scope = fields.Selection(
        [
            ("following", "This meeting and all that follow"),
            ("one", "This meeting only"),
        ],
        string="Replaces",
        default="following",
        required=True,
    )
    is_calendar_series = fields.Boolean(
        compute="_compute_is_calendar_series", export_string_translation=False
    )
    absent_names = fields.Char(
        compute="_compute_absent_names", export_string_translation=False
    )
    """Who was invited, and does not see what is posted in the channel."""
    calendar_door_model = fields.Char(export_string_translation=False)
    """From a record of which model the calendar was to be opened."""
    calendar_door_id = fields.Integer(export_string_translation=False)

    @api.model
    def _shown_fields(self):
        return super()._shown_fields() | {"calendar_event_id"}

    @api.depends("calendar_event_id")
    def _compute_is_calendar_series(self):
        for wizard in self:
            wizard.is_calendar_series = bool(wizard.calendar_event_id.recurrence_id)

    @api.depends("calendar_partner_ids", "channel_id")
    def _compute_absent_names(self):
        for wizard in self:
            wizard.absent_names = ", ".join(wizard._absent_partners().mapped("name"))

    def _absent_partners(self):
        channel = self.channel_id._origin
        if not channel:
            return self.env["res.partner"]
        present = channel.channel_partner_ids | self.env.user.partner_id
        return self.calendar_partner_ids._origin - present

    @api.onchange("calendar_scope")
    def _onchange_calendar_scope(self):
        event = self.calendar_event_id
        if not event.recurrence_id:
            return
        self.is_standing = self.calendar_scope == "following"
        is_to_come = event.start > fields.Datetime.now()
        self.start_date = not self.is_standing and is_to_come and event.start

    @api.onchange("channel_id")
    def _onchange_channel_id(self):
        # either the one or the other
        if self.calendar_partner_ids:
            others = self.calendar_partner_ids._origin - self.env.user.partner_id
            self.partner_ids = False if self.channel_id else others

    def _post(self):
        if self.calendar_event_id:
            # before anything is posted
            self.calendar_event_id._check_can_be_link()
        people = not self.channel_id and self.partner_ids
        if self.is_standing and people and self.calendar_partner_ids:
            # their series becomes the link of their conversation
            found = self.env["discuss.channel"].meet_people(
                self.partner_ids.ids, self.name or "", is_standing=True
            )
            return self.env["discuss.meeting"].browse(found["meeting_id"])
        return super()._post()

    def _after_post(self, meeting):
        super()._after_post(meeting)
        invited = self.calendar_partner_ids - self.env.user.partner_id
        if not invited:
            return
        # sudo: discuss.meeting - that of the current user, which was just posted
        own = meeting.sudo()
        for partner in self._absent_partners():
            own._invite(partner)
        own.told_count = len(invited)
        if event := self.calendar_event_id:
            event._withdraw(with_following=self.calendar_scope == "following")

    # ------------------------------------------------------------
    # Doors that led to the calendar
    # ------------------------------------------------------------

    @api.model
    def _calendar_doors(self):
        """Return the methods of records, by model, that open the calendar to plan a
        meeting."""
        return {
            "mail.activity": "action_create_calendar_event",
            "res.partner": "schedule_meeting",
        }

    @api.model
    def _offer_link(self, record, partners, title=""):
        """Return the action that offers a link to whom the calendar was to be opened
        for, if they meet colleagues alone; otherwise None.

        :param record: where the calendar opens from
        :param partners: the people to meet
        :param title: what it is about
        """
        # sudo: res.company, res.partner - what the company wants, and who works there
        is_on = self.env.company.sudo().calendar_meeting_mode != "off"
        # sudo: res.partner - only to know whether they are colleagues
        others = (partners - self.env.user.partner_id).sudo()
        if (
            not is_on
            or not self.env.user._is_internal()
            or not others
            or any(others.mapped("partner_share"))
            or self.env.context.get("with_calendar")
        ):
            return None
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "discuss_meeting.discuss_meeting_new_action"
        )
        action["context"] = {
            "default_calendar_door_id": record.id,
            "default_calendar_door_model": record._name,
            "default_name": title,
            "default_partner_ids": others.ids,
        }
        return action

    def action_open_calendar(self):
        """Open the calendar after all, from where the link was offered."""
        self.ensure_one()
        self.check_access("read")
        method = self._calendar_doors().get(self.calendar_door_model)
        if not method:
            raise UserError(self.env._("The calendar was not opened from a record."))
        record = self.env[self.calendar_door_model].browse(self.calendar_door_id)
        record.check_access("read")
        context = {"with_calendar": True}
        if self.calendar_door_model == "mail.activity":
            context["default_res_id"] = record.res_id
            context["default_res_model"] = record.res_model
        return getattr(record.with_context(**context), method)()
