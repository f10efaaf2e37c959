"""Making a piece of a page a picture: nothing in it does anything."""

from lxml import html
from markupsafe import Markup

# What acts by itself, and what is only there to be sent.
_DROPPED = "//script | //iframe | //object | //embed | //link | //meta | //style"
_HIDDEN_INPUTS = "//input[@type='hidden']"
_CONTROLS = "//button | //input | //select | //textarea"
# What tells a browser, or a script of ours, to do something.
_ACTING = ("href", "action", "formaction", "target", "ping", "method", "download")


def make_inert(markup):
    """Take all links, forms and scripts out of a piece of a page.

    A link with the attribute ``data-record`` ("model,id") is made to lead to that
    record in the back end, where the rights of who follows it decide.

    :param markup: Markup
    :return: Markup
    """
    root = html.fragment_fromstring(str(markup), create_parent="div")
    for element in root.xpath(f"{_DROPPED} | {_HIDDEN_INPUTS}"):
        element.drop_tree()
    for control in root.xpath(_CONTROLS):
        control.set("disabled", "disabled")
    for element in root.iter(html.etree.Element):
        record = element.get("data-record")
        for name in list(element.attrib):
            if name in _ACTING or name.startswith(("on", "data-")):
                del element.attrib[name]
        if element.tag == "form":
            element.tag = "div"
        elif element.tag == "a" and record:
            element.set("href", _backend_url(*record.split(",")))
        elif element.tag == "a":
            # a link that leads nowhere, and says so
            element.set("aria-disabled", "true")
            if "btn" in element.classes:
                element.classes.add("disabled")
    return Markup(html.tostring(root, encoding="unicode"))


def _backend_url(model, res_id):
    prefix = "" if "." in model else "m-"
    return f"/odoo/{prefix}{model}/{res_id}"
