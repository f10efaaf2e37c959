from odoo.tests import HttpCase, JsonRpcException
from odoo.tools import mute_logger

from .common import MeetingCase

REFUSED = "refused"


class RefusalCase(HttpCase, MeetingCase):
    """Calls over the network, by those to whom something is closed."""

    def call(self, model, method, *args, **kwargs):
        return self.make_jsonrpc_request(
            f"/web/dataset/call_kw/{model}/{method}",
            {"model": model, "method": method, "args": args, "kwargs": kwargs},
        )

    @mute_logger("odoo.http")
    def check_refusals(self, calls):
        """Call as visitor, as customer and as Carol, who is a colleague of another
        conversation.

        :param list calls: pairs of a call, and what Carol gets: `REFUSED`, what she is
            told, or None where she may do it, as with what is her own
        """
        for user in (None, self.customer, self.carol):
            login = user and user.login
            self.authenticate(login, login)
            for call, told in calls:
                with self.subTest(login=login, call=call[:2]):
                    if user != self.carol or told == REFUSED:
                        with self.assertRaisesRegex(
                            JsonRpcException, "AccessError|SessionExpired"
                        ):
                            self.call(*call)
                    elif told is not None:
                        self.assertEqual(self.call(*call), told)
