from odoo import SUPERUSER_ID, api


def migrate(cr, version):
    """Note on the channels of records to which companies they belong and whether a
    record is left. At the end, when the models of all records are known.
    """
    env = api.Environment(cr, SUPERUSER_ID, {})
    channels = env["discuss.channel"].with_context(active_test=False)
    env["discuss.record.end"]._update_records(
        channels.search([("record_audience", "!=", False)])
    )
