from odoo import fields, models


class TestDiscussSequel(models.Model):
    """What follows from a document, as an order from an opportunity: it carries on the
    conversation, and whoever is an employee may read it."""

    _name = "test.discuss.sequel"
    _description = "Test Sequel"
    _inherit = ["discuss.record.mixin"]

    _discuss_origin_fields = ("origin_id", "previous_id")

    name = fields.Char(required=True)
    note = fields.Char()
    user_id = fields.Many2one("res.users")
    origin_id = fields.Many2one("test.discuss.record")
    previous_id = fields.Many2one("test.discuss.sequel")
