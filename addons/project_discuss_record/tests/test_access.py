from odoo.tests import tagged

from odoo.addons.discuss_record.tests.common import DiscussRecordCommon


@tagged("post_install", "-at_install")
class TestAccess(DiscussRecordCommon):
    """Who loses a project or a task by what stock does leaves in the same
    transaction."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.manager = cls._new_user("manager", "project.group_project_manager")
        cls.colleague = cls._new_user("colleague", "project.group_project_user")
        cls.guest = cls._new_user("guest", "project.group_project_user")
        Project = cls.env["project.project"]
        cls.office, cls.secret = Project.create(
            [
                {
                    "name": name,
                    "privacy_visibility": visibility,
                    "user_id": cls.manager.id,
                }
                for name, visibility in (("Office", "employees"), ("X", "followers"))
            ]
        )
        Task = cls.env["project.task"]
        cls.task = Task.create(
            {"name": "Lights", "project_id": cls.office.id, "user_ids": False}
        )
        cls.subtask = Task.create(
            {"name": "Bulbs", "parent_id": cls.task.id, "user_ids": False}
        )

    def _enter(self, record):
        """Let the colleague enter by right of the record, the guest by invitation."""
        channel = self._open(record, self.colleague)
        channel.with_user(self.colleague).add_members(self.guest.partner_id.ids)
        self._end_transaction()
        self.assertIn(self.colleague.partner_id, self._members(channel))
        return channel

    def _assert_left(self, *channels, by=None):
        self._end_transaction()
        for channel in channels:
            self.assertNotIn(self.colleague.partner_id, self._members(channel))
            self.assertIn(self.guest.partner_id, self._members(channel))
        departures = self.env["discuss.record.departure"].search(
            [
                ("channel_id", "in", [channel.id for channel in channels]),
                ("partner_id", "=", self.colleague.partner_id.id),
            ]
        )
        self.assertEqual(
            departures.mapped("reason"), ["record"] * len(channels), departures
        )
        self.assertEqual(departures.create_uid, by or self.env.user)

    def test_task_moves(self):
        """To a project that is closed to some, and its subtasks with it."""
        channels = self._enter(self.task), self._enter(self.subtask)
        self.task.with_user(self.manager).project_id = self.secret
        self.assertEqual(self.subtask.project_id, self.secret)
        self._assert_left(*channels, by=self.manager)

    def test_subtask_moves(self):
        channel = self._enter(self.subtask)
        other = self.task.copy({"name": "Safe", "project_id": self.secret.id})
        self.subtask.write({"parent_id": other.id, "project_id": self.secret.id})
        self._assert_left(channel)

    def test_new_project_brings_its_manager(self):
        manager = self._new_user("other", "project.group_project_manager")
        other = self.office.copy({"name": "Annexe", "user_id": manager.id})
        channel = self._enter(self.task)
        self.assertNotIn(manager.partner_id, self._members(channel))
        self.task.project_id = other
        self._end_transaction()
        self.assertIn(manager.partner_id, self._members(channel))

    def test_company_of_the_project(self):
        """Is that of its tasks."""
        channel = self._enter(self.task)
        other = self.env["res.company"].create({"name": "Elsewhere"})
        self.office.sudo().company_id = other
        self._assert_left(channel)
        self.assertEqual(channel.sudo().record_company_ids, other)

    def test_uninvited_from_a_project(self):
        """It is by its followers that a project is open to some."""
        task = self.task.copy({"name": "Safe", "project_id": self.secret.id})
        self.secret.message_subscribe(self.colleague.partner_id.ids)
        channels = self._enter(self.secret), self._enter(task)
        self.secret.with_user(self.manager).message_unsubscribe(
            self.colleague.partner_id.ids
        )
        self._assert_left(*channels, by=self.manager)

    def test_uninvited_from_a_task(self):
        task = self.task.copy({"name": "Safe", "project_id": self.secret.id})
        task.message_subscribe(self.colleague.partner_id.ids)
        channel = self._enter(task)
        task.message_unsubscribe(self.colleague.partner_id.ids)
        self._assert_left(channel)

    def test_who_may_still_read_it_stays(self):
        channel = self._enter(self.task)
        self.task.message_subscribe(self.colleague.partner_id.ids)
        self.task.message_unsubscribe(self.colleague.partner_id.ids)
        self.task.project_id = self.office.copy({"name": "Other office"})
        self._end_transaction()
        self.assertIn(self.colleague.partner_id, self._members(channel))

    def test_unfollowing_does_not_grow(self):
        def count(number):
            tasks = self.env["project.task"].create(
                [
                    {"name": f"T{i}", "project_id": self.office.id, "user_ids": False}
                    for i in range(number)
                ]
            )
            for task in tasks:
                self._open(task, self.colleague)
            tasks.message_subscribe(self.colleague.partner_id.ids)
            self._end_transaction()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            tasks.message_unsubscribe(self.colleague.partner_id.ids)
            self.env.flush_all()
            return self.env.cr.sql_log_count - before

        count(2)
        self.assertEqual(count(2), count(10))

    # ------------------------------------------------------------
    # A thread stays where it is, a task does not
    # ------------------------------------------------------------

    def _thread(self):
        """Return the channel of the project and the thread about its task, in which
        everybody is."""
        of_project = self._enter(self.office)
        self.task.with_user(self.manager).open_own_channel()
        thread = self.task.team_channel_id
        self.assertEqual(thread.parent_channel_id, of_project)
        self._open(self.task, self.colleague)
        thread.with_user(self.manager).message_post(
            body="Which bulbs?", message_type="comment"
        )
        self._end_transaction()
        return of_project, thread

    def test_task_with_a_thread_moves(self):
        """It goes on in a channel of its own, with what was said about it, and with
        those who may read it; those of the former project alone read on no more."""
        of_project, thread = self._thread()
        self.secret.user_id = other_manager = self._new_user(
            "other", "project.group_project_manager"
        )
        self.task.with_user(self.manager).project_id = self.secret
        self._end_transaction()
        channel = self.task.team_channel_id
        self.assertNotEqual(channel, thread)
        self.assertFalse(channel.parent_channel_id)
        self.assertEqual(channel.name, "Lights")
        bodies = channel.message_ids.mapped("body")
        self.assertIn("Which bulbs?", "".join(bodies))
        members = (self.manager | other_manager).partner_id
        self.assertEqual(self._members(channel), members)
        self.assertFalse(channel.with_user(self.colleague).has_access("read"))
        self.assertEqual(thread.merged_into_id, channel)
        self.assertTrue(thread.is_closed)
        self.assertNotIn("bulbs", "".join(thread.message_ids.mapped("body")))
        # what is said of the project is not concerned
        self.assertFalse(of_project.is_closed)
        self.assertIn(self.colleague.partner_id, self._members(of_project))
        notes = self._feed_notes(channel)
        self.assertEqual(len(notes), 1)

    def test_who_was_invited_to_the_thread_comes_along(self):
        _of_project, thread = self._thread()
        thread.with_user(self.manager).add_members(self.guest.partner_id.ids)
        self.task.project_id = self.secret
        self._end_transaction()
        self.assertIn(self.guest.partner_id, self._members(self.task.team_channel_id))

    def test_thread_stays_where_it_belongs(self):
        of_project, thread = self._thread()
        self.task.project_id = self.office
        self._end_transaction()
        self.assertEqual(self.task.team_channel_id, thread)
        # also in another project that is discussed in the same place
        other = self.office.copy({"name": "Annexe"})
        other.sudo().team_channel_id = of_project
        self.task.project_id = other
        self._end_transaction()
        self.assertEqual(self.task.team_channel_id, thread)
        self.assertFalse(thread.is_closed)

    def test_thread_that_is_over_moves_as_such(self):
        _of_project, thread = self._thread()
        self.task.active = False
        self._end_transaction()
        self.assertEqual(thread.outcome, "Archived")
        self.task.project_id = self.secret
        self._end_transaction()
        self.assertEqual(self.task.team_channel_id.outcome, "Archived")
        self.task.active = True
        self._end_transaction()
        self.assertFalse(self.task.team_channel_id.is_closed)

    def test_thread_that_somebody_closed_stays_closed(self):
        _of_project, thread = self._thread()
        thread.with_user(self.manager).close("We agreed")
        self.task.project_id = self.secret
        self._end_transaction()
        self.assertEqual(self.task.team_channel_id.outcome, "We agreed")

    def test_thread_goes_on_with_its_task(self):
        """In another project, stock takes up again what was done."""
        _of_project, thread = self._thread()
        self.task.state = "1_done"
        self._end_transaction()
        self.assertEqual(thread.outcome, "Done")
        self.task.project_id = self.secret
        self._end_transaction()
        self.assertEqual(self.task.state, "01_in_progress")
        self.assertFalse(self.task.team_channel_id.is_closed)

    def test_subtask_with_a_thread_follows_its_task(self):
        self._enter(self.office)
        self.subtask.with_user(self.manager).open_own_channel()
        self.assertTrue(self.subtask.team_channel_id.parent_channel_id)
        self.task.project_id = self.secret
        self._end_transaction()
        self.assertFalse(self.subtask.team_channel_id.parent_channel_id)
