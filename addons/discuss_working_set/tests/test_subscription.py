from odoo import fields
from odoo.tests import tagged

from odoo.addons.mail.tests.common_controllers import MailControllerCommon

from ..models.ir_websocket import MARKER
from .common import DiscussWorkingSetCommon


@tagged("post_install", "-at_install", "mail_controller")
class TestSubscription(DiscussWorkingSetCommon, MailControllerCommon):
    """Which channels a browser listens to."""

    def subscribe(self, *channels):
        """Return the ids of the channels that the logged in user then listens to."""
        listened = []
        WebSocket = type(self.env["ir.websocket"])
        original = WebSocket._build_bus_channel_list

        def build(model, asked):
            result = original(model, asked)
            listened[:] = [
                record.id
                for record in result
                if getattr(record, "_name", None) == "discuss.channel"
            ]
            self.others = [item for item in result if isinstance(item, str)]
            return result

        self.patch(WebSocket, "_build_bus_channel_list", build)
        response = self.make_jsonrpc_request(
            "/websocket/peek_notifications",
            {"channels": list(channels), "last": 0, "is_first_poll": True},
        )
        self.assertNotIn("error", response or {})
        return sorted(listened)

    def names(self, channels):
        return [f"discuss.channel_{channel.id}" for channel in channels]

    def test_few(self):
        channels = self.join_many(3)
        self.turn_on()
        self.authenticate("employee", "employee")
        self.assertEqual(self.subscribe(MARKER), sorted(channels.ids))
        self.assertFalse(
            self.user_employee.res_users_settings_id.sudo().discuss_working_set_since
        )

    def test_when_few_are_left(self):
        """The other browsers of the user hear that they have to listen to all again."""
        channels = self.join_many()
        self.turn_on()
        self.authenticate("employee", "employee")
        self.assertEqual(self.subscribe(MARKER), [])
        self.member(channels[0]).unlink()
        self.take_bus_messages()
        self.assertEqual(self.subscribe(MARKER), sorted(channels[1:].ids))
        message = {
            "type": "discuss.working_set/refresh",
            "payload": {"resubscribe": True},
        }
        partner = self.user_employee.partner_id
        self.assertEqual(
            self.take_bus_messages(), [(["res.partner", partner.id], message)]
        )
        # once: who subscribes because of it makes nobody subscribe
        self.subscribe(MARKER)
        self.assertEqual(self.take_bus_messages(), [])

    def test_many(self):
        channels = self.join_many()
        self.turn_on()
        self.authenticate("employee", "employee")
        asked = self.names(channels[:2])
        self.assertEqual(self.subscribe(MARKER, *asked), sorted(channels[:2].ids))
        self.assertNotIn(MARKER, self.others)
        self.assertIn("broadcast", self.others)

    def test_a_browser_that_does_not_know(self):
        """One that was loaded before listens to everything, as stock does."""
        channels = self.join_many()
        self.turn_on()
        self.authenticate("employee", "employee")
        asked = self.names(channels[:2])
        self.assertEqual(self.subscribe(*asked), sorted(channels.ids))

    def test_not_before_every_post_tells(self):
        channels = self.join_many()
        self.authenticate("employee", "employee")
        self.assertEqual(self.subscribe(MARKER), sorted(channels.ids))
        settings = self.user_employee.res_users_settings_id.sudo()
        since = settings.discuss_working_set_since
        self.assertAlmostEqual(
            since.timestamp(), fields.Datetime.now().timestamp(), delta=60
        )
        self.assertEqual(self.subscribe(MARKER), sorted(channels.ids))
        settings.discuss_working_set_since = fields.Datetime.subtract(since, minutes=2)
        self.env.flush_all()
        self.assertEqual(self.subscribe(MARKER), [])

    def test_refused(self):
        """Asking is not enough: one has to be able to read the channel."""
        channels = self.join_many()
        secret = self.create_channel(self.user_team, channel_type="group")
        restricted = self.create_channel(self.user_team)
        restricted.sudo().group_public_id = self.group_closed
        public = self.create_channel(self.user_team, name="Not joined")
        thread = public._create_sub_channel(name="Thread")
        self.turn_on()
        self.authenticate("employee", "employee")
        asked = self.names(secret + restricted + public + thread + channels[0])
        self.assertEqual(
            self.subscribe(MARKER, *asked), sorted((public + thread + channels[0]).ids)
        )

    def test_threads_of_what_one_reads(self):
        self.join_many()
        group = self.join(channel_type="group")
        thread = group.with_user(self.user_team)._create_sub_channel(name="Thread")
        secret = self.create_channel(self.user_team, channel_type="group")
        hidden = secret._create_sub_channel(name="Hidden")
        self.turn_on()
        self.authenticate("employee", "employee")
        self.assertIn(thread.id, self.subscribe(MARKER, *self.names(thread + hidden)))
        self.assertNotIn(hidden.id, self.subscribe(MARKER, *self.names(hidden)))

    def test_outsiders(self):
        """The marker changes nothing for those who have no working set."""
        groups = self.join_many(8, user=self.user_portal, channel_type="group")
        secret = self.create_channel(self.user_team, channel_type="group")
        self.turn_on(self.user_portal)
        self.authenticate("customer", "customer")
        asked = self.names(secret)
        self.assertEqual(self.subscribe(MARKER, *asked), sorted(groups.ids))
        self.authenticate(None, None)
        self.assertEqual(self.subscribe(MARKER, *asked), [])

    def test_nonsense(self):
        channels = self.join_many()
        self.turn_on()
        self.authenticate("employee", "employee")
        nonsense = [
            "discuss.channel_0",
            "discuss.channel_-1",
            "discuss.channel_99999999999999999999",
            "discuss.channel_1 OR 1=1",
            "discuss.channel_",
            f"discuss.channel_{channels[-1].id + 1_000_000}",
        ]
        self.assertEqual(self.subscribe(MARKER, *nonsense), [])

    def test_no_more_than_the_limit(self):
        channels = self.join_many()
        self.turn_on()
        from ..models import ir_websocket

        self.patch(ir_websocket, "SUBSCRIPTION_LIMIT", 2)
        self.authenticate("employee", "employee")
        asked = self.names(channels)
        self.assertEqual(self.subscribe(MARKER, *asked), sorted(channels[:2].ids))
