from odoo import api, fields, models
from odoo.exceptions import AccessError, ValidationError


class DiscussMeetingNew(models.TransientModel):
    """A new meeting link, with its title, its place and its moment.

    What follows on it is added by modules, which extend :meth:`_after_post`.
    """

    _name = "discuss.meeting.new"
    _description = "New Meeting Link"

    name = fields.Char(
        "Title", help="What it is about; the name of the channel if empty."
    )
    channel_id = fields.Many2one(
        "discuss.channel",
        domain="[('channel_type', 'in', ['channel', 'chat', 'group']),"
        " ('is_meeting_room', '=', False)]",
        ondelete="cascade",
        help="Its members find the link where they talk.",
    )
    partner_ids = fields.Many2many(
        "res.partner",
        string="Colleagues",
        domain="[('user_ids.share', '=', False)]",
        help="They find the link where you talk with them, alone or as a group.",
    )
    start_date = fields.Datetime(
        "Planned for", help="Leave empty for a meeting that begins now."
    )
    is_standing = fields.Boolean(
        "Standing Link",
        help="A link of the channel that stays, as for the daily point.",
    )

    def onchange(self, values, field_names, fields_spec):
        # of the form that is not saved, and of what it opens with
        self.new(values)._check_shown(self._shown_fields())
        return super().onchange(values, field_names, fields_spec)

    @api.model_create_multi
    def create(self, vals_list):
        wizards = super().create(vals_list)
        wizards._check_shown(self._shown_fields())
        return wizards

    def write(self, vals):
        result = super().write(vals)
        self._check_shown(self._shown_fields() & vals.keys())
        return result

    @api.model
    def _shown_fields(self):
        """Return the names of the fields that lead to one record each. Odoo tells the
        name of that whoever asks. For modules to extend."""
        return {"channel_id"}

    def _check_shown(self, names):
        """Refuse records that the user does not see. This is no constraint, for these
        are checked as superuser."""
        for name in names:
            if not self[name]._origin.has_access("read"):
                raise AccessError(
                    self.env._(
                        "%(what)s: it does not exist, or you may not see it.",
                        what=self._fields[name]._description_string(self.env),
                    )
                )

    # ------------------------------------------------------------
    # Actions
    # ------------------------------------------------------------

    def action_post(self):
        """Post the link, and open the channel in which it is.

        :return: an action that does so
        :rtype: dict
        :raise AccessError: the user does not see the channel, or is no colleague
        :raise ValidationError: and say what is missing, or wrong
        """
        self.ensure_one()
        self.check_access("write")
        meeting = self._post()
        self._after_post(meeting)
        return {
            "type": "ir.actions.client",
            "tag": "mail.action_discuss",
            # in the context, where the button has put the id of this wizard
            "context": {"active_id": f"discuss.channel_{meeting.channel_id.id}"},
        }

    def _post(self):
        """Post the link; return its meeting."""
        title, start = self.name or "", self.start_date
        if self.channel_id and self.partner_ids:
            raise ValidationError(
                self.env._("Choose either a channel or colleagues, not both.")
            )
        if self.channel_id:
            meeting_id = self.channel_id.start_meeting(title, start, self.is_standing)
        elif self.is_standing:
            raise ValidationError(self.env._("A standing link belongs to a channel."))
        else:
            channels = self.env["discuss.channel"]
            found = channels.meet_people(self.partner_ids.ids, title, start)
            meeting_id = found["meeting_id"]
        return self.env["discuss.meeting"].browse(meeting_id)

    def _after_post(self, meeting):
        """What follows on a new meeting of the current user. For modules to extend."""
