import doctest

from odoo.tests import BaseCase, tagged

from ..tools import forms


@tagged("post_install", "-at_install")
class TestForms(BaseCase):
    def test_examples(self):
        result = doctest.testmod(forms)
        self.assertTrue(result.attempted)
        self.assertFalse(result.failed)
