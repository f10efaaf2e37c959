from odoo.tests import HttpCase, tagged

from .common import DiscussWorkingSetCommon


@tagged("post_install", "-at_install")
class TestUi(HttpCase, DiscussWorkingSetCommon):
    """What people who have joined more than a browser gets do in it."""

    def setUp(self):
        super().setUp()
        if "odoobot_state" in self.user_employee._fields:
            # its first words would stand in front, on a phone
            self.user_employee.odoobot_state = "disabled"
        channels = self.join_many(9, theme_id=self.theme_open.id)
        self.post(channels[8], body="Said long ago")
        self.member(channels[8]).new_message_separator = 10**6
        self.age(channels)
        self.turn_on()
        # nothing of this is news to the browser: it would come in by itself
        self.take_bus_messages()

    def test_more_of_a_theme(self):
        self.start_tour("/odoo/discuss", "discuss_working_set_more", login="employee")

    def test_more_on_a_phone(self):
        self.browser_size = "375x667"
        self.touch_enabled = True
        self.start_tour(
            "/odoo/discuss", "discuss_working_set_more_on_a_phone", login="employee"
        )
