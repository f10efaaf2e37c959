def uninstall_hook(env):
    """Leave private conversations to their members.

    What keeps them from those who may read the record goes with the module. So that
    nobody enters who could not before, they let go of their records.
    """
    private = (
        env["discuss.channel"]
        .with_context(active_test=False)
        .search([("record_access", "=", "invited")])
    )
    for records in private._search_records():
        records.filtered(
            lambda record: record.team_channel_id in private
        ).team_channel_id = False
    # as for those whose records were deleted: they belong to their members
    env["discuss.record.end"]._update_records(private)
    private._filter_owned()._appoint_owners()
