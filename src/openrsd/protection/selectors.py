"""Reading the bar to removal, and which persons are in danger now."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from uuid import UUID

from django.db.models import QuerySet
from django.utils import timezone

from openrsd.accounts.acting import Actor
from openrsd.accounts.models import AccountKind
from openrsd.law.countries import country_name
from openrsd.law.loader import shipped_corpus
from openrsd.protection import policies
from openrsd.protection.domain import BASES, PENDING, Bar, NoBarRecorded, Reader, bar_of, shown_to
from openrsd.protection.models import Alert, BasisNegated
from openrsd.protection.reading import all_negated, latest_moment, negated_of, rows_of, rows_of_all
from openrsd.registration.models import Person
from openrsd.texts import current_language
from openrsd.texts import gettext as _


@dataclass(frozen=True, slots=True)
class ShownBasis:
    """A basis in words, with the sources of the law."""

    id: str
    title: str
    sources: str


@dataclass(frozen=True, slots=True)
class ShownDestination:
    """What stands for one country of which something was ever negated."""

    country: str
    bases: tuple[ShownBasis, ...]
    # Only where nothing bars removal there; it is no permission.
    no_bar_as_of: date | None


@dataclass(frozen=True, slots=True)
class PastNegation:
    """One line of the history: what was negated, until when, and how it ended."""

    country: str
    basis: str
    since: datetime
    lapses: datetime
    withdrawn: datetime | None
    stands: bool
    reasons: str


@dataclass(frozen=True, slots=True)
class ShownBar:
    """What the page of a person or a case shows. `in_full` is false for whoever may not read it."""

    person: UUID
    in_full: bool
    bases: tuple[ShownBasis, ...]
    destinations: tuple[ShownDestination, ...] = ()
    history: tuple[PastNegation, ...] = ()
    in_danger: bool = False
    may_alert: bool = False

    @property
    def everywhere(self) -> bool:
        """Whether removal is prohibited to every country, as far as this reader is told."""
        return all(one.no_bar_as_of is None for one in self.destinations)


def bar(person: UUID, destination: str, at: datetime | None = None) -> Bar:
    """Whether removal of this person to this destination (ISO 3166 alpha-3) is prohibited.

    For rooms above that go on reckoning; whatever is shown goes through `bar_for`.
    """
    moment, rows = at or timezone.now(), list(rows_of(person))
    latest = latest_moment() if rows and at is None else None
    return bar_of(all_negated(rows), destination, at=moment, latest=latest)


def bar_for(actor: Actor | None, person: Person, destination: str) -> Bar:
    """The same as this reader gets it; without an actor, as any other gets it."""
    reader = policies.readers_of(actor, [person.compartment])[person.compartment]
    return shown_to(reader, bar(person.id, destination))


def claim_counts_as_pending(person: UUID) -> bool:
    """Whether a letter may say that a claim is pending: unless that was negated for any country."""
    now = timezone.now()
    return not any(one.basis == PENDING and one.stands(now) for one in all_negated(rows_of(person)))


def shown_bar(actor: Actor, person: Person) -> ShownBar:
    """The bar of a person whose page is open already, as far as this reader may see it.

    For `web/parts/protected.html`. The look at the person is recorded by who opens the page.
    """
    return shown_bars(actor, [person])[person.id]


def shown_bars(actor: Actor, persons: Collection[Person]) -> dict[UUID, ShownBar]:
    """The same of several persons, by their ids, in as many queries as of one."""
    readers = policies.readers_of(actor, [one.compartment for one in persons])
    ids = [one.id for one in persons]
    is_staff = actor.kind == AccountKind.STAFF
    in_danger = with_open_alert(ids) if is_staff else frozenset()
    alertable = policies.alertable(actor).filter(pk__in=ids).values_list("pk", flat=True)
    may_alert = set(alertable) if is_staff else set()
    rows: dict[UUID, list[BasisNegated]] = {one: [] for one in ids}
    for row in rows_of_all(ids):
        rows[row.person].append(row)
    latest = latest_moment() if any(rows.values()) else None
    return {
        one.id: _shown_bar(
            one.id,
            readers[one.compartment],
            rows[one.id],
            latest,
            in_danger=one.id in in_danger,
            may_alert=one.id in may_alert,
        )
        for one in persons
    }


def with_open_alert(persons: Iterable[UUID]) -> frozenset[UUID]:
    """Those of these persons for whom an alert is open, in one query. For queues and priority."""
    asked = Alert.objects.filter(person__in=list(persons), ended_at=None)
    return frozenset(asked.values_list("person", flat=True))


def open_alerts() -> QuerySet[Alert, UUID]:
    """The persons for whom an alert is open, to be asked for in a query. For queues."""
    return Alert.objects.filter(ended_at=None).values_list("person", flat=True)


def _shown_bar(
    person: UUID,
    reader: Reader,
    rows: list[BasisNegated],
    latest: datetime | None,
    *,
    in_danger: bool,
    may_alert: bool,
) -> ShownBar:
    in_full = reader is not Reader.OTHER
    return ShownBar(
        person,
        in_full=in_full,
        bases=_in_words(BASES) if in_full else (),
        destinations=_destinations(rows, reader, latest) if in_full else (),
        history=_history(rows) if reader is Reader.STAFF else (),
        in_danger=in_danger,
        may_alert=may_alert,
    )


def _destinations(
    rows: list[BasisNegated], reader: Reader, latest: datetime | None
) -> tuple[ShownDestination, ...]:
    now, known = timezone.now(), all_negated(rows)
    found = []
    for code in sorted({one.destination for one in known}):
        answer = shown_to(reader, bar_of(known, code, at=now, latest=latest))
        name = country_name(code, current_language())
        if isinstance(answer, NoBarRecorded):
            found.append(ShownDestination(name, (), answer.as_of))
        else:
            found.append(ShownDestination(name, _in_words(answer.bases), None))
    return tuple(found)


def _history(rows: list[BasisNegated]) -> tuple[PastNegation, ...]:
    now, words, lines = timezone.now(), _words(), []
    for row in rows:
        one = negated_of(row)
        if one is None:
            continue
        content = row.content.open_or({})
        reasons = str(content.get("reasons", "")) if isinstance(content, dict) else ""
        lines.append(
            PastNegation(
                country_name(one.destination, current_language()),
                _(words[one.basis][0]),
                one.since,
                one.lapses,
                row.withdrawn_at,
                one.stands(now),
                reasons,
            )
        )
    return tuple(lines)


def _in_words(bases: Iterable[str]) -> tuple[ShownBasis, ...]:
    words = _words()
    return tuple(ShownBasis(one, _(words[one][0]), words[one][1]) for one in bases)


@cache
def _words() -> dict[str, tuple[str, str]]:
    """The title of each basis, and the places of the law on which it rests."""
    law = shipped_corpus().as_of(date.today())  # noqa: DTZ011 - titles are the same on any day
    return {
        basis: (
            law.elements[basis].about.title,
            "; ".join(
                dict.fromkeys(law.cite(source) for source in law.elements[basis].about.sources)
            ),
        )
        for basis in BASES
    }
