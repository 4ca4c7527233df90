"""What waits for a person when she comes, gathered from the rooms that know."""

from collections.abc import Callable
from dataclasses import dataclass

from django.urls import reverse

from openrsd.accounts.acting import Actor
from openrsd.accounts.told import unread_changes, unread_emergencies
from openrsd.casework.proposals import cases_that_wait_for
from openrsd.casework.queues import OVERDUE, SOON, came_from_elsewhere, due_counts
from openrsd.decisions.selectors.outcomes import recently_told
from openrsd.decisions.selectors.waiting import drafts_that_came_back, drafts_to_read
from openrsd.drafts.selectors import all_unsent
from openrsd.lawbook.selectors import waiting_for as law_waiting_for
from openrsd.matching.selectors import waiting_for as pairs_waiting_for
from openrsd.oversight.erasure_selectors import waiting_for
from openrsd.protection.alerts.selectors import alerts_that_wait
from openrsd.texts import ngettext


@dataclass(frozen=True, slots=True)
class Waiting:
    """Something that waits, in words, and where it is done."""

    text: str
    address: str


def _emergencies(actor: Actor) -> Waiting | None:
    count = unread_emergencies(actor)
    if not count:
        return None
    text = ngettext(
        "{count} record was opened in an emergency: look at the reason",
        "{count} records were opened in an emergency: look at the reasons",
        count,
    )
    return Waiting(text.format(count=count), reverse("announcements"))


def _changes(actor: Actor) -> Waiting | None:
    count = unread_changes(actor)
    if not count:
        return None
    text = ngettext(
        "{count} account was changed by an administrator: ask whether it was right",
        "{count} accounts were changed by an administrator: ask whether it was right",
        count,
    )
    return Waiting(text.format(count=count), reverse("account_changes"))


def _erasures(actor: Actor) -> Waiting | None:
    count = waiting_for(actor)
    if not count:
        return None
    text = ngettext(
        "{count} request to erase a record waits for a second person",
        "{count} requests to erase records wait for a second person",
        count,
    )
    return Waiting(text.format(count=count), reverse("erasures"))


def _law(actor: Actor) -> Waiting | None:
    count = law_waiting_for(actor)
    if not count:
        return None
    text = ngettext(
        "{count} choice of law or edition of guidance waits for a second person",
        "{count} choices of law or editions of guidance wait for a second person",
        count,
    )
    return Waiting(text.format(count=count), reverse("lawbook:overview"))


def _overdue(actor: Actor) -> Waiting | None:
    count, _soon = due_counts(actor)
    if not count:
        return None
    text = ngettext("{count} case is overdue", "{count} cases are overdue", count)
    return Waiting(text.format(count=count), f"{reverse('casework:own')}?only={OVERDUE}")


def _soon(actor: Actor) -> Waiting | None:
    _overdue, count = due_counts(actor)
    if not count:
        return None
    text = ngettext("{count} case is due soon", "{count} cases are due soon", count)
    return Waiting(text.format(count=count), f"{reverse('casework:own')}?only={SOON}")


def _transferred(actor: Actor) -> Waiting | None:
    count = came_from_elsewhere(actor)
    if not count:
        return None
    text = ngettext(
        "{count} case came from another office: take note, and assign it",
        "{count} cases came from other offices: take note, and assign them",
        count,
    )
    return Waiting(text.format(count=count), f"{reverse('casework:team')}?only=unassigned")


def _pairs(actor: Actor) -> Waiting | None:
    count = pairs_waiting_for(actor)
    if not count:
        return None
    text = ngettext(
        "{count} pair of records may be one person: compare them",
        "{count} pairs of records may be one person: compare them",
        count,
    )
    return Waiting(text.format(count=count), reverse("matching:pairs"))


def _alerts(actor: Actor) -> Waiting | None:
    count = alerts_that_wait(actor)
    if not count:
        return None
    text = ngettext(
        "{count} person may be sent back: act now",
        "{count} people may be sent back: act now",
        count,
    )
    return Waiting(text.format(count=count), reverse("protection:alerts"))


def _unsent(actor: Actor) -> Waiting | None:
    count = len(all_unsent(actor))
    if not count:
        return None
    text = ngettext(
        "{count} text was typed and not sent: go on with it, or throw it away",
        "{count} texts were typed and not sent: go on with them, or throw them away",
        count,
    )
    return Waiting(text.format(count=count), reverse("drafts:unsent"))


def _safeguards(actor: Actor) -> Waiting | None:
    cases = cases_that_wait_for(actor)
    if not cases:
        return None
    text = ngettext(
        "In {count} case a proposal to end a safeguard waits for a second person",
        "In {count} cases a proposal to end a safeguard waits for a second person",
        len(cases),
    )
    alone = reverse("case", kwargs={"record": cases[0]}) if len(cases) == 1 else ""
    return Waiting(text.format(count=len(cases)), alone or reverse("casework:own"))


def _to_read(actor: Actor) -> Waiting | None:
    count = drafts_to_read(actor)
    if not count:
        return None
    text = ngettext(
        "{count} draft waits for you as second person",
        "{count} drafts wait for you as second person",
        count,
    )
    return Waiting(text.format(count=count), f"{reverse('casework:own')}?state=under-review")


def _came_back(actor: Actor) -> Waiting | None:
    count = drafts_that_came_back(actor)
    if not count:
        return None
    text = ngettext(
        "{count} draft came back from the reviewer: answer it",
        "{count} drafts came back from the reviewer: answer them",
        count,
    )
    return Waiting(text.format(count=count), f"{reverse('casework:own')}?state=assessment-draft")


def _appeals(actor: Actor) -> Waiting | None:
    count = recently_told(actor)
    if not count:
        return None
    text = ngettext(
        "An appeal against {count} decision in which you took part was decided: read why",
        "Appeals against {count} decisions in which you took part were decided: read why",
        count,
    )
    return Waiting(text.format(count=count), reverse("decisions:outcomes"))


# Each room that has something to ask of people adds its own question here.
SOURCES: tuple[Callable[[Actor], Waiting | None], ...] = (
    _alerts,
    _emergencies,
    _changes,
    _erasures,
    _safeguards,
    _came_back,
    _to_read,
    _overdue,
    _soon,
    _transferred,
    _pairs,
    _appeals,
    _law,
    _unsent,
)


def what_waits_for(actor: Actor) -> list[Waiting]:
    """Everything that waits for this person, in the order of the sources."""
    return [found for ask in SOURCES if (found := ask(actor))]
