from markupsafe import Markup

from odoo.tests import BaseCase, tagged

from ..tools.inert import make_inert


@tagged("post_install", "-at_install")
class TestInert(BaseCase):
    """Nothing in a picture does anything."""

    def test_nothing_acts(self):
        cases = {
            '<a href="/my/orders/1">S1</a>': '<a aria-disabled="true">S1</a>',
            '<a class="btn" href="/pay">Pay</a>': (
                '<a class="btn disabled" aria-disabled="true">Pay</a>'
            ),
            '<a href="/my/orders/1" data-record="sale.order,1">S1</a>': (
                '<a href="/odoo/sale.order/1">S1</a>'
            ),
            '<a data-record="thing,1">T</a>': '<a href="/odoo/m-thing/1">T</a>',
            '<form action="/pay" method="post"><input type="hidden" value="t">'
            "<button>Pay</button></form>": ("<div><button disabled>Pay</button></div>"),
            '<p onclick="pay()">a</p><script>pay()</script>b': "<p>a</p>b",
            '<iframe src="/my"></iframe>': "",
            '<b data-oe-model="res.partner">&lt;i&gt;</b>': "<b>&lt;i&gt;</b>",
        }
        for markup, expected in cases.items():
            with self.subTest(markup=markup):
                self.assertEqual(make_inert(Markup(markup)), f"<div>{expected}</div>")
