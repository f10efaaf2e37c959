from markupsafe import Markup

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tools import SQL, html2plaintext, plaintext2html

_TITLE_MAX = 80


class DiscussMessageFollowUp(models.TransientModel):
    """Make something out of a message, under the rights of who does it.

    Another kind of thing is added by a module: it extends ``kind``, and makes the thing
    in a method ``_follow_up_<kind>``.
    """

    _name = "discuss.message.follow.up"
    _description = "Follow Up on a Message"

    kind = fields.Selection(
        [("activity", "Activity"), ("note", "Note")], required=True, readonly=True
    )
    message_id = fields.Many2one(
        "mail.message", "Message", required=True, readonly=True, ondelete="cascade"
    )
    record_ref = fields.Reference(
        "_selection_record_ref",
        "Record",
        help="An activity without a record is a reminder for yourself.",
    )
    title = fields.Char()
    quote = fields.Text(
        "Quoted Text",
        help="What is quoted. The link back to the message is added; it opens for "
        "members of the channel only.",
    )
    user_id = fields.Many2one(
        "res.users",
        "Assigned to",
        default=lambda self: self.env.user,
        domain=[("share", "=", False)],
    )
    date = fields.Date("Due Date")
    result_model = fields.Char(readonly=True)
    result_id = fields.Integer(readonly=True)

    @api.model
    def _selection_record_ref(self):
        return [
            (name, self.env["ir.model"]._get(name).name)
            for name in self.env["discuss.channel"]._record_models()
            if self.env[name].has_access("read")
        ]

    @api.model
    def _check_can_follow_up(self, message):
        message.check_access("read")
        if message.model != "discuss.channel":
            raise ValidationError(
                self.env._("Only messages of Discuss can be followed up like this.")
            )

    @api.constrains("user_id")
    def _check_user(self):
        for follow_up in self:
            # sudo: res.users - whether they are a colleague
            if follow_up.user_id and not follow_up.user_id.sudo()._is_internal():
                raise ValidationError(
                    self.env._("What follows from a message is done by a colleague.")
                )

    @api.model
    def default_get(self, fields_list):
        values = super().default_get(fields_list)
        message_id = values.get("message_id")
        message = self.env["mail.message"].browse(
            message_id if isinstance(message_id, int) else []
        )
        if message.exists():
            self._check_can_follow_up(message)
            text = html2plaintext(message.body, include_references=False).strip()
            values["quote"] = text
            values["title"] = text.partition("\n")[0].strip()[:_TITLE_MAX]
            if values.get("kind") == "activity":
                values["date"] = fields.Date.context_today(self)
            if records := self._find_records(message):
                values["record_ref"] = f"{records[0]._name},{records[0].id}"
        return {name: value for name, value in values.items() if name in fields_list}

    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list:
            self._check_result_untouched(vals)
        follow_ups = super().create(vals_list)
        follow_ups._check_message()
        return follow_ups

    def write(self, vals):
        self._check_result_untouched(vals)
        result = super().write(vals)
        if "message_id" in vals:
            self._check_message()
        return result

    def _check_result_untouched(self, vals):
        if not self.env.su and not vals.keys().isdisjoint(
            ("result_model", "result_id")
        ):
            raise AccessError(
                self.env._("What was made of a message is recorded here.")
            )

    def _check_message(self):
        """Refuse what the user may not read, or what is no message of Discuss.

        This is no constraint, for constraints are checked as superuser.
        """
        for message in self.message_id:
            self._check_can_follow_up(message)

    @api.model
    def _find_records(self, message):
        """Return the records that the channel of a message is about and that the user
        may read: first those that have a number, the newest before the others.
        """
        channel = self.env["discuss.channel"].browse(message.res_id)
        # sudo: discuss.channel - a thread is about what its channel is about
        channels = channel.sudo() | channel.sudo().parent_channel_id
        records = [
            record
            for records in channels._search_records()
            for record in records.sudo(False)._filtered_access("read")
        ]
        return sorted(
            records,
            key=lambda r: (not r._discuss_reference_field, -r.create_date.timestamp()),
        )

    # ------------------------------------------------------------
    # Actions
    # ------------------------------------------------------------

    def action_follow_up(self):
        """Make the thing, once: sent again, this tells again what was made.

        :return: an action that tells what was made and where it is
        :rtype: dict
        :raise AccessError: the user may no longer read the message, or may not make
            such a thing there
        :raise UserError: something is missing
        """
        self.ensure_one()
        self.check_access("write")
        self._check_message()
        # Of two that are sent at once the second waits here, and starts over when the
        # first is done: then the thing is there.
        self.env.cr.execute(
            SQL(
                "SELECT id FROM %s WHERE id = %s FOR UPDATE",
                SQL.identifier(self._table),
                self.id,
            )
        )
        if not self.result_model:
            result = getattr(self, f"_follow_up_{self.kind}")()
            # sudo: discuss.message.follow.up - one's own, marked as done
            self.sudo().write({"result_model": result._name, "result_id": result.id})
            self.env["discuss.message.result"]._remember(
                self.message_id, self.kind, result
            )
        return self._notify(self.env[self.result_model].browse(self.result_id))

    def _follow_up_activity(self):
        """Make an activity; return its record, or the activity if it has none."""
        if not self.title:
            raise UserError(self.env._("Say in a few words what is to be done."))
        user = self.user_id or self.env.user
        record = self._get_record()
        values = {
            "activity_type_id": self.env.ref("mail.mail_activity_data_todo").id,
            "date_deadline": self.date or fields.Date.context_today(self),
            "note": self._prepare_note(),
            "summary": self.title,
            "user_id": user.id,
        }
        if not record:
            if user != self.env.user:
                raise UserError(
                    self.env._(
                        "To ask somebody else, choose the record that it is about."
                    )
                )
            return self.env["mail.activity"].create(values)
        if not self.env["discuss.channel"]._filter_readable(record, user):
            raise UserError(
                self.env._(
                    "%(person)s may not open “%(record)s”.",
                    person=user.name,
                    record=record.display_name,
                )
            )
        values["res_model_id"] = self.env["ir.model"]._get_id(record._name)
        values["res_id"] = record.id
        self.env["mail.activity"].create(values)
        return record

    def _follow_up_note(self):
        """Return the record, which has the note in its chatter."""
        record = self._get_record()
        if not record:
            raise UserError(self.env._("Choose the record that the note is for."))
        self._post_note(record)
        return record

    def _get_record(self):
        """Return the record that was chosen, if any; the user may read it."""
        record = self.record_ref
        if record:
            record.check_access("read")
        return record

    def _post_note(self, record):
        """Quote the message in the chatter of ``record``, for colleagues only."""
        record.message_post(
            body=self._prepare_note(),
            message_type="comment",
            subtype_xmlid="mail.mt_note",
        )

    def _prepare_note(self):
        """Return the quoted message with its author and the way back to it."""
        message = self.message_id
        url = f"{message.get_base_url()}/mail/message/{message.id}"
        return Markup("<p>%s</p>%s<p><a href='%s'>%s</a></p>") % (
            self.env._(
                "From a message of %(author)s in Discuss:",
                author=message.author_id.name
                # sudo: mail.guest - the name of who wrote what the user may read
                or message.sudo().author_guest_id.name
                or message.email_from
                or "",
            ),
            Markup("<blockquote>%s</blockquote>") % plaintext2html(self.quote)
            if self.quote
            else "",
            url,
            self.env._("See the message"),
        )

    def _notify(self, result):
        """Return an action that tells what was made of the message, and leads to it."""
        params = {
            "message": self._result_text(result),
            "next": {"type": "ir.actions.act_window_close"},
            "type": "success",
        }
        if "%s" in params["message"]:
            params["links"] = [
                {
                    "label": result.display_name,
                    "url": f"/odoo/{result._name}/{result.id}",
                }
            ]
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": params,
        }

    def _result_text(self, result):
        """Return what to tell, with ``%s`` where the link to ``result`` belongs."""
        if self.kind == "note":
            return self.env._("Noted on %s")
        if result._name == "mail.activity":
            return self.env._("It is among your activities now.")
        return self.env._("Activity created on %s")
