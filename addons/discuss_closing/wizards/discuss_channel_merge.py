from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import SQL

from ..late_messages import move_late_messages

# Longer than any post takes that began before its channel was merged.
LATE = timedelta(minutes=1)


class DiscussChannelMerge(models.TransientModel):
    """Two channels that became one subject go on as one channel.

    What moves is moved by the database, whatever its number; modules that tie more to
    a channel extend :meth:`_move`.
    """

    _name = "discuss.channel.merge"
    _description = "Merge Two Channels"

    source_id = fields.Many2one(
        "discuss.channel",
        "Merge",
        required=True,
        domain="[('parent_channel_id', '=', False), ('merged_into_id', '=', False),"
        " ('channel_type', 'in', ['channel', 'group'])]",
    )
    source_type = fields.Selection(related="source_id.channel_type")
    target_id = fields.Many2one(
        "discuss.channel",
        "Into",
        required=True,
        domain="[('parent_channel_id', '=', False), ('is_closed', '=', False),"
        " ('channel_type', '=', source_type), ('id', '!=', source_id)]",
    )
    consequences = fields.Text(compute="_compute_consequences")

    @api.depends("source_id", "target_id")
    def _compute_consequences(self):
        for merge in self:
            source, target = merge.source_id, merge.target_id
            if not source or not target:
                merge.consequences = False
                continue
            values = {"channel": source.display_name, "target": target.display_name}
            sentences = [
                self.env._(
                    "The messages, files and threads of “%(channel)s” move into "
                    "“%(target)s”, in the order in which they were written.",
                    **values,
                ),
                self.env._(
                    "“%(channel)s” stays closed, with a link to “%(target)s”.", **values
                ),
                self.env._("This cannot be undone."),
            ]
            if source.channel_type == "group":
                sentences.insert(
                    1,
                    self.env._(
                        "Members of “%(channel)s” become members of “%(target)s”: they "
                        "will read all that was said in both, and so will those who "
                        "are in “%(target)s” now.",
                        **values,
                    ),
                )
            else:
                sentences.insert(
                    1,
                    self.env._(
                        "Members of “%(channel)s” become members of “%(target)s”.",
                        **values,
                    ),
                )
            merge.consequences = "\n".join(sentences)

    def action_merge(self):
        """Merge, and open the channel in which the conversation goes on."""
        self.ensure_one()
        self.source_id.merge_into(self.target_id.id)
        return {
            "type": "ir.actions.client",
            "tag": "mail.action_discuss",
            # in the context, where the button has put the id of this wizard
            "context": {"active_id": f"discuss.channel_{self.target_id.id}"},
        }

    @api.model
    def _merge(self, source, target):
        """Merge ``source`` into ``target``, as the current user and by their right."""
        if source.merged_into_id and source.merged_into_id == target:
            return  # the same request may come twice, after an answer that was lost
        (source | target)._check_can_manage()
        source._check_can_merge(target)
        self._merge_checked(source, target)

    @api.model
    def _merge_checked(self, source, target):
        """Merge ``source`` into ``target``, as the current user, without asking whether
        they may, or whether that can be."""
        # Two merges at once, or a post by somebody else: the second one starts again,
        # and finds a closed channel.
        self.env.cr.execute(
            SQL(
                "SELECT id FROM discuss_channel WHERE id IN %s ORDER BY id FOR UPDATE",
                (source.id, target.id),
            )
        )
        # sudo: discuss.channel - the right to merge both was checked
        source, target = source.sudo(), target.sudo()
        outcome = self.env._("Merged into “%(target)s”", target=target.display_name)
        self.env.flush_all()
        self._move(source, target)
        self.env.invalidate_all()
        source.write(
            {
                "is_closed": True,
                "closed_date": fields.Datetime.now(),
                "closed_uid": self.env.uid,
                "closed_with_parent": False,
                "merged_into_id": target.id,
                "outcome": source._clean_outcome(outcome[:250]),
            }
        )
        source._note(
            self.env._(
                "merged this channel into “%(target)s”.", target=target.display_name
            )
        )
        target._note(
            self.env._(
                "merged “%(channel)s” into this channel.",
                channel=source.display_name,
            )
        )
        for channel in source | target:
            # what browsers know of their messages is out of date
            channel._bus_send(
                "discuss.channel/merged",
                {"source_id": source.id, "target_id": target.id},
            )
        cron = self.env.ref("discuss_closing.ir_cron_move_late_messages")
        # sudo: ir.cron - who merges has it run once
        cron.sudo()._trigger(at=fields.Datetime.now() + LATE)

    @api.model
    def _check(self, source, target):
        """See ``discuss.channel._check_can_merge``."""
        # sudo: discuss.channel, discuss.channel.member - comparing two channels that
        # the current user manages
        source, target = source.sudo(), target.sudo()
        values = {"channel": source.display_name, "target": target.display_name}
        if source == target:
            raise UserError(self.env._("A channel cannot be merged into itself."))
        if not {source.channel_type, target.channel_type} <= {"channel", "group"}:
            raise UserError(
                self.env._("Only channels are merged: a direct message stays its own.")
            )
        if source.parent_channel_id or target.parent_channel_id:
            raise UserError(
                self.env._("A thread stays in its channel: merge the channels.")
            )
        if source.merged_into_id:
            raise UserError(source._closed_message())
        if target.is_closed:
            raise UserError(
                self.env._("“%(target)s” is closed. Reopen it first.", **values)
            )
        if (
            source.channel_type != target.channel_type
            or source.group_public_id != target.group_public_id
        ):
            raise UserError(
                self.env._(
                    "“%(channel)s” and “%(target)s” are not open to the same people: "
                    "to merge them would show messages to some for whom they were not "
                    "written.",
                    **values,
                )
            )
        elsewhere = self._outsiders(source) ^ self._outsiders(target)
        if source.channel_type == "group" and elsewhere:
            raise UserError(
                self.env._(
                    "People from outside are in one of these channels only: "
                    "%(people)s. Invite them to the other one, or take them out, "
                    "before you merge.",
                    people=", ".join(sorted(who.display_name for who in elsewhere)),
                )
            )
        if (source | target).rtc_session_ids:
            raise UserError(
                self.env._("Somebody is in a call there. Merge when it is over.")
            )

    @api.model
    def _outsiders(self, channel):
        """Return the customers and the guests in the channel, as a set of records."""
        members = channel.channel_member_ids
        return {
            *members.partner_id.filtered("partner_share"),
            *members.guest_id,
        }

    # ------------------------------------------------------------
    # What moves
    # ------------------------------------------------------------

    @api.model
    def _move(self, source, target):
        """Move what belongs to ``source`` (sudo) to ``target``, in the database: caches
        are emptied before and after."""
        # while it is known which message was read in which channel
        self._move_members(source, target)
        values = {"source": source.id, "target": target.id}
        for query in (
            """
            UPDATE mail_message
               SET res_id = %(target)s
             WHERE model = 'discuss.channel'
               AND res_id = %(source)s
            """,
            """
            UPDATE ir_attachment
               SET res_id = %(target)s
             WHERE res_model = 'discuss.channel'
               AND res_id = %(source)s
               AND res_field IS NULL
            """,
            """
            UPDATE discuss_call_history
               SET channel_id = %(target)s
             WHERE channel_id = %(source)s
            """,
            """
            UPDATE discuss_channel AS thread
               SET parent_channel_id = parent.id,
                   theme_id = parent.theme_id,
                   closed_with_parent = FALSE
              FROM discuss_channel AS parent
             WHERE thread.parent_channel_id = %(source)s
               AND parent.id = %(target)s
            """,
            """
            UPDATE discuss_channel AS channel
               SET last_interest_dt = GREATEST(
                       channel.last_interest_dt, other.last_interest_dt
                   )
              FROM discuss_channel AS other
             WHERE channel.id = %(target)s
               AND other.id = %(source)s
            """,
        ):
            self.env.cr.execute(SQL(query, **values))

    @api.model
    def _move_members(self, source, target):
        """Let the members of ``source`` be members of ``target``.

        What somebody has not read in either stays unread: their line “new messages”
        goes above the first of these. Who has read all of one and was not in the other
        begins at its end.
        """
        self.env.cr.execute(
            SQL(
                """
                WITH state AS (
                         SELECT member.*, unread.id AS first_unread_id
                           FROM discuss_channel_member AS member
              LEFT JOIN LATERAL (
                                    SELECT id
                                      FROM mail_message
                                     WHERE model = 'discuss.channel'
                                       AND res_id = member.channel_id
                                       AND id >= member.new_message_separator
                                       AND message_type NOT IN (
                                               'notification', 'user_notification'
                                           )
                                  ORDER BY id
                                     LIMIT 1
                                ) AS unread ON TRUE
                          WHERE member.channel_id IN (%(source)s, %(target)s)
                     ),
                     merged AS (
                         UPDATE discuss_channel_member AS member
                            SET new_message_separator = COALESCE(
                                    LEAST(s.first_unread_id, t.first_unread_id),
                                    GREATEST(
                                        s.new_message_separator,
                                        t.new_message_separator
                                    )
                                ),
                                is_favorite = s.is_favorite OR t.is_favorite,
                                favorite_sequence = CASE
                                    WHEN t.is_favorite THEN t.favorite_sequence
                                    ELSE s.favorite_sequence
                                END
                           FROM state AS s, state AS t
                          WHERE s.channel_id = %(source)s
                            AND t.channel_id = %(target)s
                            AND t.id = member.id
                            AND (s.partner_id = t.partner_id OR s.guest_id = t.guest_id)
                      RETURNING s.id
                     )
                SELECT state.id,
                       COALESCE(
                           state.first_unread_id,
                           (
                               SELECT MAX(id) + 1
                                 FROM mail_message
                                WHERE model = 'discuss.channel'
                                  AND res_id IN (%(source)s, %(target)s)
                           ),
                           0
                       ) AS separator
                  FROM state
                 WHERE state.channel_id = %(source)s
                   AND state.id NOT IN (SELECT id FROM merged)
              ORDER BY state.id
                """,
                source=source.id,
                target=target.id,
            )
        )
        separator_by_id = dict(self.env.cr.fetchall())
        # sudo: discuss.channel.member - who may merge channels moves their members
        members = self.env["discuss.channel.member"].sudo().browse(separator_by_id)
        members.invalidate_model()
        members.create(
            [
                {
                    **self._prepare_member(member),
                    "channel_id": target.id,
                    "new_message_separator": separator_by_id[member.id],
                }
                for member in members
            ]
        )
        # a favourite goes on where the conversation does
        self.env.cr.execute(
            SQL(
                """
                UPDATE discuss_channel_member
                   SET is_favorite = FALSE,
                       favorite_sequence = 0
                 WHERE channel_id = %s
                   AND is_favorite IS TRUE
                """,
                source.id,
            )
        )

    @api.model
    def _prepare_member(self, member):
        """Return what goes with somebody into the channel where the conversation goes
        on. To answer for one does not: its owners stay."""
        return {
            "custom_notifications": member.custom_notifications,
            "favorite_sequence": member.favorite_sequence,
            "fetched_message_id": member.fetched_message_id.id,
            "guest_id": member.guest_id.id,
            "is_favorite": member.is_favorite,
            "mute_until_dt": member.mute_until_dt,
            "partner_id": member.partner_id.id,
            "seen_message_id": member.seen_message_id.id,
        }

    @api.model
    def _cron_move_late_messages(self):
        """Move what was being posted at the very moment when its channel was merged:
        who posts then does not see yet that it is closed.
        """
        move_late_messages(self.env)
