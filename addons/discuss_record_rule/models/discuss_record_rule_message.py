from markupsafe import Markup

from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.tools import html2plaintext, plaintext2html

MESSAGE_TYPES = (
    "boolean",
    "char",
    "date",
    "datetime",
    "float",
    "html",
    "integer",
    "many2many",
    "many2one",
    "monetary",
    "selection",
    "text",
)
MESSAGE_MAX_LENGTH = 4000

# How much of a long text is in the message.
VALUE_MAX_LENGTH = 2000


class DiscussRecordRuleMessage(models.AbstractModel):
    """What a conversation begins with: a text, and what the record says by then."""

    _name = "discuss.record.rule.message"
    _description = "Rules that Open Conversations: First Message"

    message = fields.Text(
        "First Message",
        translate=True,
        help="What the channel begins with. All who are in it, and who enter later, "
        "read it.",
    )
    message_field_ids = fields.Many2many(
        "ir.model.fields",
        "discuss_record_rule_message_field_rel",
        "rule_id",
        "field_id",
        string="With These Fields",
        help="The values of the record as they are when the channel opens.",
    )

    @api.model
    def _is_message_field(self, field):
        """What only some colleagues may see is not said to all."""
        return bool(
            field
            and field.type in MESSAGE_TYPES
            and field.groups in (None, "base.group_user")
        )

    def _check_message(self):
        """Refuse what cannot be said.

        :raise ValidationError: and say what is wrong
        """
        self.ensure_one()
        if self.message and len(self.message) > MESSAGE_MAX_LENGTH:
            raise ValidationError(
                self.env._(
                    "The first message is limited to %s characters.", MESSAGE_MAX_LENGTH
                )
            )
        # sudo: ir.model.fields - what the fields are called
        for field in self.sudo().message_field_ids:
            known = field.model == self.model and self.env[self.model]._fields.get(
                field.name
            )
            if not self._is_message_field(known):
                raise ValidationError(
                    self.env._(
                        "“%s” cannot be in the message: all members of the channel "
                        "would read it.",
                        field.field_description,
                    )
                )

    def _say(self, records, opened):
        """Say the first message, without notification: in new channels all at once.

        Of several records that share a channel, it says which one is meant; what would
        be the same for all of them is said once.

        :param opened: the chains that have a channel since now
        """
        if not self.message and not self.message_field_ids:
            return
        author = self.env.ref("base.partner_root")
        values = {
            "message_type": "comment",
            "author_id": author.id,
            "email_from": author.email_formatted,
        }
        comment = self.env.ref("mail.mt_comment")
        new_channels = {some.team_channel_id for chain in opened for some in chain}
        # sudo: discuss.record.mixin - their channels
        by_channel = records.sudo().grouped("team_channel_id")
        created = []
        for channel, sharing in by_channel.items():
            if channel not in new_channels and not self._may_use(channel):
                continue
            for body in self._message_bodies(records & sharing):
                if channel not in new_channels:
                    channel.message_post(
                        **values, body=body, subtype_xmlid="mail.mt_comment"
                    )
                    continue
                created.append(
                    {
                        **values,
                        "body": body,
                        "model": channel._name,
                        "record_name": channel.name,
                        "reply_to": values["email_from"],
                        "res_id": channel.id,
                        "subtype_id": comment.id,
                    }
                )
        self.env["mail.message"].create(created)

    def _message_bodies(self, records):
        """Return what is said first of records that share a channel."""
        bodies = {}
        for record in records.sorted("id"):
            bodies.setdefault(self._message_body(record), record)
        if len(bodies) == 1:
            return list(bodies)
        return [
            Markup("<p><b>%s</b></p>%s") % (record.display_name, body)
            for body, record in bodies.items()
        ]

    def _message_body(self, record):
        """Return the first message for a record, as HTML.

        :param record: the record, as who set up the rule: the message says what they
            may read
        """
        self.ensure_one()
        rule = self.with_context(lang=self.author_id.lang)
        body = plaintext2html(rule.message) if rule.message else Markup("")
        names = rule.message_field_ids.mapped("name")
        labels = record.fields_get(names, ["string"])
        lines = [
            Markup("<li>%s</li>")
            % rule.env._(
                "%(field)s: %(value)s",
                field=Markup("<b>%s</b>") % labels[name]["string"],
                value=value,
            )
            for name in names
            if name in labels and (value := self._message_value(record, name))
        ]
        if lines:
            body += Markup("<ul>%s</ul>") % Markup("").join(lines)
        return body

    def _message_value(self, record, field_name):
        """Return the value of a field as text that may be put into HTML."""
        match record._fields[field_name].type:
            case "html":
                text = html2plaintext(record[field_name] or "").strip()
            case "boolean":
                text = self.env._("Yes") if record[field_name] else self.env._("No")
            case _:
                text = record._discuss_format(field_name)
        if len(text) > VALUE_MAX_LENGTH:
            text = f"{text[:VALUE_MAX_LENGTH]}…"
        return Markup("<br/>").join(text.splitlines())
