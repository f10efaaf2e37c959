from odoo.tests import new_test_user

from odoo.addons.base.tests.common import BaseCommon


class PortalDocumentCommon(BaseCommon):
    """A document of a customer, and everybody who may come near it.

    `people` has them by name. All have an e-mail address with "canary" in it.
    """

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        partner = cls.env["res.partner"]
        cls.customer = partner.create({"name": "Acme", "is_company": True})
        cls.other_customer = partner.create({"name": "Bolt", "is_company": True})
        cls.people = {
            "public": cls.env.ref("base.public_user"),
            "owner": cls._make_user("owner", parent_id=cls.customer.id),
            "colleague": cls._make_user("colleague", parent_id=cls.customer.id),
            "stranger": cls._make_user("stranger", parent_id=cls.other_customer.id),
            "employee": cls._make_user("employee", "base.group_user"),
            "outsider": cls._make_user("outsider", "base.group_user"),
        }
        cls.owner = cls.people["owner"]
        cls.employee = cls.people["employee"]
        # Only the employee has a right to it among those of the company.
        cls.document = cls.env["test.portal.document"].create(
            {
                "name": "Quotation",
                "partner_id": cls.owner.partner_id.id,
                "user_id": cls.employee.id,
                "is_confidential": True,
            }
        )

    @classmethod
    def _make_user(cls, name, group="base.group_portal", *, parent_id=False):
        user = new_test_user(
            cls.env,
            login=f"guard_{name}",
            password=f"guard_{name}",
            name=name.capitalize(),
            email=f"canary_{name}@example.com",
            groups=group,
        )
        user.partner_id.write({"parent_id": parent_id, "phone": "+33155510000"})
        return user
