from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.tools import format_amount, format_date
from odoo.tools.misc import clean_context

from odoo.addons.discuss_theme.tools.names import clean_channel_values

# The records of which something was computed, in ``env.cr.precommit.data``.
FOLLOWED = "discuss_record.followed"

# What ties a record to conversations.
CHAIN_FIELDS = {"customer_channel_id", "discussed_apart", "team_channel_id"}


class DiscussRecordMixin(models.AbstractModel):
    """Give a business record its channels.

    This module shows nothing by itself: a glue module puts the mixin on a model and
    the button in its form. For Odoo's vehicles, that is the whole of it::

        class FleetVehicle(models.Model):
            _name = "fleet.vehicle"
            _inherit = ["fleet.vehicle", "discuss.record.mixin"]

            _discuss_header_fields = ("driver_id", "odometer")
            _discuss_state_field = "state_id"
            _discuss_user_fields = ("manager_id",)

        <div name="button_box" position="inside">
            <widget name="discuss_record_button" groups="base.group_user" />
        </div>

    ``readme/DEVELOP.md`` shows the module with these lines, which a test installs.

    What differs between models is said by the class attributes below, and by the
    small ``_discuss_…`` methods where an attribute is not enough.
    """

    _name = "discuss.record.mixin"
    _inherit = [
        "discuss.record.end.mixin",
        "discuss.record.feed.mixin",
        "discuss.record.glance.mixin",
        # what comes before this one finds a new record in the channel it carries on
        "discuss.record.chain.mixin",
        "discuss.record.merge.mixin",
    ]
    _description = "Record with Channels"

    _discuss_theme = "discuss_theme.theme_general"
    """External id of the theme in which the channels of this model are filed."""

    _discuss_header_fields = ()
    """Names of the fields that the channel's header shows, in order, before the users
    who answer for the record. A reader sees those that they may read and that have a
    value."""

    _discuss_state_field = None
    """Name of the field that tells how far the record is, shown last in the header."""

    _discuss_user_fields = ("user_id",)
    """Names of the fields that hold the users who answer for the record. They are
    members of its team channel from the start, and when they are named later."""

    team_channel_id = fields.Many2one(
        "discuss.channel",
        string="Team Channel",
        copy=False,
        groups="base.group_user",
        help="Where colleagues talk about this record. Nobody from outside is in it.",
        index="btree_not_null",
        ondelete="set null",
        readonly=True,
    )
    customer_channel_id = fields.Many2one(
        "discuss.channel",
        string="Customer Channel",
        copy=False,
        groups="base.group_user",
        help="Where colleagues and the customer talk about this record.",
        index="btree_not_null",
        ondelete="set null",
        readonly=True,
    )

    # ------------------------------------------------------------
    # CRUD
    # ------------------------------------------------------------

    @api.model
    def default_get(self, fields):
        """What is not everybody's to write is not set by a default, either."""
        values = super().default_get(fields)
        for name in CHAIN_FIELDS & values.keys():
            del values[name]
        return values

    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list:
            self._check_channel_link(vals)
        return super().create(vals_list)

    def write(self, vals):
        self._check_channel_link(vals)
        discussed = self.browse()
        if not vals.keys().isdisjoint(self._discuss_followed_fields()):
            # sudo: discuss.record.mixin - only to know whether there is a channel
            discussed = self.sudo().filtered("team_channel_id").sudo(self.env.su)
        names = {record: record._discuss_channel_name() for record in discussed}
        result = super().write(vals)
        discussed._discuss_follow_change(names, vals.keys())
        return result

    def _compute_field_value(self, field):
        result = super()._compute_field_value(field)
        names = {computed.name for computed in self.pool.field_computed[field]}
        if names := names & self._discuss_followed_fields():
            self.filtered("id")._discuss_follow_computed(names)
        return result

    def _check_channel_link(self, vals):
        """Let users tie a record only to a channel that they are in, and only once:
        whoever reads the record may enter the channel from then on.
        """
        if self.env.su:
            return
        if "discussed_apart" in vals:
            raise AccessError(
                self.env._("Which records share a conversation cannot be set.")
            )
        for audience in ("team", "customer"):
            field_name = f"{audience}_channel_id"
            if field_name not in vals:
                continue
            channel = self.env["discuss.channel"].browse(vals[field_name] or [])
            if channel and not (
                channel.exists()
                and channel.is_member
                and channel.record_audience == audience
            ):
                raise AccessError(
                    self.env._("You can only use a channel of which you are a member.")
                )
            # sudo: discuss.record.mixin - comparing with the present channel
            if any(
                r[field_name] not in (channel, channel.browse()) for r in self.sudo()
            ):
                raise UserError(
                    self.env._("The channel of a record cannot be changed or removed.")
                )

    def _discuss_followed_fields(self):
        """Return the names of the fields whose change concerns the channel: its name,
        its people, and who may read the record. They may be computed."""
        return {self._rec_name, "company_id", *self._discuss_user_fields}

    def _discuss_follow_computed(self, changed):
        """Follow what was computed, when all of it is: at the end of the transaction.

        :param set changed: names of fields
        """
        if not self._discuss_linked_channels():
            return
        data = self.env.cr.precommit.data
        if FOLLOWED not in data:
            data[FOLLOWED] = {}
            # what is meant for the records says nothing to their channels
            env = self.env(context=clean_context(self.env.context))
            self.env.cr.precommit.add(env[self._name]._discuss_follow_all_computed)
        followed = data[FOLLOWED].setdefault(self._name, {})
        for record_id in self.ids:
            followed.setdefault(record_id, set()).update(changed)

    @api.model
    def _discuss_follow_all_computed(self):
        for model, followed in self.env.cr.precommit.data.pop(FOLLOWED).items():
            # sudo: discuss.record.mixin - only to know whether there is a channel
            records = self.env[model].sudo().browse(followed).exists()
            # sudo: discuss.record.mixin - as whoever has changed them again
            records = records.filtered("team_channel_id").sudo(self.env.su)
            if any("company_id" in followed[record.id] for record in records):
                self.env["discuss.record.end"]._watch_links(records)
            records._discuss_follow_change({}, set().union(*followed.values()))

    def _discuss_follow_change(self, names, changed):
        """Bring the team channels of ``self`` up to date with a change of the records.

        :param dict names: the channel name of each record before the change, if that
            may have changed
        :param changed: the names of the fields that changed
        """
        for record in self:
            # sudo: discuss.channel - who edits a record need not be in its channel
            channel = record.sudo().team_channel_id
            before = names.get(record)
            name = before and record._discuss_channel_name()
            # As long as a name of a channel may be, it says what the record was called
            if name != before and channel.name in (
                before,
                clean_channel_values(channel.env, {"name": before})["name"],
            ):
                channel.name = name
            channel._enter_by_record(record._discuss_users())
        self._discuss_revoke_entries()

    def _discuss_revoke_entries(self, users=None):
        """Take out of the channels of these records, and of those that are read with
        them, who may not read them any more.

        :param users: the people to look at; all, if not given
        """
        # sudo: discuss.channel - who loses a record need not be known to who takes it
        channels = self.env["discuss.channel"].sudo()
        for records in self._discuss_read_with():
            # sudo: discuss.record.mixin - as above
            channels |= records.sudo().team_channel_id
        if channels:
            self.env["discuss.record.departure"]._take_out("record", channels, users)

    def _discuss_read_with(self):
        """Return the records that may be open to others when something changes about
        these, as the tasks of a project: these, and those.

        :return: a list of recordsets
        :rtype: list
        """
        return [self]

    # ------------------------------------------------------------
    # Business
    # ------------------------------------------------------------

    def open_team_channel(self):
        """Take the current user into the team channel of the record.

        The channel is made on first use. The button of the form calls this method. An
        automation may call it as superuser, which makes the channel and enters nobody
        but the people of the record.

        :return: id of the ``discuss.channel``
        :rtype: int
        :raise AccessError: the user is no colleague, may not read the record, or may
            not enter the channel of which this one is a thread
        :raise UserError: the record does not exist
        """
        self.ensure_one()
        if not (self.env.su or self.env.user._is_internal()):
            raise AccessError(
                self.env._("Only colleagues can open the discussion of a record.")
            )
        if not self.exists():
            raise UserError(self.env._("This record does not exist any more."))
        self.check_access("read")
        # sudo: discuss.channel - the right to read the record opens its channel
        channel = self.sudo().team_channel_id or self._create_team_channel()
        channel._enter_by_record(self.env.user)
        if channel.parent_channel_id and not (
            self.env.su or channel.sudo(False).has_access("read")
        ):
            raise AccessError(
                self.env._(
                    "This is discussed in a thread of a conversation that is closed to "
                    "you. Ask one of its members to invite you."
                )
            )
        return channel.id

    def _create_team_channel(self):
        """Make the team channel of the record and of those with which it shares its
        conversation, or enter the record into the one that these have already.

        :return: the channel, as superuser
        """
        self.ensure_one()
        chain, channel = self._discuss_walk_chain()
        self._discuss_lock(chain)
        if not channel:
            return self._discuss_make_channel(chain)
        for records in chain:
            records._discuss_join(channel)
        return channel

    def _prepare_team_channel_values(self):
        """Return the values with which the team channel is created."""
        self.ensure_one()
        values = {
            "channel_type": "group",
            "name": self._discuss_channel_name(),
            "record_audience": "team",
        }
        # not `ref`, which asks for each of many records whether the theme exists
        theme_id = self.env["ir.model.data"]._xmlid_to_res_id(self._discuss_theme)
        # sudo: discuss.theme - whoever opens the channel need not see its theme
        if theme_id and self.env["discuss.theme"].sudo().browse(theme_id).active:
            values["theme_id"] = theme_id
        return values

    def _discuss_channel_name(self):
        """Return the name of the record's team channel."""
        self.ensure_one()
        # sudo: discuss.record.mixin - the same name whoever opens or edits the record
        return self.sudo().display_name

    def _discuss_users(self):
        """Return the users who belong in the team channel from the start: those who
        answer for the record, and its followers among the colleagues.

        Those who may not read the record are left out by the channel.
        """
        self.ensure_one()
        # sudo: discuss.record.mixin, res.users - those who answer for the record are no
        # secret to its readers
        record = self.sudo()
        users = record.env["res.users"]
        for field_name in self._discuss_user_fields:
            users |= record[field_name]
        if "message_partner_ids" in self._fields:
            users |= record.message_partner_ids.user_ids
        return users.filtered(lambda user: user.active and user._is_internal())

    # ------------------------------------------------------------
    # Header
    # ------------------------------------------------------------

    def _discuss_header(self):
        """Describe the record for the header of its channel, as the current user may
        see it.

        :return: ``{"model": str, "id": int, "kind": str, "name": str, "state": str,
            "fields": [{"name": str, "label": str, "type": str, "value": str}]}``,
            formatted and translated
        :rtype: dict
        """
        self.ensure_one()
        # once each, in order
        names = [
            *dict.fromkeys((*self._discuss_header_fields, *self._discuss_user_fields))
        ]
        infos = self.fields_get(names, ["string", "type"])
        return {
            "model": self._name,
            "id": self.id,
            "kind": self._discuss_kind(),
            "name": self.display_name,
            "state": self._discuss_format(self._discuss_state_field),
            "fields": [
                {
                    "name": name,
                    "label": infos[name]["string"],
                    "type": infos[name]["type"],
                    "value": value,
                }
                for name in names
                if (value := self._discuss_format(name))
            ],
        }

    def _discuss_kind(self):
        """Return in a word what the record is, for example "Quotation"."""
        self.ensure_one()
        return self.env["ir.model"]._get(self._name).name

    def _discuss_format(self, field_name):
        """Return the value of a field as text for the current user: empty where there
        is no value, or none that they may read.
        """
        self.ensure_one()
        field = self._fields.get(field_name)
        if not field or not self._has_field_access(field, "read"):
            return ""
        value = self[field_name]
        if not value and field.type not in ("integer", "float", "monetary"):
            return ""
        match field.type:
            case "many2one":
                # sudo: display name - shown like any many2one of a readable record
                return value.sudo().display_name
            case "one2many" | "many2many":
                # sudo: display name - shown like any many2many of a readable record
                return ", ".join(value.sudo().mapped("display_name"))
            case "selection":
                return dict(field._description_selection(self.env)).get(value, value)
            case "monetary":
                currency = self[field.get_currency_field(self)]
                return format_amount(self.env, value, currency) if currency else ""
            case "date":
                return format_date(self.env, value)
            case "datetime":
                # The day, in the reader's time zone: the minute is in the form.
                return format_date(
                    self.env, fields.Datetime.context_timestamp(self, value)
                )
        return str(value)
