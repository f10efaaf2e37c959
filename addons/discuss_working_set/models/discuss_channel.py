from odoo import api, models
from odoo.exceptions import AccessError, ValidationError
from odoo.fields import Domain
from odoo.tools import SQL

from odoo.addons.mail.tools.discuss import Store

from .. import overview
from ..overview import Overview, joined_sql

PAGE = 20
# What a client may name at once.
IDS_LIMIT = 1000
# Where a transaction keeps what it has just told those who listen to a channel.
POSTED = "discuss.working_set.posted"


class DiscussChannel(models.Model):
    _inherit = "discuss.channel"

    def write(self, vals):
        # Who is told before: those who do not see the channel afterwards.
        if self._working_set_fields() & vals.keys():
            self._refresh_working_sets()
        return super().write(vals)

    def unlink(self):
        self._refresh_working_sets()
        return super().unlink()

    @api.model
    def _get_channels_as_member(self):
        if not self.env.user._has_working_set():
            return super()._get_channels_as_member()
        # those that stand in the list for being favourites alone, too
        favorites = self.env["discuss.channel.member"]._own_favorites()[
            : overview.FAVORITE_LIMIT
        ]
        ids = [*self._get_overview().chosen_ids, *favorites.channel_id.ids]
        return self.search([("id", "in", ids)])

    @api.model
    def _get_overview(self):
        """Return the overview of this request, or else a new one."""
        return self.env.context.get("discuss_overview") or Overview(self.env)

    @api.model
    def _open_to_members_domain(self):
        """Return which channels their members can open, as the record rules say: a
        channel that is restricted to a group is closed to members who left the group.
        """
        if self.env.user.has_group("base.group_system"):
            return Domain.TRUE
        return Domain("channel_type", "!=", "channel") | Domain(
            "group_public_id", "in", [False, *self.env.user.all_group_ids.ids]
        )

    @api.model
    def _search_is_member(self, operator, operand):
        """Look at the channels in question, where stock looks up all the channels of
        the user first: for each search, as record rules depend on it.
        """
        # sudo: res.users.settings - a note of the server's own, on the user's settings
        settings = self.env.user.sudo().res_users_settings_id
        if operator != "in" or not settings.discuss_working_set_since:
            return super()._search_is_member(operator, operand)
        # In a subscription, nothing matters but the channels that were asked for.
        asked_ids = self.env.context.get("discuss_channels_asked")

        def is_member(_channels, alias, _query):
            channel_id = SQL.identifier(alias, "id")
            is_member = SQL(
                """
                EXISTS (
                    SELECT 1
                      FROM discuss_channel_member
                     WHERE channel_id = %s
                       AND partner_id = %s
                )
                """,
                channel_id,
                self.env.user.partner_id.id,
            )
            if asked_ids is None:
                return is_member
            return SQL("(%s = ANY(%s) AND %s)", channel_id, list(asked_ids), is_member)

        self.env["discuss.channel.member"].flush_model(["channel_id", "partner_id"])
        return Domain.custom(to_sql=is_member)

    @api.model
    def _get_joined_page(
        self, known_ids, theme_id=None, channel_type=None, in_any_theme=False
    ):
        """Return the next channels of one heading in the current user's list: those
        with something unread first, then by name.

        :param list known_ids: ids of channels that the client has already
        :param int theme_id: of this theme, which the user sees
        :param str channel_type: without a theme that the user sees, under `channel` or
            `chat`, as in stock
        :param bool in_any_theme: of the type, whatever the theme, as on a phone
        """
        self._check_ids(known_ids)
        if theme_id:
            theme = self.env["discuss.theme"]._from_rpc(theme_id)
            where = SQL("theme_id = %s", theme.id)
        elif channel_type in ("channel", "chat"):
            types = ["channel"] if channel_type == "channel" else ["group", "chat"]
            seen = self.env["discuss.theme"]
            if not in_any_theme:
                seen = seen.search([("active", "=", True)])
            where = SQL(
                "channel_type = ANY(%s) AND NOT COALESCE(theme_id = ANY(%s), FALSE)",
                types,
                seen.ids,
            )
        else:
            raise ValidationError(self.env._("Channels stand under a theme or a type."))
        self.env.cr.execute(
            SQL(
                """
                SELECT channel_id
                  FROM (%(joined)s) AS joined
                 WHERE is_listed
                   AND parent_channel_id IS NULL
                   AND NOT channel_id = ANY(%(known_ids)s)
                   AND %(where)s
              ORDER BY (unread > 0 AND NOT is_muted) DESC, LOWER(name), channel_id
                 LIMIT %(limit)s
                """,
                joined=joined_sql(self.env),
                known_ids=known_ids,
                where=where,
                limit=PAGE,
            )
        )
        ids = [channel_id for (channel_id,) in self.env.cr.fetchall()]
        return self.search([("id", "in", ids)])

    @api.model
    def _get_joined(self, channel_ids):
        """Return those of these channels that stand in the current user's list, and
        the channels that threads among them are part of."""
        self._check_ids(channel_ids)
        Member = self.env["discuss.channel.member"]
        own = [("partner_id", "=", self.env.user.partner_id.id)]
        # sudo: discuss.channel.member - one's own
        members = Member.sudo().search([*own, ("channel_id", "in", channel_ids)])
        channels = members.channel_id
        ids = (channels | channels.parent_channel_id).ids
        return self.search([("id", "in", ids)])._filtered_listed(
            Member._own_favorites()
        )

    @api.model
    def _check_ids(self, ids):
        if not isinstance(ids, list) or any(type(number) is not int for number in ids):
            raise AccessError(self.env._("These conversations do not exist."))
        if len(ids) > IDS_LIMIT:
            raise ValidationError(
                self.env._("Ask for no more than %s conversations at once.", IDS_LIMIT)
            )

    def _notify_thread(self, message, msg_vals=False, **kwargs):
        recipients = super()._notify_thread(message, msg_vals=msg_vals, **kwargs)
        payload = self.env.cr.precommit.data.pop(POSTED, None)
        # After stock's own: who listens to the channel knows the message by then.
        called_ids = {recipient["id"] for recipient in recipients}
        self._notify_working_sets(message, called_ids, payload)
        return recipients

    def _bus_send(self, notification_type, message, /, *, subchannel=None):
        if notification_type == "discuss.channel/new_message":
            # to send it to more people without making it again
            self.env.cr.precommit.data[POSTED] = message
        return super()._bus_send(notification_type, message, subchannel=subchannel)

    def _notify_working_sets(self, message, called_ids, payload):
        """Tell members who may not listen to this channel that there is a message.

        :param set called_ids: ids of the partners whom stock notifies: they get the
            message itself, as if they were listening
        :param dict payload: what those get who are listening
        """
        self.ensure_one()
        if not (rows := self._get_working_set_members()):
            return
        counts = message.message_type not in ("notification", "user_notification")
        activity = {
            "channel_id": self.id,
            "channel_type": self.channel_type,
            "is_thread": bool(self.parent_channel_id),
            "message_id": message.id,
            # sudo: discuss.channel - the id alone, to employees alone; the author may
            # be a customer
            "theme_id": self.sudo().theme_id.id,
        }
        for partner_id, is_muted in rows:
            partner = self.env["res.partner"].browse(partner_id)
            is_direct = self.channel_type not in self._theme_channel_types()
            is_author = partner == message.author_id
            if payload and not is_author and (is_direct or partner_id in called_ids):
                partner._bus_send("discuss.channel/new_message", payload)
            else:
                partner._bus_send(
                    "discuss.working_set/activity",
                    {
                        **activity,
                        "counts": counts and not is_author,
                        "is_muted": is_muted,
                    },
                )

    def _get_working_set_members(self):
        """Return pairs (partner id, whether muted) of the members who have a working
        set."""
        self.env["discuss.channel.member"].flush_model()
        self.env["res.users.settings"].flush_model(["discuss_working_set_since"])
        self.env.cr.execute(
            SQL(
                """
                SELECT member.partner_id, bool_and(member.mute_until_dt IS NOT NULL)
                  FROM res_users_settings AS settings
                  JOIN res_users AS users
                    ON users.id = settings.user_id
                   AND users.active IS TRUE
                   AND users.share IS NOT TRUE
                  JOIN discuss_channel_member AS member
                    ON member.partner_id = users.partner_id
                   AND member.channel_id = ANY(%s)
                 WHERE settings.discuss_working_set_since IS NOT NULL
              GROUP BY member.partner_id
                """,
                self.ids,
            )
        )
        return self.env.cr.fetchall()

    def _refresh_working_sets(self, partners=None):
        """Have the browsers of members with a working set ask again how much there is
        in which theme.

        :param partners: of these members alone
        """
        if not self:
            return
        told = self.env.cr.precommit.data.setdefault("discuss.working_set", set())
        for partner_id, _is_muted in self._get_working_set_members():
            if partner_id in told or (partners and partner_id not in partners.ids):
                continue
            # once in a transaction is enough
            told.add(partner_id)
            partner = self.env["res.partner"].browse(partner_id)
            partner._bus_send("discuss.working_set/refresh", {})

    @api.model
    def _working_set_fields(self):
        """Return the fields that decide under which theme a channel is counted, if it
        is."""
        return {
            "active",
            "theme_id",
            *(c.field_expr for c in self._listed_domain().iter_conditions()),
        }

    def _light_store_fields(self):
        """Return what the list of channels shows; the rest is asked for when a channel
        is opened."""
        # sudo: bus.bus - reading a number that is not sensitive
        bus_last_id = self.env["bus.bus"].sudo()._bus_last_id()
        Member = self.env["discuss.channel.member"]
        return [
            "avatar_cache_key",
            "channel_type",
            {"fetchChannelInfoState": "fetched", "is_light": True},
            Store.One("group_public_id", [], predicate=lambda c: c.group_public_id),
            "last_interest_dt",
            "member_count",
            "message_needaction_counter",
            {"message_needaction_counter_bus_id": bus_last_id},
            "name",
            Store.Many(
                "channel_name_member_ids",
                sort="id",
                predicate=lambda channel: not channel.name
                and channel.channel_type in self._member_based_naming_channel_types(),
            ),
            Store.One("parent_channel_id", []),
            self._theme_store_field(),
            Store.One(
                "self_member_id",
                [
                    Store.One("channel_id", [], as_thread=True),
                    *Member._to_store_persona([]),
                    *Member._favorite_store_fields(),
                    "create_date",
                    "custom_channel_name",
                    "custom_notifications",
                    "last_interest_dt",
                    "message_unread_counter",
                    {"message_unread_counter_bus_id": bus_last_id},
                    "mute_until_dt",
                    "new_message_separator",
                    "seen_message_id",
                    "unpin_dt",
                ],
                only_data=True,
            ),
        ]

    def _add_light_to_store(self, store: Store):
        """Add to `store` what the list shows of these channels: all of direct messages,
        as it shows with whom they are, and of what stands in it as a favourite alone,
        as it shows why."""
        light = self.filtered(
            lambda channel: channel.channel_type in self._theme_channel_types()
        ).filtered_domain(self._listed_domain())
        store.add(self - light)
        store.add(light, light._light_store_fields())
