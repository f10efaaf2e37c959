from odoo.tests import tagged

from odoo.addons.mail.tools.discuss import Store

from .common import PortalDocumentCommon


@tagged("post_install", "-at_install")
class TestPerformance(PortalDocumentCommon):
    def _count_queries(self, function, messages):
        self.env.invalidate_all()
        self.env.flush_all()
        before = self.cr.sql_log_count
        function(messages)
        return self.cr.sql_log_count - before

    def test_queries_do_not_grow(self):
        """Three messages or thirty, with a file each: as many queries."""
        values = {"attachments": [("a.txt", b"a")]}
        messages = self.env["mail.message"].concat(
            *(self._post(f"{number}", **values) for number in range(30))
        )
        messages.attachment_ids.portal_shared = True
        messages = messages.with_user(self.owner)
        roads = {
            "read": lambda m: m.read(["body"]),
            "search": lambda m: m.search([("id", "in", m.ids)]).read(["body"]),
            "store": lambda m: Store().add(m).get_result(),
            "portal": lambda m: m.portal_message_format(),
            "documents": lambda m: m.env["test.portal.document"].search(
                [("message_ids", "in", m.ids)]
            ),
            "files": lambda m: m.attachment_ids._filter_shown_to_share(),
        }
        for road, function in roads.items():
            with self.subTest(road=road):
                self._count_queries(function, messages)
                few = self._count_queries(function, messages[:3])
                many = self._count_queries(function, messages)
                self.assertEqual(few, many)
