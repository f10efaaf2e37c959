import base64

from lxml import html

from odoo.tests import tagged

from odoo.addons.portal_space.tests.common import SpaceCase

from .common import new_page, rewrite

PICTURE = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6"
    "kgAAAABJRU5ErkJggg=="
)
HOSTILE = """
<p onclick="alert(1)">Clean <a href="javascript:alert(2)">it</a></p>
<script>alert(3)</script><img src="x" onerror="alert(4)"/>
<iframe src="https://example.com"></iframe><object data="x"></object>
<form action="/my/account"><input name="name"/><button>Send</button></form>
<a href="java&#x09;script:alert(5)">a</a><svg onload="alert(6)"></svg>
<meta http-equiv="refresh" content="0"/><base href="https://example.com/"/>
<link rel="stylesheet" href="https://example.com/a.css"/>
<p style="position: fixed; color: red">Fixed</p>
<t t-out="user.password">secret</t><!-- <script>alert(7)</script> -->
"""


@tagged("post_install", "-at_install")
class TestPage(SpaceCase):
    """What customers read of a page, and what they do not."""

    def visit(self, page, who="owner"):
        self.log_in(who)
        response = self.url_open(page._portal_answer_url())
        self.assertEqual(response.status_code, 200)
        [article] = html.fromstring(response.text).xpath("//article")
        return article

    def test_nothing_else(self):
        author = self.entitled
        author.write(
            {"group_ids": [(4, self.env.ref("document_page.group_document_editor").id)]}
        )
        category = self.env["document.page"].create(
            {"name": "Inside: sales only", "type": "category"}
        )
        page = new_page(
            self.env(user=author), "Pumps", "<p>First draft</p>", parent_id=category.id
        )
        rewrite(page, "<p>Clean the filter</p>")
        page.message_post(body="Inside: who wrote this?")
        text = self.visit(page).text_content()
        for shown in ("Pumps", "Clean the filter", "Last changed on"):
            self.assertIn(shown, text)
        whole = self.url_open(page._portal_answer_url()).text
        for hidden in ("Inside", "First draft", author.name, "1.0"):
            self.assertNotIn(hidden, whole)

    def test_hostile_content(self):
        page = new_page(self.env, "<script>alert(0)</script>", HOSTILE)
        article = self.visit(page)
        self.assertIn("Clean", article.text_content())
        for tag in "script iframe object form input button meta base link".split():
            self.assertFalse(article.xpath(f".//{tag}"), tag)
        for element in article.iter():
            for name, value in element.attrib.items():
                self.assertFalse(name.startswith(("on", "t-")), name)
                self.assertNotIn("script:", value)
                self.assertNotIn("position", value)
        for content in ("<", "<p", "<!-- -->", "<script>", "&#0;&#1;<b>", "<p></p>"):
            with self.subTest(content=content):
                rewrite(page, f"{content}pump")
                self.visit(page)

    def test_pictures(self):
        """Those that the editor put in show, and give no right to any other file."""
        page = new_page(self.env, "Pumps")
        picture, other = self.env["ir.attachment"].create(
            [
                {
                    "name": f"{name}.png",
                    "raw": PICTURE,
                    "res_model": page._name,
                    "res_id": page.id,
                }
                for name in ("picture", "other")
            ]
        )
        [token] = picture.generate_access_token()
        rewrite(page, f'<img src="/web/image/{picture.id}?access_token={token}"/>')
        [source] = self.visit(page).xpath(".//img/@src")
        self.assertEqual(self.url_open(source).content, PICTURE)
        for path in (
            f"/web/image/{other.id}",
            f"/web/image/{other.id}?access_token={token}",
            f"/web/content/{other.id}",
            f"/web/content/{picture.id}",
            f"/web/image/document.page/{page.id}/image",
        ):
            with self.subTest(path=path):
                self.assertNotEqual(self.url_open(path).content, PICTURE)
