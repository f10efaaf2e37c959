from collections import defaultdict

from markupsafe import Markup

from odoo import api, fields, models
from odoo.tools import SQL, format_list

from ..feed import Feed


class DiscussRecordChainMixin(models.AbstractModel):
    """One conversation along records that follow from each other: the quotation goes on
    with that of its opportunity, the project with that of its order.

    The glue module of the later record says where it comes from, in
    ``_discuss_origin_fields``. A record takes the channel of its origin when it is
    created or linked. Where none of them has one yet, the first **Discussion** on any
    of them makes it for all. A record that has a channel keeps it.
    """

    _name = "discuss.record.chain.mixin"
    _description = "Record with Channels: Chain"

    _discuss_origin_fields = ()
    """Paths of the fields that lead to the records whose conversation this one carries
    on, nearest first, such as ``"opportunity_id"`` or ``"sale_line_id.order_id"``."""

    discussed_apart = fields.Boolean(
        copy=False,
        export_string_translation=False,
        groups="base.group_user",
        readonly=True,
    )
    """Whether somebody has linked the record to an origin that they may not read: it
    does not bring them, nor others, into the conversation of that origin."""

    # ------------------------------------------------------------
    # CRUD
    # ------------------------------------------------------------

    @api.model_create_multi
    def create(self, vals_list):
        records = super().create(vals_list)
        if names := self._discuss_link_names():
            by_default = any(f"default_{name}" in self.env.context for name in names)
            records.browse(
                record.id
                for record, vals in zip(records, vals_list, strict=True)
                if by_default or not names.isdisjoint(vals)
            )._discuss_follow_new_links()
        return records

    def write(self, vals):
        result = super().write(vals)
        if not self._discuss_link_names().isdisjoint(vals):
            self._discuss_check_links()
            for record in self:
                record._discuss_follow_link()
        return result

    @api.model
    def _discuss_link_names(self):
        """Return the names of the fields by which records of this model are linked to
        those whose conversation they carry on."""
        return {path.partition(".")[0] for path in self._discuss_origin_fields}

    # ------------------------------------------------------------
    # The chain
    # ------------------------------------------------------------

    def _discuss_origins(self):
        """Return the records whose conversation this one carries on, as superuser.

        :return: a list of recordsets, nearest first, none of them empty
        """
        self.ensure_one()
        # sudo: discuss.record.mixin - whoever linked the record could read its origin
        record = self.sudo()
        return [] if record.discussed_apart else record._discuss_linked_origins()

    def _discuss_linked_origins(self):
        """Return what the origin fields of these records lead to, as superuser."""
        # sudo: discuss.record.mixin - what may be made of them is decided elsewhere
        records = self.sudo()
        return [
            origins
            for path in self._discuss_origin_fields
            if (origins := records.mapped(path))
        ]

    def _discuss_heirs(self):
        """Return the records that carry on the conversation of these ones, archived
        ones too, as superuser.

        :return: a list of recordsets, none of them empty
        """
        result = []
        for model in self.env["discuss.channel"]._record_models():
            # sudo: discuss.record.mixin - one conversation, whoever opens it
            heirs = self.env[model].sudo().with_context(active_test=False)
            for path in heirs._discuss_origin_fields:
                if heirs._discuss_path_model(path) == self._name:
                    heirs |= heirs.search([(path, "in", self.ids)])
            heirs = heirs.filtered(
                lambda heir: any(
                    origins._name == self._name and origins & self
                    for origins in heir._discuss_origins()
                )
            )
            if heirs:
                result.append(heirs)
        return result

    @api.model
    def _discuss_path_model(self, path):
        """Return the name of the model to which a path of relations leads."""
        model = self
        for name in path.split("."):
            model = self.env[model._fields[name].comodel_name]
        return model._name

    def _discuss_walk_chain(self):
        """Follow the links of this record, up and down, as far as there are records
        without a channel.

        :return: these, with this record among them, as a list of recordsets (sudo) of
            one model each; and the first channel that was met, or none
        """
        self.ensure_one()
        # sudo: discuss.record.mixin - the chain is the same whoever follows it
        start = self.sudo().with_context(active_test=False)
        channel = start.team_channel_id
        chain = defaultdict(list)
        frontier = [start]
        if not channel:
            chain[self._name] = start
        while frontier:
            met = []
            for records in frontier:
                for record in records:
                    met += record._discuss_origins()
                met += records._discuss_heirs()
            frontier = []
            for records in met:
                channel = channel or records.team_channel_id[:1]
                free = records.filtered(lambda record: not record.team_channel_id)
                if new := free - (chain[records._name] or free.browse()):
                    chain[records._name] = (chain[records._name] or new) | new
                    frontier.append(new)
        return [records for records in chain.values() if records], channel

    @api.model
    def _discuss_lock(self, chain):
        """Let two people who open the same conversation at once do so one after the
        other: the second waits here, and starts over when the first is done.

        :param chain: recordsets of one model each
        """
        # In the same order for everybody, or they would wait for each other.
        for records in sorted(chain, key=lambda records: records._table):
            self.env.cr.execute(
                SQL(
                    "SELECT id FROM %s WHERE id IN %s ORDER BY id FOR NO KEY UPDATE",
                    SQL.identifier(records._table),
                    records._ids,
                )
            )

    def _discuss_make_channel(self, chain, values=None):
        """Make the team channel of a chain, named after this record, with the people
        who answer for its records.

        :param chain: recordsets (sudo) of one model each, this record among them
        :param dict values: values that differ from those of other channels
        :return: the channel, as superuser
        """
        self.ensure_one()
        values = {**self._prepare_team_channel_values(), **(values or {})}
        if values.get("parent_channel_id"):
            values.pop("theme_id", None)  # a thread stands where its channel does
        # sudo: discuss.channel - made for the people of the record, not for its maker.
        # In "install mode" stock does not make the maker a member: members come next.
        channel = (
            self.env["discuss.channel"]
            .sudo()
            .with_context(install_mode=True)
            .create(values)
            .with_context(install_mode=False)
        )
        users = self.env["res.users"]
        for records in chain:
            records.team_channel_id = channel
            for record in records:
                users |= record._discuss_users()
        channel._enter_by_record(users)
        if parent := channel.parent_channel_id:
            link = self._discuss_conversation_link(channel, channel.name)
            self._discuss_post_notes(
                {parent.id: self.env._("started a thread: %(thread)s.", thread=link)}
            )
        return channel

    # ------------------------------------------------------------
    # Links
    # ------------------------------------------------------------

    def _discuss_check_links(self):
        """Keep apart, from now on, the records whose origin the current user may not
        read: a link that anybody can write opens no conversation.
        """
        apart = self.browse()
        if not self.env.su:
            closed = [
                origins - self._discuss_filter_readable(origins)
                for origins in self._discuss_linked_origins()
            ]
            if any(closed):
                apart = self.filtered(
                    lambda record: any(
                        origins & some
                        for origins in record._discuss_linked_origins()
                        for some in closed
                        if origins._name == some._name
                    )
                )
        for records, value in ((apart, True), (self - apart, False)):
            # sudo: discuss.record.mixin - kept by this method alone
            changed = records.sudo().filtered(
                lambda record, value=value: record.discussed_apart != value
            )
            if changed:
                changed.discussed_apart = value

    @api.model
    def _discuss_filter_readable(self, records):
        user = self.env.user
        if not user._is_internal():
            return records.browse()
        readable = self.env["discuss.channel"]._filter_readable(records, user)
        return records.browse(readable.ids)

    def _discuss_follow_new_links(self):
        """Let new records carry on the conversations of their origins."""
        if not self._discuss_linked_origins():
            return
        self._discuss_check_links()
        # sudo: discuss.record.mixin - whoever linked the record could read its origin
        records = self.sudo()
        joining = defaultdict(records.browse)
        for record in records.filtered(lambda record: not record.team_channel_id):
            channels = [
                channel
                for origins in record._discuss_origins()
                for channel in origins.team_channel_id
            ]
            if channels:
                joining[channels[0]] |= record
        for channel, joined in joining.items():
            joined._discuss_join(channel)

    def _discuss_follow_link(self):
        """Make one conversation of this record and those it was linked to, unless there
        are two already: then say in each that there is the other one."""
        origins = self._discuss_origins()
        # sudo: discuss.record.mixin - only to know whether there is a channel
        if not any(records.team_channel_id for records in [self.sudo(), *origins]):
            return
        chain, channel = self._discuss_walk_chain()
        for records in chain:
            records._discuss_join(channel)
        for records in origins:
            for other in records.team_channel_id - channel - channel.parent_channel_id:
                self._discuss_post_notes(
                    {
                        here.id: self.env._(
                            "linked two records that are discussed here and in "
                            "%(conversation)s. Both conversations go on.",
                            conversation=self._discuss_conversation_link(there),
                        )
                        for here, there in ((channel, other), (other, channel))
                    }
                )

    def _discuss_join(self, channel):
        """Let these records (sudo), which have no channel, share that of another one,
        and let their people in."""
        self.team_channel_id = channel
        users = self.env["res.users"]
        for record in self:
            users |= record._discuss_users()
        channel._enter_by_record(users)
        cr = self.env.cr
        joined = cr.precommit.data.setdefault(
            f"discuss.record.chain.{self.env.uid}", {}
        )
        if not joined:
            # said as the feed does, also when a program calls
            lang = self.env.context.get("lang") or self.env.user.lang
            cr.precommit.add(self.browse().with_context(lang=lang)._discuss_note_joined)
        joined.setdefault(channel.id, []).append(self)

    @api.model
    def _discuss_conversation_link(self, channel, name=None):
        """Return a link to a channel. Without ``name`` it tells nothing of the channel:
        who reads the link may be somebody to whom it is closed."""
        return Markup(
            '<a href="#" class="o_channel_redirect" data-oe-model="discuss.channel"'
            ' data-oe-id="%s">%s</a>'
        ) % (channel.id, name or self.env._("another conversation"))

    @api.model
    def _discuss_note_joined(self):
        """Say in the channels which records share them since this transaction: more
        people may read what was said. One note for all of them, which calls nobody."""
        joined = self.env.cr.precommit.data.pop(
            f"discuss.record.chain.{self.env.uid}", {}
        )
        # sudo: discuss.channel - whoever links records need not be in the channel
        channels = self.env["discuss.channel"].sudo().browse(joined).exists()
        bodies = {}
        for channel in channels:
            names = [
                f"{record._discuss_kind()} {record.display_name}"
                for records in joined[channel.id]
                for record in records.exists()
            ]
            if names:
                bodies[channel.id] = self._discuss_joined_text(
                    channel, format_list(self.env, names)
                )
        self._discuss_post_notes(bodies, is_sentence=True)

    @api.model
    def _discuss_joined_text(self, channel, names):
        """Say that ``channel`` (sudo) goes on with these records, and for whom."""
        return self.env._(
            "This conversation goes on with %(records)s, too: who may read that can "
            "enter, and reads all that was said.",
            records=names,
        )

    @api.model
    def _discuss_post_notes(self, bodies, is_sentence=False):
        """Say something in each of many channels, in the one note of the transaction.

        :param dict bodies: the text for each id of a channel
        :param bool is_sentence: as in ``Feed.say``
        """
        feed = Feed.of(self.env)
        for channel in self.env["discuss.channel"].browse(bodies):
            feed.say(channel, bodies[channel.id], is_sentence)
