"""What a calendar file says beyond what Odoo writes into it."""

import vobject


def add_link(content, url):
    """Return a calendar file whose event takes place at an address on the net.

    :param bytes content: the file, with one event
    :param str url: the address; it is also the place, if there is no other
    :rtype: bytes
    """
    calendar = vobject.readOne(content.decode())
    event = calendar.vevent
    event.add("url").value = url
    if not hasattr(event, "location"):
        event.add("location").value = url
    return calendar.serialize().encode()
