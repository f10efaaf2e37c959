from odoo import api, fields, models
from odoo.exceptions import AccessError
from odoo.tools import SQL, format_list

from odoo.addons.mail.tools.discuss import Store


class DiscussChannel(models.Model):
    _name = "discuss.channel"
    _inherit = ["discuss.channel", "discuss.answerable.mixin"]

    can_manage = fields.Boolean(
        compute="_compute_can_manage",
        compute_sudo=True,
        export_string_translation=False,
    )
    """Whether the current user answers for the channel, as an owner or otherwise."""

    @api.depends(
        "channel_member_ids.is_owner",
        "channel_type",
        "group_public_id",
        "parent_channel_id",
        "theme_id.acting_steward_group_id",
    )
    @api.depends_context("uid")
    def _compute_can_manage(self):
        # What is decided does not depend on the companies that are switched on, which
        # may be those of somebody else.
        channels = self._origin.sudo(False).with_context(allowed_company_ids=[])
        # sudo: discuss.channel - to compare with the channels of a field that is
        # computed as superuser
        managed = channels._filter_manageable().sudo()
        for channel in self:
            # a channel that is being made in a form is the maker's
            channel.can_manage = not channel._origin or channel._origin in managed

    @api.depends("can_manage")
    def _compute_is_editable(self):
        result = super()._compute_is_editable()
        for channel in self:
            channel.is_editable = channel.is_editable and channel.can_manage
        return result

    # ------------------------------------------------------------
    # CRUD
    # ------------------------------------------------------------

    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list:
            if not self.env.su and vals.get("parent_channel_id"):
                self._check_can_start_thread(vals)
        channels = super().create(vals_list)
        # sudo: discuss.channel - what a module makes has an owner, too
        channels.sudo()._filter_owned()._appoint_owners()
        return channels

    def write(self, vals):
        if not (self.env.su or self._owner_field_names().isdisjoint(vals)):
            self._check_can_manage()
        return super().write(vals)

    def _check_can_file(self):
        self._check_can_manage()
        return super()._check_can_file()

    def _filtered_can_file(self):
        return super()._filtered_can_file().filtered("can_manage")

    @api.model
    def _owner_field_names(self):
        """Return the names of the fields that only those who manage a channel write."""
        return {
            "active",
            "default_display_mode",
            "description",
            "group_ids",
            "group_public_id",
            "image_128",
            "name",
            "theme_id",
            "uuid",
        }

    @api.model
    def _check_can_start_thread(self, vals):
        """Refuse a thread in a channel that the current user may not read, and people
        in it whom they may not invite there: a member of the thread becomes one of the
        channel.
        """
        parent = self.browse(vals["parent_channel_id"])
        parent._check_visible()
        partner_ids = set()
        for command in [
            *(vals.get("channel_member_ids") or ()),
            *(vals.get("channel_partner_ids") or ()),
        ]:
            match command:
                case [0, _, {"partner_id": int(partner_id)}] | [4, int(partner_id), *_]:
                    partner_ids.add(partner_id)
                case [6, _, [*ids]]:
                    partner_ids.update(ids)
                case [0, _, {"guest_id": guest_id}] if guest_id:
                    parent._check_can_manage()
        parent._check_can_invite(
            self.env["res.partner"].browse(partner_ids), self.env["mail.guest"]
        )

    # ------------------------------------------------------------
    # Who answers for a channel
    # ------------------------------------------------------------

    def _filter_owned(self):
        """Return those of these channels that have owners. Threads do not: whoever
        answers for the channel answers for them. For modules to narrow.
        """
        types = self._theme_channel_types()
        return self.filtered(
            lambda channel: channel.channel_type in types
            and not channel.parent_channel_id
        )

    def _filter_manageable(self):
        """Return the channels of ``self`` for which the current user answers.

        Here it is decided, and nowhere else. For modules to widen:

        - owners;
        - for a channel that is not private, the stewards of its theme;
        - for a thread, whoever answers for its channel, and who started it;
        - for a private channel without owner, as when all of its colleagues had gone,
          the colleagues who are in it;
        - for what is no channel, such as direct messages, whoever may write it.

        Nobody answers for a channel that they may not read.
        """
        user = self.env.user
        if not user._is_internal():
            return self.browse()
        # sudo: discuss.channel - what one may not read is taken out in the end
        channels = self.sudo()
        filed = channels.filtered(lambda c: c.channel_type in c._theme_channel_types())
        heads = (filed | filed.parent_channel_id)._filter_owned()
        managed = (
            heads._filter_owned_by(user.partner_id)
            | heads._filter_stewarded()
            | heads._filter_without_owner()
        )
        managed |= filed.filtered(
            lambda c: c.parent_channel_id
            and (c.parent_channel_id in managed or c.create_uid == user)
        )
        result = (managed & channels).sudo(False)._filtered_access("read")
        return result | (channels - filed).sudo(False)._filtered_access("write")

    def _filter_owned_by(self, partner):
        """Return those of these channels that `partner` owns (sudo)."""
        members = self.env["discuss.channel.member"].search_fetch(
            [
                ("channel_id", "in", self.ids),
                ("partner_id", "=", partner.id),
                ("is_owner", "=", True),
            ],
            ["channel_id"],
        )
        return members.channel_id

    def _filter_stewarded(self):
        """Return those of these channels that stand in a theme of which the current
        user is a steward (sudo)."""
        public = self.filtered(lambda c: c.channel_type == "channel")
        themes = public.theme_id._filter_stewarded_by(self.env.user)
        return public.filtered(lambda c: c.theme_id in themes)

    def _filter_without_owner(self):
        """Return the private ones of these channels that have no owner (sudo)."""
        private = self.filtered(lambda c: c.channel_type != "channel")
        if not private:
            return private
        owners = self.env["discuss.channel.member"].search_fetch(
            [("channel_id", "in", private.ids), ("is_owner", "=", True)],
            ["channel_id"],
        )
        return private - owners.channel_id

    def _check_visible(self):
        """Refuse channels that the current user may not read in the same words as
        those that do not exist.
        """
        valid = all(type(channel_id) is int for channel_id in self._ids)
        if not valid or self.exists()._filtered_access("read") != self:
            raise AccessError(
                self.env._("This channel does not exist, or you may not see it.")
            )

    def _check_can_manage(self):
        """Refuse to go on for those who do not answer for these channels.

        :raise AccessError: and say who does
        """
        if self.env.su:
            return
        self._check_visible()
        if refused := self.filtered(lambda c: not c.can_manage)[:1]:
            # sudo: discuss.channel.member - whom to ask; the channel may be read
            owners = (refused.parent_channel_id or refused).sudo()._get_owners()
            if self.env.user._is_internal() and owners:
                raise AccessError(
                    self.env._(
                        "Only the owners of “%(channel)s” may do this: %(owners)s.",
                        channel=refused.display_name,
                        owners=format_list(self.env, owners.mapped("name")),
                    )
                )
            raise AccessError(
                self.env._(
                    "Only those who answer for “%(channel)s” may do this.",
                    channel=refused.display_name,
                )
            )

    def _get_owners(self):
        """Return the people who own this channel (sudo)."""
        return self.channel_member_ids.filtered("is_owner").partner_id

    def _check_can_invite(self, partners, guests):
        """Refuse to bring people into a private channel to those who do not answer for
        it. Into other channels, colleagues invite each other.

        :param partners: people who shall come in; who is in already does not count
        :param guests: guests who shall come in
        """
        if self.env.su:
            return
        # sudo: discuss.channel - the current user may be on the way in
        heads = (self.sudo().parent_channel_id | self.sudo())._filter_owned()
        for channel in heads.filtered(lambda c: c.channel_type != "channel"):
            members = channel.channel_member_ids
            if (partners - members.partner_id - self.env.user.partner_id) or (
                guests - members.guest_id
            ):
                channel.sudo(False)._check_can_manage()

    # ------------------------------------------------------------
    # Members
    # ------------------------------------------------------------

    def _add_members(self, *, guests=None, partners=None, users=None, **kwargs):
        people = partners or self.env["res.partner"]
        if users:
            people |= users.partner_id
        if self.env.context.get("discuss_owner_thread"):
            # The author of a message may have left the channel of the thread.
            people &= self.parent_channel_id.channel_partner_ids
            partners, users = people, None
        self._check_can_invite(people, guests or self.env["mail.guest"])
        return super()._add_members(
            guests=guests, partners=partners, users=users, **kwargs
        )

    def _create_sub_channel(self, from_message_id=None, name=None):
        if self.channel_type == "channel":
            return super()._create_sub_channel(from_message_id, name)
        thread = super(
            DiscussChannel, self.with_context(discuss_owner_thread=True)
        )._create_sub_channel(from_message_id, name)
        return self.browse(thread.id)

    def _opens_by_link(self):
        """Return whether the link of this channel lets in who is not in it. Any member
        can pass a link on, and into a private channel owners invite; that of a meeting
        is made to be passed on.
        """
        # sudo: discuss.channel - whoever has the link need not be able to read it
        channel = self.sudo()
        head = channel.parent_channel_id or channel
        return (
            head.channel_type == "channel"
            or not head._filter_owned()
            or bool(channel.default_display_mode)
        )

    def _allow_invite_by_email(self):
        return super()._allow_invite_by_email() and (
            self.channel_type == "channel" or self.can_manage
        )

    def _appoint_owners(self):
        """Give these channels an owner where they have none: whoever made it or, where
        that person is not in it any more, the colleague who is in it for longest.

        :return: the members (sudo) who own a channel from now on
        """
        self.flush_model(["create_uid"])
        # sudo: discuss.channel.member - owners are appointed by what happens to others
        Member = self.env["discuss.channel.member"].sudo()
        Member.flush_model(["channel_id", "is_owner", "partner_id"])
        self.env["res.users"].flush_model(["active", "partner_id", "share"])
        self.env.cr.execute(
            SQL(
                """
                UPDATE discuss_channel_member
                   SET is_owner = TRUE
                 WHERE id IN (
                           SELECT DISTINCT ON (member.channel_id)
                                  member.id
                             FROM discuss_channel_member AS member
                             JOIN discuss_channel AS channel
                               ON channel.id = member.channel_id
                             JOIN res_users AS person
                               ON person.partner_id = member.partner_id
                              AND person.active IS TRUE
                              AND person.share IS FALSE
                            WHERE member.channel_id = ANY(%s)
                         ORDER BY member.channel_id,
                                  member.is_owner IS TRUE DESC,
                                  person.id = channel.create_uid DESC,
                                  member.id
                       )
                   AND is_owner IS NOT TRUE
             RETURNING id
                """,
                self.ids,
            )
        )
        members = Member.browse(member_id for (member_id,) in self.env.cr.fetchall())
        members.invalidate_recordset(["is_owner"])
        members.modified(["is_owner"])
        return members

    def _hand_over_to_oldest(self):
        """Let the colleague who is in it for longest own each of these channels (sudo)
        whose last owner has gone, and say so there."""
        owned = self.exists()._filter_owned()
        for member in owned._appoint_owners() if owned else ():
            member.channel_id._note(
                self.env._(
                    "made %(person)s the owner of this channel, since the last one has "
                    "gone.",
                    person=member._get_html_link(for_persona=True),
                ),
                # sudo: res.partner - in the name of Odoo: nobody decided it
                author_id=self.env.ref("base.partner_root").id,
            )
            member.channel_id._notify_owners(member)

    def _to_store_defaults(self, target):
        res = super()._to_store_defaults(target)
        if target.is_current_user(self.env) and self.env.user._is_internal():
            res = [
                *res,
                "can_manage",
                # sudo: discuss.channel - deciding by the kind of channel alone
                Store.Attr("has_owners", lambda c: bool(c.sudo()._filter_owned())),
            ]
        return res
