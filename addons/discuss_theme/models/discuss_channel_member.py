from odoo import api, fields, models
from odoo.exceptions import AccessError
from odoo.tools import SQL

from odoo.addons.mail.tools.discuss import Store


class DiscussChannelMember(models.Model):
    _inherit = "discuss.channel.member"

    # Out of everybody's reach: members of a channel read each other's memberships, and
    # what somebody keeps at hand is nobody else's business. The methods of
    # `discuss.channel` go through sudo, for the current user's own alone.
    is_favorite = fields.Boolean(
        groups=fields.NO_ACCESS, export_string_translation=False
    )
    favorite_sequence = fields.Integer(
        groups=fields.NO_ACCESS, export_string_translation=False
    )

    _favorite_idx = models.Index(
        "(partner_id, favorite_sequence) WHERE is_favorite IS TRUE"
    )

    @api.model
    def _sync_field_names(self):
        res = super()._sync_field_names()
        # Only sudo may read them, and nobody else writes them.
        if self.env.su:
            res += self._favorite_store_fields()
        return res

    @api.model
    def _favorite_store_fields(self):
        """Return what the browsers of the member, and of nobody else, are told."""

        def is_colleague(member):
            # sudo: res.partner - whether it is one; favourites are for colleagues alone
            partner = member.sudo().partner_id
            return partner and not partner.partner_share

        # sudo: discuss.channel.member - sent to the member alone
        return [
            Store.Attr("is_favorite", predicate=is_colleague, sudo=True),
            Store.Attr("favorite_sequence", predicate=is_colleague, sudo=True),
        ]

    @api.model
    def _own_favorites(self):
        """Return the current user's favourites, in their order (sudo)."""
        if not self.env.user._is_internal():
            return self.browse()
        # sudo: discuss.channel.member - one's own memberships alone
        return self.sudo().search(
            [
                ("partner_id", "=", self.env.user.partner_id.id),
                ("is_favorite", "=", True),
            ],
            order="favorite_sequence, id",
        )

    @api.model
    def _check_keeps_favorites(self):
        """Refuse favourites to who is no colleague: none of their screens shows any."""
        if not self.env.user._is_internal():
            raise AccessError(self.env._("Favorites are for employees."))

    def _keep_favorite(self, is_favorite):
        """Keep the channel of this membership (sudo), which is the current user's own,
        at the end of their favourites, or no longer among them."""
        if self.is_favorite != is_favorite:
            last = self._own_favorites()[-1:]
            sequence = last.favorite_sequence + 1 if is_favorite else 0
            self.write({"is_favorite": is_favorite, "favorite_sequence": sequence})

    def _order_favorites(self, channel_ids):
        """Put these favourites (sudo) in the order of their channels.

        :param list channel_ids: of all of them; if one comes twice, the first counts
        """
        order = dict.fromkeys(channel_ids)
        rank_by_id = {channel_id: rank for rank, channel_id in enumerate(order, 1)}
        for member in self:
            rank = rank_by_id[member.channel_id.id]
            if member.favorite_sequence != rank:
                member.favorite_sequence = rank

    def _mark_all_as_read(self):
        """Mark as read what these members have not read, however many they are, at
        the cost of one: stock makes several queries for each of them."""
        self.flush_model()
        self.env["mail.message"].flush_model(["model", "res_id"])
        self.env.cr.execute(
            SQL(
                """
                UPDATE discuss_channel_member AS member
                   SET fetched_message_id = GREATEST(
                           member.fetched_message_id, last.message_id
                       ),
                       seen_message_id = GREATEST(
                           member.seen_message_id, last.message_id
                       ),
                       new_message_separator = last.message_id + 1,
                       last_seen_dt = now() AT TIME ZONE 'UTC'
                  FROM (
                           SELECT reader.id AS member_id, message.id AS message_id
                             FROM discuss_channel_member AS reader
                     CROSS JOIN LATERAL (
                                      SELECT id
                                        FROM mail_message
                                       WHERE model = 'discuss.channel'
                                         AND res_id = reader.channel_id
                                    ORDER BY id DESC
                                       LIMIT 1
                                ) AS message
                            WHERE reader.id = ANY(%s)
                       ) AS last
                 WHERE member.id = last.member_id
                   AND member.new_message_separator <= last.message_id
             RETURNING member.id
                """,
                self.ids,
            )
        )
        changed = self.browse(member_id for (member_id,) in self.env.cr.fetchall())
        changed.invalidate_recordset()
        changed._notify_read()

    def _notify_read(self):
        """Tell the browsers of these members and, where it is shown who has seen what,
        those of the others in the channel."""
        self._notify_own_read()
        with_seen_infos = self.channel_id._types_allowing_seen_infos()
        for member in self:
            if member.channel_id.channel_type in with_seen_infos:
                Store(bus_channel=member.channel_id).add(
                    member,
                    [
                        Store.One("channel_id", [], as_thread=True),
                        *self._to_store_persona("avatar_card"),
                        "seen_message_id",
                    ],
                ).bus_send()

    def _notify_own_read(self):
        """Tell the browsers of these members themselves."""
        # sudo: bus.bus - reading a number that is not sensitive
        bus_last_id = self.env["bus.bus"].sudo()._bus_last_id()
        for bus_channel, members in self.grouped(lambda m: m._bus_channel()).items():
            Store(bus_channel=bus_channel).add(
                members,
                [
                    Store.One("channel_id", [], as_thread=True),
                    *self._to_store_persona([]),
                    "message_unread_counter",
                    {"message_unread_counter_bus_id": bus_last_id},
                    "new_message_separator",
                    "seen_message_id",
                ],
            ).bus_send()
