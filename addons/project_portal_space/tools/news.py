"""What of the news about projects and tasks is told, and to whom."""


def is_quiet(env):
    """Whether nothing is told: what is installed or imported is no news."""
    return bool(env.context.get("install_mode") or env.context.get("import_file"))


def keep_readers(records, partners):
    """Leave out whoever may not read a record: being its customer gives no right to a
    project that is not shared.

    :param partners: dict of ``{record id: res.partner}``
    :return: dict of the same kind
    """
    readers = {record.id: records.env["res.partner"] for record in records}
    everybody = records.env["res.partner"].union(*partners.values())
    # sudo: res.users - which log-ins somebody has decides what they may read
    for user in everybody.sudo().user_ids.filtered("active"):
        theirs = records.browse(
            record_id
            for record_id, people in partners.items()
            if user.partner_id.id in people.ids
        )
        for record in theirs.with_user(user)._filtered_access("read"):
            readers[record.id] |= user.partner_id
    return {
        record_id: people & readers[record_id] for record_id, people in partners.items()
    }
