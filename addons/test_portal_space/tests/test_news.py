from datetime import timedelta
from unittest.mock import patch

import lxml.html

from odoo import fields
from odoo.tests import tagged

from odoo.addons.portal_space.models import portal_space
from odoo.addons.portal_space.tests.common import SpaceCase


@tagged("post_install", "-at_install")
class TestNews(SpaceCase):
    """What is new about a document, and who is told."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.document = cls._new_document()

    @classmethod
    def _new_document(cls, **values):
        return cls.env["test.portal.document"].create(
            {"name": "Quotation 1", "partner_id": cls.owner.partner_id.id, **values}
        )

    def news_of(self, user):
        return self.env["portal.news"].with_user(user)._mine()._readable()

    def test_told(self):
        news = self.document._portal_space_tell("progress")
        self.assertEqual(news.partner_id, self.owner.partner_id)
        self.assertEqual(news.title, "Quotation 1 has advanced")
        self.assertEqual(news.url, self.document.access_url)
        # not read yet: not told twice
        self.assertEqual(self.document._portal_space_tell("progress"), news)
        self.env["portal.news"].with_user(self.owner)._mark_read(self.document)
        self.assertTrue(news.read_date)
        self.assertNotEqual(self.document._portal_space_tell("progress"), news)

    def test_unread_at_home(self):
        """The home counts for its bell what it has looked at, where that is all."""
        for index in range(4):
            document = self._new_document(name=f"Paper {index}")
            news = document._portal_space_tell("document")
            news.read_date = index % 2 and fields.Datetime.now()
        space = self.env["portal.space"].with_user(self.owner)
        unread = self.env["portal.news"].with_user(self.owner)._unread_count()
        self.assertEqual(unread, 2)
        later = fields.Datetime.now() + timedelta(hours=1)
        for since, total in ((False, 4), (later - timedelta(days=1), 4), (later, 0)):
            found, number, counted = space._news_since(since)
            self.assertEqual((len(found), number, counted), (total, total, unread))
        with patch.object(portal_space, "LOOKED_AT", 4):
            self.assertEqual(space._news_since(False)[1:], (4, None))
        section = self.env.ref("portal_space.section_news")
        section.active = False
        self.assertEqual(space._news_since(False)[1:], (0, None))
        self.log_in("owner")
        self.assertEqual(self._bell(), str(unread))
        section.active = True
        self.assertEqual(self._bell(), str(unread))

    def _bell(self):
        page = lxml.html.fromstring(self.url_open("/my").text)
        [badge] = page.xpath("(//a[contains(@class, 'o_space_bell')])[1]/span[@class]")[
            1:
        ]
        return badge.text_content().split()[0]

    def test_people(self):
        """The customer and followers with a log-in of the space, nobody else."""
        gone = self._new_customer("space_gone", "Gil Gone", self.customer)
        self.document.message_subscribe(
            (self.colleague + self.employee + gone).partner_id.ids
        )
        gone.active = False
        people = self.document._portal_space_partners()[self.document.id]
        self.assertEqual(people, self.owner.partner_id + self.colleague.partner_id)
        self.owner.active = False
        people = self.document._portal_space_partners()[self.document.id]
        self.assertEqual(people, self.colleague.partner_id)

    def test_told_by_anybody(self):
        """Whoever changes a document, its people hear of it in their language."""
        self.env["res.lang"]._activate_lang("fr_FR")
        self.document.message_subscribe(self.colleague.partner_id.ids)
        self.colleague.lang = "fr_FR"
        for user in (self.owner, self.env.ref("base.public_user")):
            news = self.document.with_user(user).sudo()._portal_space_tell("message")
            self.assertEqual(
                news.partner_id, self.owner.partner_id + self.colleague.partner_id
            )
        titles = {piece.partner_id: piece.title for piece in news}
        self.assertNotEqual(*titles.values())

    def test_who_reads(self):
        """One's own, while one may read the document."""
        self.document._portal_space_tell("document")
        self.assertEqual(len(self.news_of(self.owner)), 1)
        for user in (self.colleague, self.other, self.prospect, self.employee):
            self.assertFalse(self.news_of(user))
        # the person leaves for another customer, then comes back
        partner = self.owner.partner_id
        self.document.partner_id = self.customer
        partner.parent_id = self.other_customer
        self.assertFalse(self.news_of(self.owner))
        self.assertEqual(
            self.env["portal.news"].with_user(self.owner)._unread_count(), 0
        )
        partner.parent_id = self.customer
        self.assertEqual(len(self.news_of(self.owner)), 1)

    def test_all_are_read(self):
        """Also those that are too many to be shown."""
        news = self.env["portal.news"]
        for number in range(3):
            self._new_document(name=f"Quotation {number}")._portal_space_tell("sign")
        mine = news.with_user(self.owner)
        self.patch(
            type(news)._mine, "__defaults__", (*type(news)._mine.__defaults__[:1], 2)
        )
        self.assertEqual(mine._unread_count(), 2)
        mine._mark_read()
        self.assertEqual(mine._unread_count(), 0)

    def test_gone(self):
        """News and visits go with what they are about, and with its model."""
        kept = self._new_document(name="Quotation 2")
        self.document._portal_space_tell("sign")
        kept._portal_space_tell("sign")
        visits = self.env["portal.visit"].with_user(self.owner)
        visits._opened(self.document._name, self.document.id)
        visits._opened(kept._name, kept.id)
        self.document.unlink()
        for model in ("portal.news", "portal.visit"):
            found = self.env[model].search([("res_model", "=", kept._name)])
            self.assertEqual(found.mapped("res_id"), kept.ids, model)
        self.assertEqual(len(self.news_of(self.owner)), 1)
        # a module was uninstalled
        news = self.env["portal.news"].search([("res_model", "=", kept._name)])
        news.sudo().res_model = "gone.model"
        self.assertFalse(self.news_of(self.owner))
        self.assertEqual(news.url, "/my/news")
        news._gc_news()
        self.assertFalse(news.exists())

    def test_forgotten(self):
        news = self.document._portal_space_tell("sign")
        news.date = fields.Datetime.now() - timedelta(days=200)
        news._gc_news()
        self.assertFalse(news.exists())

    def test_pages(self):
        """The list, the bell, the document that makes its news read."""
        self.document._portal_space_tell("sign")
        self.log_in("owner")
        page = self.url_open("/my/news").text
        self.assertIn("Quotation 1 waits for your signature", page)
        self.assertIn("Mark all as read", page)
        self.assertIn("o_space_unread", page)
        self.url_open(self.document.access_url)
        page = self.url_open("/my/news").text
        self.assertIn("Quotation 1 waits for your signature", page)
        self.assertNotIn("o_space_unread", page)
        # who follows a link of somebody else's reads it for nobody
        self.document._portal_space_tell("sign")
        self.log_in("other")
        self.url_open(self.document.get_portal_url())
        self.assertEqual(
            self.env["portal.news"].with_user(self.owner)._unread_count(), 1
        )
