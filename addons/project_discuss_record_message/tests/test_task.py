from odoo import fields
from odoo.exceptions import AccessError
from odoo.tests import Form, tagged

from odoo.addons.mail.tools.discuss import Store

from .common import FollowUpTaskCommon


@tagged("post_install", "-at_install")
class TestTask(FollowUpTaskCommon):
    """A task out of a message: what colleagues say stays among them."""

    def _follow_up(self, user, **values):
        form = Form(
            self.env["discuss.message.follow.up"]
            .with_user(user)
            .with_context(default_kind="task", default_message_id=self.message.id)
        )
        for name, value in values.items():
            form[name] = value
        return form.save()

    def _task(self, follow_up):
        self.assertEqual(follow_up.result_model, "project.task")
        return self.env["project.task"].browse(follow_up.result_id)

    def test_task(self):
        follow_up = self._follow_up(self.worker)
        self.assertEqual(follow_up.project_id, self.project)
        self.assertTrue(follow_up.is_seen_outside)
        follow_up.title = "Plans"
        follow_up.date = "2030-05-17"
        action = follow_up.action_follow_up()
        task = self._task(follow_up)
        self.assertEqual(task.name, "Plans")
        self.assertEqual(task.project_id, self.project)
        self.assertEqual(task.user_ids, self.worker)
        for tz in ("America/Los_Angeles", "Europe/Paris", "Asia/Tokyo"):
            deadline = fields.Datetime.context_timestamp(
                task.with_context(tz=tz), task.date_deadline
            )
            self.assertEqual(deadline.date().isoformat(), "2030-05-17")
        self.assertEqual(
            action["params"]["links"],
            [{"label": "Plans", "url": f"/odoo/project.task/{task.id}"}],
        )
        self.assertEqual(follow_up.action_follow_up(), action)
        self.assertEqual(
            self.env["project.task"].search_count([("name", "=", "Plans")]), 1
        )

    def test_customer_sees_the_title_only(self):
        follow_up = self._follow_up(self.worker, title="Plans")
        follow_up.action_follow_up()
        task = self._task(follow_up)
        task.message_subscribe(self.customer.partner_id.ids)
        seen = task.with_user(self.customer)
        self.assertEqual(seen.name, "Plans")
        self.assertFalse(seen.description)
        (note,) = task.message_ids.filtered(lambda m: "before Friday" in m.body)
        self.assertIn(f"/mail/message/{self.message.id}", note.body)
        self.assertNotIn(self.customer.partner_id, note.notified_partner_ids)
        with self.assertRaises(AccessError):
            note.with_user(self.customer).check_access("read")
        self.assertNotIn(
            note,
            self.env["mail.message"]
            .with_user(self.customer)
            .search([("model", "=", "project.task"), ("res_id", "=", task.id)]),
        )

    def test_who_may_not_create_tasks(self):
        self.channel.with_user(self.worker).add_members(
            partner_ids=self.colleague.partner_id.ids
        )
        follow_up = self.env["discuss.message.follow.up"].with_user(self.colleague)
        follow_up = follow_up.create(
            {
                "kind": "task",
                "message_id": self.message.id,
                "project_id": self.project.id,
                "title": "Plans",
            }
        )
        with self.assertRaises(AccessError):
            follow_up.action_follow_up()

    def test_who_sees_what_was_made(self):
        """Below the message: those who may read the task."""
        self.project.privacy_visibility = "followers"
        self.channel.with_user(self.worker).add_members(
            partner_ids=self.colleague.partner_id.ids
        )
        self._follow_up(self.worker, title="Plans").action_follow_up()
        for user, names in ((self.worker, ["Plans"]), (self.colleague, [])):
            with self.subTest(user=user.name):
                results = self.message.with_user(user).get_results()
                self.assertEqual([result["name"] for result in results], names)

    def test_who_is_offered_it(self):
        for user, offered in (
            (self.worker, True),
            (self.colleague, False),
            (self.customer, False),
        ):
            with self.subTest(user=user.name):
                store = Store()
                user.with_user(user)._init_store_data(store)
                values = store.get_result()["Store"]
                self.assertEqual(values["has_access_create_task"], offered)

    def test_demo(self):
        """The story is told once, by people who may do what they do."""
        project = self.env.ref("project.project_project_3", False)
        if not project:
            raise AssertionError("The tests of the suite need its demo data.")
        results = project.team_channel_id.message_ids.get_results()
        self.assertEqual([result["kind"] for result in results], ["task"])
