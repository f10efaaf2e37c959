from .base import MeetingProvider, Person, ProviderDown, Room

__all__ = ["MeetingProvider", "Person", "ProviderDown", "Room"]
