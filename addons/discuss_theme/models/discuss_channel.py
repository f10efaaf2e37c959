from odoo import api, fields, models
from odoo.exceptions import AccessError, ValidationError
from odoo.fields import Domain
from odoo.tools.sql import column_exists, create_column

from odoo.addons.mail.tools.discuss import Store

from ..const import CHANNEL_KINDS
from ..tools.names import clean_channel_values
from ..tools.new_channel import (
    check_colleagues,
    check_group,
    check_people,
    check_texts,
    restriction_groups,
)


class DiscussChannel(models.Model):
    _inherit = "discuss.channel"

    # Internal: members from outside the company must not learn how it sorts its
    # conversations about them.
    theme_id = fields.Many2one(
        "discuss.theme",
        compute="_compute_theme_id",
        store=True,
        readonly=False,
        recursive=True,
        index="btree_not_null",
        ondelete="restrict",
        groups="base.group_user",
        help="Where the channel is found. Who may read it does not depend on it.",
    )
    kind = fields.Selection(
        CHANNEL_KINDS,
        compute="_compute_kind",
        search="_search_kind",
        help="Who may find, read and join the channel.",
    )

    def _auto_init(self):
        # Without a column, the ORM would compute a theme for each existing channel,
        # one by one and before any theme exists; `post_init_hook` does it at once.
        if not column_exists(self.env.cr, self._table, "theme_id"):
            create_column(self.env.cr, self._table, "theme_id", "int4")
        return super()._auto_init()

    @api.constrains("theme_id", "channel_type")
    def _check_theme_id(self):
        # sudo: discuss.channel - a constraint holds whoever writes
        for channel in self.sudo():
            if channel.channel_type not in self._theme_channel_types():
                if channel.theme_id:
                    raise ValidationError(
                        self.env._("A direct message has no theme: only channels do.")
                    )
            elif not channel.theme_id:
                raise ValidationError(
                    self.env._(
                        "“%(channel)s” needs a theme.", channel=channel.display_name
                    )
                )
            elif (
                channel.parent_channel_id
                and channel.theme_id != channel.parent_channel_id.theme_id
            ):
                raise ValidationError(
                    self.env._(
                        "“%(channel)s” is part of “%(parent)s”, and follows its theme.",
                        channel=channel.display_name,
                        parent=channel.parent_channel_id.display_name,
                    )
                )

    @api.depends("channel_type", "parent_channel_id.theme_id")
    def _compute_theme_id(self):
        for channel in self:
            if channel.channel_type not in self._theme_channel_types():
                channel.theme_id = False
            elif channel.parent_channel_id:
                channel.theme_id = channel.parent_channel_id.theme_id
            elif not channel.theme_id:
                channel.theme_id = self.env["discuss.theme"]._default_theme()

    @api.model_create_multi
    def create(self, vals_list):
        default = self.env.context.get("default_theme_id")
        self._check_theme_access([vals.get("theme_id", default) for vals in vals_list])
        self._check_group_access([vals.get("group_public_id") for vals in vals_list])
        # not chosen is not none: General is for what nobody filed
        return super().create(
            [
                {
                    key: value
                    for key, value in clean_channel_values(self.env, vals).items()
                    if key != "theme_id" or value
                }
                for vals in vals_list
            ]
        )

    def write(self, vals):
        self._check_theme_access([vals.get("theme_id")])
        self._check_group_access([vals.get("group_public_id")])
        if "name" in vals:
            # sudo: discuss.channel - whether a name is needed; refused below, if at all
            types = {channel.channel_type for channel in self.sudo()}
            vals = clean_channel_values(self.env, vals, types)
        return super().write(vals)

    @api.depends("channel_type", "group_public_id")
    def _compute_kind(self):
        employees = self.env.ref("base.group_user")
        for channel in self:
            # sudo: res.groups - comparing only; customers may not read groups
            group = channel.sudo().group_public_id
            if channel.channel_type == "channel" and not group:
                channel.kind = "open"
            elif channel.channel_type == "channel":
                channel.kind = "public" if group == employees else "restricted"
            else:
                channel.kind = {"group": "private", "chat": "direct"}.get(
                    channel.channel_type
                )

    def _search_kind(self, operator, kinds):
        if operator != "in":
            return NotImplemented
        employees = self.env.ref("base.group_user").id
        in_group = Domain("channel_type", "=", "channel")
        domains = {
            "public": in_group & Domain("group_public_id", "=", employees),
            "restricted": in_group
            & Domain("group_public_id", "not in", [employees, False]),
            "private": Domain("channel_type", "=", "group"),
            "direct": Domain("channel_type", "=", "chat"),
            "open": in_group & Domain("group_public_id", "=", False),
            False: Domain("channel_type", "not in", ["channel", "group", "chat"]),
        }
        return Domain.OR(domain for kind, domain in domains.items() if kind in kinds)

    @api.model
    def _create_channel(
        self,
        name,
        group_id,
        theme_id=None,
        description=None,
        kind=None,
        partner_ids=None,
    ):
        """Create a channel of the current user, in a theme, with a purpose and people
        if these are given.

        :param str name: at most 100 characters
        :param int group_id: the group of those who may read a restricted channel
        :param int theme_id: the theme to file it in; General if none is given
        :param str description: the purpose of the channel, in a line
        :param str kind: "public", "restricted" or "private"; if none is given, the
            group decides, as in stock: no group means the whole world
        :param list partner_ids: colleagues who are members from the start
        :raise ValidationError: and say which of these is wrong
        """
        name, description = check_texts(self.env, name, description)
        group = check_group(self.env, group_id, kind)
        partners = check_colleagues(self.env, partner_ids or [], group)
        # The theme is a default for this channel alone: it must not stay in the
        # environment of the one returned.
        maker = self.with_context(default_theme_id=theme_id) if theme_id else self
        if kind == "private":
            channel = maker._create_group(partners.ids, name=name)
        else:
            channel = super(DiscussChannel, maker)._create_channel(name, group.id)
        channel = self.browse(channel.id)
        if description:
            channel.description = description
        if kind != "private" and partners:
            channel._add_members(partners=partners)
        return channel

    @api.model
    def _create_group(self, partners_to, default_display_mode=False, name=""):
        modes = dict(self._fields["default_display_mode"].selection)
        partners = check_people(self.env, partners_to)
        if default_display_mode and default_display_mode not in modes:
            raise ValidationError(self.env._("Channels are not shown in this way."))
        if name:
            name, _description = check_texts(self.env, name, None)
        return super()._create_group(partners.ids, default_display_mode, name or "")

    @api.model
    def _check_group_access(self, group_ids):
        """Refuse groups that would lock the current user out of the channel."""
        # sudo: res.users - the groups of the current user
        own_ids = set(self.env.user.sudo().all_group_ids.ids)
        if not self.env.su and any(
            group_id and (type(group_id) is not int or group_id not in own_ids)
            for group_id in group_ids
        ):
            raise ValidationError(
                self.env._(
                    "You are not in this group of users, or it does not exist: you "
                    "could not read the channel."
                )
            )

    @api.model
    def get_restriction_groups(self):
        """Return the groups to which the current user may restrict a channel: their
        own, without the technical ones that no person would call a group of people.

        :return: ``[{"id": int, "name": str}]``, by name
        :raise AccessError: the user is no employee
        """
        if not self.env.user._is_internal():
            raise AccessError(self.env._("Only employees make channels."))
        return restriction_groups(self.env)

    def move_to_theme(self, theme_id):
        """File these channels in a theme; their threads follow.

        :param int theme_id: a theme that the current user may see
        :raise AccessError: if they may not see it, or not file one of the channels
        """
        theme = self.env["discuss.theme"]._from_rpc(theme_id)
        self._check_can_file()
        self.write({"theme_id": theme.id})
        return True

    def _check_can_file(self):
        """Refuse channels that the current user may not file in another theme."""
        if refused := self - self._filtered_can_file():
            readable = refused.exists()._filtered_access("read")[:1]
            raise AccessError(
                self.env._(
                    "You may not move “%(channel)s” to another theme.",
                    channel=readable.display_name,
                )
                if readable
                else self.env._("These channels do not exist, or you may not see them.")
            )

    def _filtered_can_file(self):
        """Return those of these channels that the current user may file in another
        theme. For modules to narrow."""
        return self.exists()._filtered_access("write")

    def set_favorite(self, is_favorite):
        """Keep this channel at the end of the current user's favourites, or no longer
        among them. What is a favourite already stays where it is.

        :param bool is_favorite: whether it shall be a favourite
        """
        self.ensure_one()
        self.env["discuss.channel.member"]._check_keeps_favorites()
        if type(is_favorite) is not bool:
            raise ValidationError(
                self.env._("A conversation is one of the favorites or it is not.")
            )
        # sudo: discuss.channel.member - the current user's own membership
        member = self._own_channel_from_rpc(self.id).self_member_id.sudo()
        member._keep_favorite(is_favorite)
        return True

    @api.model
    def set_favorite_order(self, channel_ids):
        """Put the current user's favourites in this order; those that are not named
        follow, in the order they had.

        :param list channel_ids: ids of favourite channels, the first one on top
        """
        Member = self.env["discuss.channel.member"]
        Member._check_keeps_favorites()
        favorites = Member._own_favorites()
        known_ids = favorites.channel_id.ids
        if (
            not isinstance(channel_ids, list)
            or any(type(channel_id) is not int for channel_id in channel_ids)
            or len(set(channel_ids)) != len(channel_ids)
            or not set(channel_ids) <= set(known_ids)
        ):
            raise ValidationError(
                self.env._("Only the conversations among your favorites have an order.")
            )
        favorites._order_favorites([*channel_ids, *known_ids])
        return True

    def channel_pin(self, pinned=False):
        result = super().channel_pin(pinned=pinned)
        # A favourite is always in the list: who takes it off means to let go of it.
        # sudo: discuss.channel.member - the current user's own membership
        kept = self.self_member_id.sudo().is_favorite
        if not pinned and kept and self.env.user._is_internal():
            self.set_favorite(False)
        return result

    @api.model
    def _get_channels_as_member(self):
        channels = super()._get_channels_as_member()
        favorites = self.env["discuss.channel.member"]._own_favorites()
        # direct messages that went out of the list by time alone
        missing_ids = set(favorites.channel_id.ids) - set(channels.ids)
        channels += self.search([("id", "in", list(missing_ids))])
        return channels._filtered_listed(favorites)

    def _filtered_listed(self, favorites):
        """Return those of these channels, which the current user has joined, that stand
        in their list.

        :param favorites: the user's memberships in their favourites, as
            `_own_favorites` gives them: a favourite stays where it was put
        """
        listed = self.filtered_domain(self._listed_domain())
        return self & (listed | favorites.channel_id)

    @api.model
    def _listed_domain(self):
        """Return which of the channels that a person has joined stand in their list.

        For modules to narrow; what stands in nobody's list is still found otherwise.
        """
        return self._conversation_domain()

    @api.model
    def _conversation_domain(self):
        """Return which channels are conversations of their own, which one lists,
        browses, and closes when they are quiet.

        For modules to narrow: what they make for a call, for example, is none.
        """
        return Domain.TRUE

    @api.model
    def _own_channel_from_rpc(self, channel_id):
        """Return the channel of this id, of which the current user is a member."""
        if type(channel_id) is int:
            domain = [("id", "=", channel_id), ("is_member", "=", True)]
            channel = self.with_context(active_test=False).search(domain)
            if channel:
                return self.browse(channel.id)
        raise AccessError(
            self.env._(
                "This conversation does not exist, or you do not take part in it."
            )
        )

    @api.model
    def _theme_channel_types(self):
        """Return the types of channel that are filed in a theme."""
        return ("channel", "group")

    @api.model
    def _check_theme_access(self, theme_ids):
        """Refuse themes that the current user could not have chosen on screen."""
        themes = self.env["discuss.theme"]._from_rpc(
            *(theme_id for theme_id in theme_ids if theme_id)
        )
        if archived := themes.filtered(lambda theme: not theme.active):
            raise ValidationError(
                self.env._(
                    "“%(theme)s” is archived. Choose another theme.",
                    theme=archived[0].name,
                )
            )

    def _sync_field_names(self):
        res = super()._sync_field_names()
        res["internal_users"] += ["kind", self._theme_store_field()]
        return res

    def _to_store_defaults(self, target):
        res = super()._to_store_defaults(target)
        if target.is_internal(self.env):
            res = [*res, "kind", self._theme_store_field()]
        if target.is_current_user(self.env):
            favorite_fields = self.env[
                "discuss.channel.member"
            ]._favorite_store_fields()
            res = [*res, Store.One("self_member_id", favorite_fields, only_data=True)]
        return res

    @api.model
    def _theme_store_field(self):
        # sudo: discuss.channel - the id alone, for internal users alone; the request
        # may come from a customer who writes in the channel
        return Store.One("theme_id", [], sudo=True)
