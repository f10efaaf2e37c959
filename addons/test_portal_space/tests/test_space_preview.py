from odoo.tests import tagged

from odoo.addons.portal_space.tests.common import SpaceCase


@tagged("post_install", "-at_install")
class TestSpacePreview(SpaceCase):
    """The picture of a space with documents, and what is missing from it."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.partner = cls.owner.partner_id
        cls.document = cls.env["test.portal.document"].create(
            {"name": "Paper to read", "partner_id": cls.partner.id}
        )
        # customers read what is of no company of theirs by no rule: one more keeps
        # drafts called so from them
        cls.env["ir.rule"].create(
            {
                "name": "no secrets",
                "model_id": cls.env["ir.model"]._get_id("test.portal.document"),
                "groups": [(4, cls.env.ref("base.group_user").id)],
                "domain_force": "[(1, '=', 1)]",
            }
        )
        rule = cls.env.ref("test_portal_space.test_portal_document_rule_portal")
        rule.domain_force = (
            "[('partner_id', 'child_of', [user.commercial_partner_id.id]),"
            " ('name', 'not like', 'Secret')]"
        )
        cls.url = f"/my/preview/{cls.partner.id}"

    def preview(self):
        self.log_in("entitled")
        return self.url_open(self.url).text

    def test_leads_to_the_back_end(self):
        page = self.preview()
        self.assertIn("Paper to read", page)
        self.assertIn(f'href="/odoo/test.portal.document/{self.document.id}"', page)
        self.assertNotIn(self.document.access_url, page)
        # the button is there, and does nothing
        self.assertRegex(page, r'<a class="btn btn-primary disabled"[^>]*>\s*Read')

    def test_hidden_records(self):
        """By how many, in which state, and only of what the colleague may read."""
        self.assertNotIn("Test Document of a Customer", self.preview())
        self.env["test.portal.document"].create(
            [
                {
                    "name": f"Secret {state}",
                    "partner_id": self.partner.id,
                    "state": state,
                }
                for state in ("draft", "draft", "done")
            ]
            + [{"name": "Secret of others", "partner_id": self.other.partner_id.id}]
        )
        self.assertIn(
            "Test Document of a Customer: the access rights keep 3 from them"
            " (Draft: 2, Done: 1).",
            self.preview(),
        )
        self.env["ir.model.access"].search(
            [
                ("model_id.model", "=", "test.portal.document"),
                ("group_id", "=", self.env.ref("base.group_user").id),
            ]
        ).perm_read = False
        self.assertNotIn("Test Document of a Customer", self.preview())

    def test_nothing_for_customers(self):
        """Without a right to the model at all, everything of it is hidden."""
        self.env["ir.model.access"].search(
            [
                ("model_id.model", "=", "test.portal.document"),
                ("group_id", "=", self.env.ref("base.group_portal").id),
            ]
        ).perm_read = False
        self.assertIn("keep 1 from them (Draft: 1)", self.preview())
