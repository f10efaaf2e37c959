from datetime import timedelta

from odoo.exceptions import AccessError
from odoo.tests import JsonRpcException
from odoo.tools import mute_logger

from odoo.addons.discuss_meeting.tests.refusal_common import REFUSED, RefusalCase
from odoo.addons.discuss_theme.tests.public_methods import public_methods

from .common import CalendarMeetingCase


class TestRefusals(RefusalCase, CalendarMeetingCase):
    """What stands behind a `sudo()` is not had by another door."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        # of Alice and Bob, where Carol has nothing to do
        values = {
            "name": "Our price",
            "partner_ids": (cls.alice | cls.bob).partner_id.ids,
            "privacy": "private",
            "start": cls.tomorrow,
            "stop": cls.tomorrow + timedelta(hours=1),
        }
        cls.theirs = cls.env["calendar.event"].with_user(cls.alice).create(values)

    def _calls(self):
        wizard = self.env["discuss.meeting.new"].with_user(self.alice)
        wizard = wizard.create(
            {
                "calendar_door_id": self.bob.partner_id.id,
                "calendar_door_model": "res.partner",
            }
        )
        values = {"partner_ids": [], "name": "Mine"}
        return [
            (("calendar.event", "action_post_link", self.theirs.ids), REFUSED),
            (
                ("calendar.event", "get_post_link_action", values, self.theirs.id),
                REFUSED,
            ),
            (("discuss.meeting.new", "action_open_calendar", wizard.ids), REFUSED),
        ]

    def test_each_method(self):
        self.check_refusals(self._calls())
        self.assertTrue(self.theirs.exists().active)

    def test_no_method_is_forgotten(self):
        known = {call[1] for call, _told in self._calls()}
        added = public_methods(self.registry, "calendar_discuss_meeting".__eq__)
        self.assertEqual(added - known, set())

    def test_no_event_of_others_is_withdrawn(self):
        """With the form of a link, by the event that it is to replace."""
        form = {
            "calendar_event_id": self.theirs.id,
            "calendar_partner_ids": self.bob.partner_id.ids,
            "name": "Mine",
            "partner_ids": self.bob.partner_id.ids,
        }
        wizards = self.env["discuss.meeting.new"].with_user(self.carol)
        wizard = wizards.create({**form, "calendar_event_id": False})
        for road in (
            lambda: wizards.create(form).action_post(),
            lambda: wizard.write(form) and wizard.action_post(),
        ):
            with self.assertRaises(AccessError):
                road()
        self.assertTrue(self.theirs.exists().active)

    @mute_logger("odoo.http")
    def test_no_form_tells_of_an_event_of_others(self):
        spec = {"calendar_event_id": {"fields": {"display_name": {}}}, "name": {}}
        default = {"default_calendar_event_id": self.theirs.id}
        for user in (self.customer, self.carol):
            self.authenticate(user.login, user.login)
            for values, context in (
                ({}, default),
                ({"calendar_event_id": self.theirs.id}, {}),
            ):
                with self.subTest(user=user.name, values=values):
                    try:
                        told = self.call(
                            *("discuss.meeting.new", "onchange", [], values, [], spec),
                            context=context,
                        )
                    except JsonRpcException as error:
                        self.assertIn("AccessError", str(error))
                        continue
                    self.assertNotIn("Our price", str(told))
