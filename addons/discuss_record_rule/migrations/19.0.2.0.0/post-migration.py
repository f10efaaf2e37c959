def migrate(cr, version):
    """Private channels know for which record they were opened: the one on which a rule
    acted in the transaction that made the channel. Others have joined it since."""
    cr.execute(
        """
        INSERT INTO discuss_record_opening (channel_id, res_model, res_id)
             SELECT channel.id, rule.model, run.res_id
               FROM discuss_record_rule_run AS run
               JOIN discuss_record_rule AS rule ON rule.id = run.rule_id
               JOIN discuss_channel AS channel ON channel.id = run.channel_id
              WHERE channel.record_access = 'invited'
                AND run.create_date = channel.create_date
        ON CONFLICT DO NOTHING
        """
    )
