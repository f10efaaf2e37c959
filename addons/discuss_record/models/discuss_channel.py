from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.fields import Domain

from odoo.addons.mail.tools.discuss import Store

from ..feed import Feed

# More than this no one reads above a conversation, as of a project with all its tasks.
HEADER_LIMIT = 50


class DiscussChannel(models.Model):
    _name = "discuss.channel"
    _inherit = ["discuss.channel", "discuss.bound.mixin"]

    record_audience = fields.Selection(
        [("team", "Team"), ("customer", "Customer")],
        string="Audience",
        help="For the channel of a business record: whether it is for colleagues only "
        "or shared with the customer. It is decided when the channel is created.",
        copy=False,
        groups="base.group_user",
        index="btree_not_null",
        readonly=True,
    )

    # ------------------------------------------------------------
    # CRUD
    # ------------------------------------------------------------

    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list:
            self._check_record_fields(vals)
            if vals.get("record_audience") and not self.env.su:
                raise AccessError(
                    self.env._("Channels of records are created from the record.")
                )
            if parent_id := vals.get("parent_channel_id"):
                self.browse(parent_id)._check_visible()
                # sudo: discuss.channel - a thread is for the people of its channel,
                # also when a customer starts it
                parent = self.browse(parent_id).sudo()
                vals["record_audience"] = parent.record_audience
        return super().create(vals_list)

    def write(self, vals):
        self._check_record_fields(vals)
        if "record_audience" in vals and any(
            channel.record_audience != vals["record_audience"]
            # sudo: discuss.channel - comparing only
            for channel in self.sudo()
        ):
            raise UserError(
                self.env._("Who a record's channel is for cannot be changed.")
            )
        return super().write(vals)

    # ------------------------------------------------------------
    # Records of the channel
    # ------------------------------------------------------------

    @api.model
    def _record_models(self):
        """Return the names of the models whose records have channels."""
        return [
            name
            for name in self.env.registry.descendants(
                ["discuss.record.mixin"], "_inherit"
            )
            if not self.env[name]._abstract
        ]

    def _search_records(self):
        """Return the records that point at the channels of ``self``, archived ones
        too, as superuser.

        :return: a list with one recordset for each model that has any
        """
        domain = Domain("team_channel_id", "in", self.ids) | Domain(
            "customer_channel_id", "in", self.ids
        )
        return [
            records
            for model in self._record_models()
            # sudo: discuss.record.mixin - what readers may see of them is asked next
            if (
                records := self.env[model]
                .sudo()
                .with_context(active_test=False)
                .search(domain)
            )
        ]

    @api.model
    def _filter_readable(self, records, user, operation="read"):
        """Return those of ``records`` that ``user`` may read, as that user, in
        whichever of their companies: the companies that somebody else has switched on,
        or that they have just switched off themselves, do not count.
        """
        return (
            records.with_user(user)
            .with_context(allowed_company_ids=[])
            ._filtered_access(operation)
        )

    def _filter_open_to(self, user):
        """Return the channels of ``self`` that ``user`` may enter because of a record.

        Here it is decided, and nowhere else: the channel is a team channel, the user
        is a colleague and may read one of its records, which belongs to one of their
        companies, or to none.
        """
        # sudo: discuss.channel - deciding, for somebody who is not in the channel yet
        team_channels = self.sudo().filtered(lambda c: c.record_audience == "team")
        channel_ids = set()
        if team_channels and user.active and user._is_internal():
            # sudo: res.users - somebody may enter whose companies are not the asker's
            company_ids = {False, *user.sudo().company_ids._ids}
            for records in team_channels._search_records():
                readable = records.browse(self._filter_readable(records, user).ids)
                if "company_id" in records._fields:
                    # also where no rule of the model says so
                    readable = readable.filtered(
                        lambda record: record.company_id.id in company_ids
                    )
                channel_ids.update(readable.team_channel_id.ids)
        opened = self.filtered(lambda channel: channel.id in channel_ids)
        return opened.filtered(lambda channel: channel._lets_into_parent(user))

    def _lets_into_parent(self, user):
        """Whether ``user`` may enter the channel of which this one is a thread, if it
        is one: who enters a thread enters its channel with it."""
        # sudo: discuss.channel - deciding, for somebody who is not in the channel yet
        parent = self.sudo().parent_channel_id
        return (
            not parent
            or user.partner_id in parent.channel_member_ids.partner_id
            or bool(parent._filter_open_to(user))
        )

    def get_record_headers(self):
        """Describe the records of the channel to the current user.

        A thread shows what its channel is about, unless it has a record of its own.

        :return: one dictionary, as ``discuss.record.mixin._discuss_header`` gives it,
            for each record that the user may read, the newest first, up to 50
        :rtype: list
        :raise AccessError: the user may not read the channel, or is no colleague
        """
        self.ensure_one()
        self.check_access("read")
        if not self.env.user._is_internal():
            raise AccessError(
                self.env._("Only colleagues see the records of a channel.")
            )
        # sudo: discuss.channel - who reads a thread reads its channel
        found = (
            self._search_records() or self.sudo().parent_channel_id._search_records()
        )
        readable = [
            record
            for records in found
            for record in self._filter_readable(records, self.env.user)
        ]
        readable.sort(key=lambda r: (r.create_date, r.id), reverse=True)
        readable.sort(key=lambda r: r._discuss_header_sequence)
        return [record._discuss_header() for record in readable[:HEADER_LIMIT]]

    def _notify_record_changed(self):
        """Have colleagues who look at these channels ask again what they may see of the
        records. What has changed is not said: not all of them may read it."""
        told = self.env.cr.precommit.data.setdefault("discuss.record.changed", set())
        for channel in self.browse(set(self.ids) - told):
            # once in a transaction is enough
            told.add(channel.id)
            channel._bus_send(
                "discuss.record/changed",
                {"id": channel.id},
                subchannel="internal_users",
            )

    def _filter_owned(self):
        # sudo: discuss.channel - the record's people answer for it, not an owner, as
        # long as there is a record
        return (
            super()
            ._filter_owned()
            .filtered(lambda c: not c.sudo().record_audience or c.sudo().record_is_gone)
        )

    def _filter_manageable(self):
        """Whoever may write one of its records answers for the channel of a record."""
        managed = super()._filter_manageable()
        # sudo: discuss.channel - deciding
        heads = (self.sudo() | self.sudo().parent_channel_id).filtered(
            "record_audience"
        )
        if not heads or not self.env.user._is_internal():
            return managed
        managed_ids = set()
        for records in heads._search_records():
            writable = self._filter_readable(records, self.env.user, "write")
            # sudo: discuss.record.mixin - the user may write these records
            channels = (
                writable.sudo().team_channel_id | writable.sudo().customer_channel_id
            )
            managed_ids.update(channels.ids)
        # sudo: discuss.channel - whoever answers for a channel does for its threads
        widened = self.sudo().filtered(
            lambda channel: channel.id in managed_ids
            or channel.parent_channel_id.id in managed_ids
        )
        return managed | self.browse(widened.ids)._filtered_access("read")

    def _filter_closable_when_quiet(self):
        """What is said about a record is over when the record is."""
        closable = super()._filter_closable_when_quiet()
        # sudo: discuss.channel - the audience decides
        return closable.filtered(lambda channel: not channel.sudo().record_audience)

    def _reopen(self):
        result = super()._reopen()
        self.filtered("closed_with_record").closed_with_record = False
        return result

    def _check_can_merge(self, target):
        # sudo: discuss.channel - the audience decides
        if any(channel.record_audience for channel in (self | target).sudo()):
            raise UserError(
                self.env._("The channel of a record stays its own: it is not merged.")
            )
        return super()._check_can_merge(target)

    # ------------------------------------------------------------
    # Members
    # ------------------------------------------------------------

    def _enter_by_record(self, users):
        """Make members of those ``users`` to whom a record opens the channel."""
        self.ensure_one()
        for user in users.filtered(
            lambda user: user.partner_id not in self.channel_member_ids.partner_id
        ):
            if not self._filter_open_to(user):
                continue
            if parent := self.parent_channel_id:
                # by the same right, not by an invitation, as stock would have it
                parent._enter_by_record(user)
            # sudo: discuss.channel - the record is the invitation. As themselves,
            # for nobody should be told that a colleague has invited them.
            self.with_user(user).sudo()._add_members(
                users=user,
                create_member_params={"record_entry": True},
                post_joined_message=False,
            )
            self._notify_record_link(user)

    def _notify_record_link(self, user):
        """Tell the client of ``user`` which records the channel belongs to, so that a
        form that is open shows what comes in.
        """
        for records in self._search_records():
            for record in self._filter_readable(records, user):
                Store(bus_channel=user).add_model_values(
                    "mail.thread",
                    {
                        "model": record._name,
                        "id": record.id,
                        "team_channel_id": {"model": self._name, "id": self.id},
                    },
                ).bus_send()

    def _revoke_record_entries(self, reason="record"):
        """Take out of the channels those who entered because they could read a record
        and no longer can, and those who are no colleagues any more.

        Who was invited by a member stays. Where no record is left, all stay.

        :param str reason: why it is checked, as ``discuss.record.departure`` names it
        """
        self.env["discuss.record.departure"]._take_out(reason, channels=self)

    @api.model
    def _cron_revoke_record_entries(self):
        """Check every day what no event told: groups, teams, rules, companies."""
        self.env["discuss.record.departure"]._audit_all()

    def _add_members(self, *, users=None, partners=None, **kwargs):
        members = super()._add_members(users=users, partners=partners, **kwargs)
        for channel in members.channel_id:
            channel._warn_of_closed_record(
                members.filtered(
                    lambda m, c=channel: m.channel_id == c and not m.record_entry
                )
            )
        return members

    def _warn_of_closed_record(self, members):
        """Tell who invites that the record stays closed to the invited."""
        # sudo: discuss.channel - the audience decides whether there is anything to say
        if self.sudo().record_audience != "team":
            return
        outside = members.filtered(
            lambda m: not m.is_self
            and not any(self._filter_open_to(user) for user in m.partner_id.user_ids)
        )
        if outside:
            self.env.user._bus_send_transient_message(
                self,
                self.env._(
                    "%(people)s can follow this conversation now, but cannot open the "
                    "record that it is about.",
                    people=", ".join(outside.partner_id.mapped("name")),
                ),
            )

    def _find_or_create_persona_for_channel(self, *args, **kwargs):
        # sudo: discuss.channel - the bearer of an invitation link is not a member yet
        if (
            self.sudo().record_audience
            and not self.is_member
            and not self._filter_open_to(self.env.user)
        ):
            raise AccessError(self.env._("This channel is open by invitation only."))
        return super()._find_or_create_persona_for_channel(*args, **kwargs)

    def _allow_invite_by_email(self):
        # sudo: discuss.channel - invitations by e-mail bring in guests
        return not self.sudo().record_audience and super()._allow_invite_by_email()

    # ------------------------------------------------------------
    # Messages
    # ------------------------------------------------------------

    def _note(self, body, **kwargs):
        if kwargs or not Feed.has_begun(self):
            return super()._note(body, **kwargs)
        return Feed.of(self.env).say(self, body)

    def _notify_get_recipients(self, message, msg_vals=False, **kwargs):
        """Read when it suits: in a record's channel, a message is pushed only to those
        whom it calls by name, unless they asked for everything, or for nothing.
        """
        recipients = super()._notify_get_recipients(message, msg_vals, **kwargs)
        # sudo: discuss.channel - the author may be from outside
        if not self.sudo().record_audience:
            return recipients
        called_ids = (msg_vals or {}).get("partner_ids") or message.partner_ids.ids
        setting = "partner_id.user_ids.res_users_settings_ids.channel_notifications"
        unset = Domain("custom_notifications", "=", False)
        everything = Domain("custom_notifications", "=", "all") | (
            unset & Domain(setting, "=", "all")
        )
        nothing = Domain("custom_notifications", "=", "no_notif") | (
            unset & Domain(setting, "=", "no_notif")
        )
        # sudo: discuss.channel.member - preferences of the other members
        members = (
            self.env["discuss.channel.member"]
            .sudo()
            .search_fetch(
                Domain("channel_id", "=", self.id)
                & (everything | (Domain("partner_id", "in", called_ids) & ~nothing)),
                ["partner_id"],
            )
        )
        pushed_ids = set(members.partner_id.ids)
        return [
            recipient
            for recipient in recipients
            if recipient["notif"] != "web_push" or recipient["id"] in pushed_ids
        ]

    # ------------------------------------------------------------
    # Client
    # ------------------------------------------------------------

    def _to_store_defaults(self, target):
        defaults = super()._to_store_defaults(target)
        if target.is_internal(self.env):
            # sudo: discuss.channel - the target is a colleague, whoever acts
            defaults += [
                Store.Attr("record_audience", sudo=True),
                Store.Attr("record_is_gone", sudo=True),
            ]
        return defaults

    def _sync_field_names(self):
        res = super()._sync_field_names()
        # sudo: discuss.channel - for colleagues alone, whoever acts
        res["internal_users"].append(Store.Attr("record_is_gone", sudo=True))
        return res
