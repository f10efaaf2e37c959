"""What a provider of video rooms has to do for a meeting: plain Python, no database."""

from dataclasses import dataclass
from datetime import datetime

# Nobody waits longer than this for somebody else's server, in seconds.
TIMEOUT = 5


class ProviderDown(Exception):
    """The provider does not answer, or not as it should.

    :param str message: for the log: there is no secret in it
    :param str reason: what an administrator is told of it: "answer", "certificate",
        "redirect", "refused", "secret", "status", "timeout" or "unreachable"
    """

    def __init__(self, message, reason="unreachable"):
        super().__init__(message)
        self.reason = reason


@dataclass(frozen=True)
class Room:
    """The room of a meeting, as a provider knows it.

    :param key: what it is called there; nobody can guess it
    :param title: what people call it
    :param expiry: when nobody may come in any more, in UTC without a time zone
    :param return_url: where people go who leave
    """

    key: str
    title: str
    expiry: datetime
    return_url: str


@dataclass(frozen=True)
class Person:
    """Somebody who comes in.

    :param key: what identifies them there, and says nothing about them here
    :param name: what the others call them
    :param is_moderator: whether they may mute and remove others
    :param lang: language of theirs, as Odoo calls it
    """

    key: str
    name: str
    is_moderator: bool = False
    lang: str = "en_US"


class MeetingProvider:
    """How the rooms of one provider are opened, entered and closed.

    Instances are made for one use from what an administrator has set up, a
    ``discuss.meeting.provider``.
    """

    def open(self, room):
        """See to it that the room can be entered. Done before each person enters: a
        provider may have forgotten an empty room.

        :raise ProviderDown: it cannot
        """

    def join_url(self, room, person):
        """Return the address by which this person, and nobody else, enters the room.

        :rtype: str
        """
        raise NotImplementedError

    def close(self, room):
        """Send everybody out of the room.

        :raise ProviderDown: the provider was not reached
        """

    def check(self):
        """Find out whether the provider is there and takes what was set up.

        :raise ProviderDown: it is not, or does not
        """

    def is_running(self, room):
        """Tell whether anybody is in the room; None if the provider does not say.

        :raise ProviderDown: the provider was not reached
        """
        return None
