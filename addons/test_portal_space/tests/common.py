from odoo import Command
from odoo.tests import TransactionCase, new_test_user

SHARE = ("public", "owner", "colleague", "stranger")


class PortalDocumentCommon(TransactionCase):
    """A document of a customer, and everybody who may come near it.

    `people` has them by name: the "owner" is the customer, the "employee" is
    responsible for the document, which is confidential to the "outsider".

    What customers must not read has "canary" in it, their addresses and phone numbers
    included.
    """

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.customer, cls.other_customer = cls.env["res.partner"].create(
            [{"name": name, "is_company": True} for name in ("Acme", "Bolt")]
        )
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
        cls.document = cls._make_document()

    @classmethod
    def _make_user(cls, name, group="base.group_portal", *, parent_id=False):
        user = new_test_user(
            cls.env,
            login=f"space_{name}",
            password=f"space_{name}",
            name=name.capitalize(),
            email=f"canary_{name}@example.com",
            groups=group,
        )
        user.partner_id.write({"parent_id": parent_id, "phone": "+331555canary"})
        return user

    @classmethod
    def _make_document(cls, **values):
        document = cls.env["test.portal.document"].create(
            {
                "name": "Quotation",
                "partner_id": cls.owner.partner_id.id,
                "user_id": cls.employee.id,
                "is_confidential": True,
                **values,
            }
        )
        # From now on, what is tracked is.
        cls.cr.flush()
        return document

    @classmethod
    def _post(cls, body, *, document=None, user=None, **values):
        document = (document or cls.document).with_user(user or cls.employee)
        values = {
            "message_type": "comment",
            "subtype_xmlid": "mail.mt_comment",
        } | values
        # sudo: test.portal.document - messages are posted by routes, in tests
        return document.sudo().message_post(body=body, **values)

    @classmethod
    def _make_conversation(cls):
        """Have one message of each kind on the document; by name, whether the page
        shows it."""
        document = cls.document.with_user(cls.employee)
        visible_subtype = cls.env["mail.message.subtype"].create(
            {"name": "Stage changed", "res_model": document._name, "internal": False}
        )
        note = {"subtype_xmlid": "mail.mt_note"}
        cls.shown = {
            "comment": cls._post("Hello"),
            "of the owner": cls._post("Good morning", user=cls.owner),
            "e-mail": cls._post("By mail", message_type="email"),
            "automatic": cls._post("Thank you", message_type="auto_comment"),
        }
        cls.hidden = {
            "note": cls._post("canary", **note),
            "note by mail": cls._post("canary", message_type="email", **note),
            "internal comment": cls._post("canary", is_internal=True),
            "log": document._message_log(body="canary"),
            "notification": cls._post("canary", message_type="notification"),
            "internal notification": cls._post(
                "canary", message_type="notification", is_internal=True
            ),
            "of another subtype": cls._post(
                "canary",
                message_type="notification",
                subtype_xmlid=False,
                subtype_id=visible_subtype.id,
            ),
        }
        # sudo: mail.activity - the feedback is made as superuser, as by a cron
        activity = document.sudo().activity_schedule(
            "mail.mail_activity_data_todo", summary="canary", user_id=cls.employee.id
        )
        cls.hidden["feedback"] = cls.env["mail.message"].browse(
            activity.action_feedback(feedback="canary")
        )
        document.state = "done"
        cls.cr.flush()
        cls.hidden["tracking"] = cls.document.message_ids.filtered("tracking_value_ids")

    @classmethod
    def _notify(cls, messages, user):
        """Have the user notified of the messages, as if they were mentioned."""
        cls.env["mail.notification"].create(
            [
                {
                    "mail_message_id": message.id,
                    "res_partner_id": user.partner_id.id,
                    "notification_type": "email",
                }
                for message in messages
            ]
        )
        messages.write({"partner_ids": [Command.link(user.partner_id.id)]})
