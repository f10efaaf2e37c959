from odoo.tests import tagged

from .common import SpacePaymentsCommon


@tagged("post_install", "-at_install")
class TestProviders(SpacePaymentsCommon):
    """What is remembered of providers is what stock finds out."""

    def _remembered(self):
        providers = self.env["payment.provider"].with_user(self.owner)
        return (
            self._moves()._portal_space_may_pay_online(),
            providers._portal_space_keeps_methods(),
        )

    def _stock(self):
        """As stock's home does it."""
        partner = self.owner.partner_id
        providers = self.env["payment.provider"].with_user(self.owner).sudo()
        found = providers._get_compatible_providers(
            self.env.company.id,
            partner.id,
            0.0,
            force_tokenization=True,
            is_validation=True,
        )
        methods = found.env["payment.method"]._get_compatible_payment_methods(
            found.ids, partner.id, force_tokenization=True
        )
        return bool(methods)

    def test_changes_are_seen_at_once(self):
        france, spain = self.env.ref("base.fr"), self.env.ref("base.es")
        self.owner.partner_id.country_id = france
        method = self.payment_method
        method.write({"support_tokenization": True, "supported_country_ids": False})
        self.provider.allow_tokenization = True
        self.env["payment.provider"].search([]).is_published = False
        self.provider.write({"state": "test", "is_published": True})
        changes = [
            (self.provider, {}, True, True),
            (self.provider, {"is_published": False}, False, False),
            (self.provider, {"is_published": True}, True, True),
            (self.provider, {"available_country_ids": spain.ids}, True, False),
            (self.owner.partner_id, {"country_id": spain.id}, True, True),
            (method, {"support_tokenization": False}, True, False),
            (method, {"support_tokenization": True}, True, True),
            (method, {"supported_country_ids": france.ids}, True, False),
            (self.provider, {"available_country_ids": False}, True, False),
            (self.owner.partner_id, {"country_id": france.id}, True, True),
            (method, {"active": False}, True, False),
            (method, {"active": True}, True, True),
            (self.provider, {"state": "disabled"}, False, False),
        ]
        for record, values, pays, keeps in changes:
            with self.subTest(record=record, values=values):
                record.write(values)
                self.env.flush_all()
                self.assertEqual(self._stock(), keeps)
                self.assertEqual(self._remembered(), (pays, keeps))

    def test_they_are_looked_up_once(self):
        self._remembered()
        self.env.invalidate_all()
        before = self.cr.sql_log_count
        self.env["payment.provider"].with_user(self.owner)._portal_space_is_published()
        self.assertEqual(self.cr.sql_log_count, before)
