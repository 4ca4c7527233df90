"""What the library holds on one country: key facts, documents by topic, recommendations."""

import html
import json
import re
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from openrsd.accounts.acting import Actor
from openrsd.coi.index.searching import Filters
from openrsd.coi.models import Edition, Source
from openrsd.coi.policies import require_reading
from openrsd.coi.selectors import Hit, find, library
from openrsd.coi.standing import Standing
from openrsd.coi.vocabulary import TOPICS
from openrsd.texts import gettext as _
from openrsd.texts import shown

UPR = "upr-recommendations"
_RETURN = "refoulement"
_MOST = 10
_PAGES = 5
_TAG = re.compile(r"<[^>]+>")
# Where the profiles have what a page of key facts shows, in this order.
_FACTS = shown(
    {
        "People and Society › Population": "Population",
        "People and Society › Ethnic groups": "Ethnic groups",
        "People and Society › Languages › Languages": "Languages",
        "People and Society › Religions": "Religions",
        "Geography › Land boundaries › border countries": "Borders with",
        "Government › Government type": "Government",
        "Government › Administrative divisions": "Administrative divisions",
        "Government › Legal system": "Legal system",
        "Government › Citizenship": "Citizenship",
        "Military and Security › Military service age and obligation": "Military service",
    }
)


def key_facts(country: str) -> list[tuple[str, str]]:
    """Title and text of each fact that a shipped profile of the country has; nothing without one.

    From the World Factbook in its last state, February 2026: one government, no sources given.
    """
    profile = _profile(country)
    found = ((_(title), _text_at(profile, place)) for place, title in _FACTS.items())
    return [(title, text) for title, text in found if text]


def by_topic(actor: Actor, country: str) -> list[tuple[str, list[tuple[Edition, Standing]]]]:
    """The documents on a country under each of their topics, in the order of the topics."""
    held: list[tuple[Edition, Standing]] = []
    more, after = True, 0
    while more and after < _PAGES * 20:
        page, more = library(actor, country=country, after=after)
        held += page
        after += len(page)
    return [
        (_(title), [one for one in held if topic in one[0].topics])
        for topic, title in TOPICS.items()
        if any(topic in one.topics for one, _standing in held)
    ]


def recommendations_on_return(actor: Actor, country: str) -> list[Hit]:
    """What states told this country on refoulement in the Universal Periodic Review, as far as the
    library holds it; nothing where it does not."""
    require_reading(actor)
    source = Source.objects.filter(series=UPR).first()
    if source is None:
        return []
    narrowed = Filters(country=country, source=str(source.id))
    hits = find(actor, _RETURN, narrowed).hits
    return [one for one in hits if _RETURN in one.passage.text.lower()][:_MOST]


@cache
def _profile(country: str) -> Mapping[str, Any]:
    file = files("openrsd.coi") / "library" / f"world-factbook-{country.lower()}.json"
    if not file.is_file():
        return {}
    profile: Mapping[str, Any] = json.loads(file.read_bytes())
    return profile


def _text_at(profile: Mapping[str, Any], place: str) -> str:
    value: Any = profile
    for step in place.split(" › "):
        value = value.get(step) if isinstance(value, Mapping) else None
    return _plain(value)


def _plain(value: Any) -> str:
    """All texts below, each with what it is called, without the marks of a page."""
    if isinstance(value, str):
        return " ".join(html.unescape(_TAG.sub(" ", value)).split())
    if not isinstance(value, Mapping):
        return ""
    if isinstance(value.get("text"), str):
        return _plain(value["text"])
    return "; ".join(
        f"{name.strip()}: {text}" for name, part in value.items() if (text := _plain(part))
    )
