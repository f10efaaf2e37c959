from .address import Address
from .base import MeetingProvider, Person, ProviderDown, Room
from .bigbluebutton import BigBlueButton
from .jitsi import Jitsi
from .web import BadAddress

__all__ = [
    "Address",
    "BadAddress",
    "BigBlueButton",
    "Jitsi",
    "MeetingProvider",
    "Person",
    "ProviderDown",
    "Room",
]
