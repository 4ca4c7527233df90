"""What an incident can say, in words."""

from collections.abc import Mapping
from enum import StrEnum

from openrsd.texts import shown


class What(StrEnum):
    """What happened."""

    RETURN = "return"
    PUSHBACK = "pushback"
    DETENTION = "detention"
    HAND_OVER = "hand-over"
    OTHER = "other"


class Reliability(StrEnum):
    """How far a piece of information can be relied on, and why."""

    SEEN = "seen"
    SEVERAL = "several"
    ONE = "one"
    PUBLISHED = "published"
    UNCONFIRMED = "unconfirmed"


WHATS: Mapping[str, str] = shown(
    {
        What.RETURN: "Forced return",
        What.PUSHBACK: "Turned back at or near a border",
        What.DETENTION: "Detention, removal pending",
        What.HAND_OVER: "Handed over to another state",
        What.OTHER: "Something else",
    }
)
RELIABILITY: Mapping[str, str] = shown(
    {
        Reliability.SEEN: "From someone who was there",
        Reliability.SEVERAL: "From several sources that do not know of each other",
        Reliability.ONE: "From one source, not confirmed by another",
        Reliability.PUBLISHED: "From a publication",
        Reliability.UNCONFIRMED: "It is said; nobody has confirmed it",
    }
)
LABELS: Mapping[str, str] = shown(
    {
        "what": "What happened",
        "people": "How many people",
        "who": "Who they were",
        "when": "When",
        "where": "Where",
        "by_whom": "By which authority",
        "country": "To which country",
        "legal_basis": "Legal basis that was claimed",
        "account": "Account",
        "witnesses": "Witnesses",
        "known": "What is known after",
        "reliability": "How reliable",
        "source": "From whom this is known",
        "received_from": "Received from",
        "received_by": "Received by",
        "received_on": "Received on",
        "file": "File",
        "file_name": "Name of the file",
        "sha256": "Hash of the file (SHA-256)",
        "correct": "What is right instead",
        "number": "Registered person",
    }
)
IN_WORDS: Mapping[str, Mapping[str, str]] = {"what": WHATS, "reliability": RELIABILITY}
