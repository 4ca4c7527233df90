"""How what is recorded of a document is read by people."""

from typing import Any

from openrsd.evidence import reading
from openrsd.evidence.rules import rules, title_in
from openrsd.texts import gettext as _
from openrsd.texts import shown

NOTES = shown(
    {
        "has-script": "There are programs in this file. They were not run and do not run here; be"
        " careful when you open a copy elsewhere.",
        "has-more-inside": "There are pictures or other files inside this file. They are not shown"
        " here; look at a copy.",
    }
)
_LABELS = shown(
    {
        "title": "What it is",
        "kind": "Kind",
        "language": "Language",
        "made_on": "Date on it",
        "received_from": "Received from",
        "received_by": "Received by",
        "received_on": "Received on",
        "what": "What happened",
        "given_by": "From",
        "given_to": "To",
        "on": "On",
        "note": "Note",
        "sha256": "SHA-256",
        "gist": "What the person is told",
        "why": "Why",
    }
)


def entry_in_words(content: dict[str, Any]) -> list[tuple[str, str]]:
    """What an entry of the chain says: labels and texts, without what is empty."""
    said = []
    for name, label in _LABELS.items():
        text = str(content.get(name, ""))
        if name == "kind":
            text = _(title_in(rules().documents, text))
        elif name == "what":
            text = _(title_in(rules().custody, text))
        if text:
            said.append((_(label), text))
    return said


def recognition() -> list[tuple[str, str]]:
    """The languages whose letters can be recognised here: codes and names."""
    named = rules().recognition
    return [(one, _(title_in(named, one))) for one in reading.recognisable()]
