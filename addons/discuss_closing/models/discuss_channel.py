from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.fields import Domain
from odoo.tools import format_date

from odoo.addons.discuss_theme.tools.names import one_line
from odoo.addons.mail.tools.discuss import Store

OUTCOME_MAX_LENGTH = 250

# What the methods of this module write, and nobody else.
CLOSING_FIELDS = {
    "is_closed",
    "closed_date",
    "closed_uid",
    "closed_with_parent",
    "close_notice_date",
    "merged_into_id",
    "outcome",
}


class DiscussChannel(models.Model):
    _inherit = "discuss.channel"

    # What a closed channel still takes from a member: the lines by which stock says
    # that somebody was invited, or pinned a message. In the context, where no client
    # can put this object.
    _stock_notice = object()

    is_closed = fields.Boolean("Closed", readonly=True, copy=False)
    closed_date = fields.Datetime("Closed on", readonly=True, copy=False)
    closed_uid = fields.Many2one(
        "res.users", "Closed by", readonly=True, copy=False, index="btree_not_null"
    )
    outcome = fields.Char(
        readonly=True, copy=False, help="What came of the channel, in a line."
    )
    closed_with_parent = fields.Boolean(
        readonly=True, copy=False, export_string_translation=False
    )
    """Whether this thread was closed with its channel: it is reopened with it, too."""
    close_notice_date = fields.Datetime(
        readonly=True, copy=False, export_string_translation=False
    )
    """When its members were told that the channel will close, as it is quiet."""
    merged_into_id = fields.Many2one(
        "discuss.channel",
        readonly=True,
        copy=False,
        index="btree_not_null",
        ondelete="set null",
        help="The channel in which the conversation goes on.",
    )

    _closed_idx = models.Index("(closed_date) WHERE is_closed IS TRUE")

    # ------------------------------------------------------------
    # CRUD
    # ------------------------------------------------------------

    @api.model_create_multi
    def create(self, vals_list):
        defaults = {
            name.removeprefix("default_")
            for name in self.env.context
            if name.startswith("default_")
        }
        self._check_closing_fields(defaults.union(*vals_list))
        parent_ids = {vals.get("parent_channel_id") for vals in vals_list}
        self.browse(id_ for id_ in parent_ids if type(id_) is int)._check_open()
        return super().create(vals_list)

    def write(self, vals):
        self._check_closing_fields(vals.keys())
        return super().write(vals)

    @api.model
    def _check_closing_fields(self, names):
        if not self.env.su and CLOSING_FIELDS.intersection(names):
            raise AccessError(
                self.env._("Channels are closed by “Close” and opened by “Reopen”.")
            )

    # ------------------------------------------------------------
    # Closing and reopening
    # ------------------------------------------------------------

    def close(self, outcome):
        """Close this channel with its outcome, and its threads with it.

        A closed channel stands in nobody's list, stays readable and findable, and
        takes no message until somebody reopens it.

        :param str outcome: what came of it, in a line of at most 250 characters
        :raise AccessError: the user does not see the channel, or does not manage it
        :raise ValidationError: the outcome is missing, too long or no text
        :raise UserError: this conversation cannot be closed, or is already
        """
        channel = self._get_visible()
        if channel.channel_type not in self._theme_channel_types():
            raise UserError(self.env._("Only channels are closed, and groups."))
        channel._check_can_manage()
        outcome = self._clean_outcome(outcome)
        if channel.is_closed:
            # the same request may come twice, after an answer that was lost
            if channel.closed_uid == self.env.user and channel.outcome == outcome:
                return True
            raise UserError(channel._closed_message())
        # sudo: discuss.channel - only the methods of this module write these fields
        channel.sudo()._close(outcome)
        return True

    def reopen(self):
        """Reopen this channel, and the threads that were closed with it. A thread of a
        closed channel reopens with its channel.

        :raise AccessError: the user does not see the channel, or is no colleague
        :raise UserError: it went on elsewhere, as it was merged
        """
        channel = self._get_visible()
        if not self.env.user._is_internal():
            raise AccessError(self.env._("Only colleagues reopen a channel."))
        parent = channel.parent_channel_id
        for closed in (channel | parent).filtered("is_closed"):
            if closed.merged_into_id:
                raise UserError(closed._closed_message())
        # sudo: discuss.channel - only the methods of this module write these fields
        (channel | parent).filtered("is_closed").sudo()._reopen()
        return True

    def _close(self, outcome):
        """Close these channels (sudo), as the current user."""
        closed = {
            "is_closed": True,
            "closed_date": fields.Datetime.now(),
            "closed_uid": self.env.uid,
            "outcome": outcome,
        }
        threads = self.with_context(active_test=False).sub_channel_ids
        threads.filtered(lambda thread: not thread.is_closed).write(
            {**closed, "closed_with_parent": True}
        )
        self.write(closed)
        for channel in self:
            channel._note(
                self.env._("closed this channel: %(outcome)s", outcome=outcome)
            )

    def _reopen(self):
        """Reopen these channels (sudo), as the current user."""
        threads = self.with_context(active_test=False).sub_channel_ids
        (self | threads.filtered("closed_with_parent")).write(
            {
                "is_closed": False,
                "closed_date": False,
                "closed_uid": False,
                "closed_with_parent": False,
                "outcome": False,
                # what was reopened is not quiet
                "last_interest_dt": fields.Datetime.now(),
            }
        )
        for channel in self:
            channel._note(self.env._("reopened this channel."))

    @api.model
    def _clean_outcome(self, outcome):
        if not isinstance(outcome, str) or not (outcome := one_line(outcome)):
            raise ValidationError(
                self.env._("Say in a line what came of the channel: its outcome.")
            )
        if len(outcome) > OUTCOME_MAX_LENGTH:
            raise ValidationError(
                self.env._(
                    "The outcome is limited to %(limit)s characters; this one has "
                    "%(length)s.",
                    limit=OUTCOME_MAX_LENGTH,
                    length=len(outcome),
                )
            )
        return outcome

    def _get_visible(self):
        """Return this channel, which must be one, and one that the current user may
        read; there is one answer for what does not exist and what is hidden."""
        channel = self if len(self) == 1 else self.browse(-1)
        channel._check_visible()
        return channel

    # ------------------------------------------------------------
    # What a closed channel refuses
    # ------------------------------------------------------------

    def _check_open(self):
        """Refuse to go on if one of these channels is closed.

        Those that the current user may not read say nothing: to refuse them is up to
        the check of access that follows.

        :raise UserError: and say when, by whom and with which outcome
        """
        # sudo: discuss.channel - a customer in the channel is refused as well
        for channel in self.sudo().filtered("is_closed").sudo(self.env.su):
            if channel.has_access("read"):
                raise UserError(channel._closed_message())

    def _closed_message(self):
        """Say when the channel was closed, by whom, with which outcome, and what to do
        to write in it."""
        self.ensure_one()
        # sudo: discuss.channel, res.users - who reads the channel reads there, too, who
        # closed it
        channel = self.sudo()
        values = {
            "channel": channel.display_name,
            "date": format_date(
                self.env,
                fields.Datetime.context_timestamp(self, channel.closed_date),
            ),
            "person": channel.closed_uid.name,
            "outcome": channel.outcome,
        }
        if channel.merged_into_id:
            return self.env._(
                "“%(channel)s” was closed on %(date)s by %(person)s: %(outcome)s. "
                "Write in that channel.",
                **values,
            )
        if self.env.user._is_internal():
            return self.env._(
                "“%(channel)s” was closed on %(date)s by %(person)s: %(outcome)s. "
                "To write in it, open it and press “Reopen”.",
                **values,
            )
        return self.env._(
            "“%(channel)s” was closed on %(date)s by %(person)s: %(outcome)s. "
            "To write in it, ask one of them to reopen it.",
            **values,
        )

    def _create_sub_channel(self, from_message_id=None, name=None):
        self._check_open()
        return super()._create_sub_channel(from_message_id, name)

    def _add_members(self, **kwargs):
        # to join or invite somebody for reading is no message
        members = super(DiscussChannel, self._with_stock_notice())._add_members(
            **kwargs
        )
        return members.with_env(self.env)

    def set_message_pin(self, message_id, pinned):
        return super(DiscussChannel, self._with_stock_notice()).set_message_pin(
            message_id, pinned
        )

    def channel_rename(self, name):
        return super(DiscussChannel, self._with_stock_notice()).channel_rename(name)

    def _with_stock_notice(self):
        return self.with_context(discuss_closing_notice=self._stock_notice)

    # ------------------------------------------------------------
    # Lists and automatic closing
    # ------------------------------------------------------------

    @api.model
    def _listed_domain(self):
        return super()._listed_domain() & Domain("is_closed", "=", False)

    @api.model
    def _get_channels_as_member(self):
        channels = super()._get_channels_as_member()
        if self.env.context.get("discuss_open_alone"):
            channels = channels.filtered_domain(self._listed_domain())
        return channels

    def _filter_closable_when_quiet(self):
        """Return those of these channels that may close because nobody writes in them.

        For modules to narrow: what waits for somebody is not over because it is quiet.
        """
        # of a colleague: what a customer does must not keep a channel of ours open
        in_favorites = Domain(
            "channel_member_ids",
            "any",
            Domain("is_favorite", "=", True)
            & Domain("partner_id.partner_share", "=", False),
        )
        # sudo: discuss.channel, discuss.channel.member - what somebody keeps at hand is
        # not over, whichever colleague that is
        kept = (
            self.sudo()
            .with_context(active_test=False)
            .search(
                Domain("id", "in", self.ids)
                & (in_favorites | Domain("sub_channel_ids", "any", in_favorites))
            )
        )
        conversations = self.filtered_domain(self._conversation_domain())
        return conversations - self.browse(kept.ids)

    # ------------------------------------------------------------
    # Merging
    # ------------------------------------------------------------

    def merge_into(self, target_id):
        """Move the messages, files, threads and members of this channel into another
        one, and close it with a link to there.

        :param int target_id: id of the channel in which the conversation goes on
        :raise AccessError: the user does not see one of the two, or does not manage it
        :raise UserError: these two cannot be merged, with the reason
        """
        target = self.browse(target_id if type(target_id) is int else ())
        self.env["discuss.channel.merge"]._merge(
            self._get_visible(), target._get_visible()
        )
        return True

    def action_merge(self):
        """Ask into which channel to merge this one; of two, the first into the second.

        :raise UserError: these are more than two
        """
        if len(self) > 2:
            raise UserError(self.env._("Select two channels to merge."))
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Merge Channels"),
            "res_model": "discuss.channel.merge",
            "target": "new",
            "views": [(False, "form")],
            "context": {
                "default_source_id": self[:1].id,
                "default_target_id": self[1:].id,
            },
        }

    def _check_can_merge(self, target):
        """Refuse to merge this channel into ``target`` where that cannot be.

        For modules to extend, for the sake of what they tie to channels.

        :raise UserError: with the reason
        """
        self.env["discuss.channel.merge"]._check(self, target)

    # ------------------------------------------------------------
    # Client
    # ------------------------------------------------------------

    def action_close(self):
        """Ask for the outcome of this channel, to close it."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Close “%(channel)s”", channel=self.display_name),
            "res_model": "discuss.channel.close",
            "target": "new",
            "views": [(False, "form")],
            "context": {"default_channel_id": self.id},
        }

    def _sync_field_names(self):
        res = super()._sync_field_names()
        res[None] += ["is_closed", *self._closing_store_fields()]
        return res

    def _to_store_defaults(self, target):
        return [
            *super()._to_store_defaults(target),
            "is_closed",
            *self._closing_store_fields(predicate=lambda channel: channel.is_closed),
        ]

    @api.model
    def _closing_store_fields(self, predicate=None):
        """Return what all members are told of the end of their channel, customers, too:
        they read the same in it."""

        def attr(name, value=None):
            return Store.Attr(name, value, predicate=predicate)

        return [
            # sudo: res.users - the name of whom everybody saw closing the channel
            attr("closed_by", lambda channel: channel.sudo().closed_uid.name or False),
            attr("closed_date"),
            # sudo: discuss.channel - the id alone; to read it takes the right to
            attr("merged_into", lambda channel: channel.sudo().merged_into_id.id),
            attr("outcome"),
        ]
