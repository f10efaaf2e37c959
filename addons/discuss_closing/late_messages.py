"""What was being posted in a channel at the very moment when it was merged."""


def move_late_messages(env):
    """Move messages and their files from merged channels to where these went on, and
    have browsers look again.

    Channels may have been merged one after the other: so it goes on until nothing is
    left to move.
    """
    env["mail.message"].flush_model()
    merged = env["discuss.channel"]
    while moved := _move(env.cr):
        env.invalidate_all(flush=False)
        for source_id, target_id in moved:
            for channel in merged.browse([source_id, target_id]):
                channel._bus_send(
                    "discuss.channel/merged",
                    {"source_id": source_id, "target_id": target_id},
                )


def _move(cr):
    """Move by one channel; return pairs of ids, from where and to where."""
    cr.execute(
        """
          WITH late AS (
                   UPDATE mail_message AS message
                      SET res_id = channel.merged_into_id
                     FROM discuss_channel AS channel
                    WHERE channel.merged_into_id IS NOT NULL
                      AND message.model = 'discuss.channel'
                      AND message.res_id = channel.id
                      AND message.message_type
                          NOT IN ('notification', 'user_notification')
                RETURNING message.id, channel.id AS source_id, message.res_id
               ),
               files AS (
                   UPDATE ir_attachment AS attachment
                      SET res_id = late.res_id
                     FROM message_attachment_rel AS rel
                     JOIN late
                       ON late.id = rel.message_id
                    WHERE attachment.id = rel.attachment_id
                      AND attachment.res_model = 'discuss.channel'
               )
        SELECT DISTINCT source_id, res_id
          FROM late
        """
    )
    return cr.fetchall()
