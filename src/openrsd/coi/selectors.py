"""Reading country information. It is about no person: reading it leaves no entry in the ledger."""

from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from uuid import UUID

from django.db.models import QuerySet
from django.utils import timezone

from openrsd.accounts.acting import Actor
from openrsd.accounts.errors import NotHere
from openrsd.coi.asking import Question, question_of
from openrsd.coi.citing import Citation
from openrsd.coi.errors import TouchedOriginal
from openrsd.coi.highlights import Part, marked
from openrsd.coi.index.keeping import catch_up, rebuild
from openrsd.coi.index.searching import MOST_FOUND, Filters
from openrsd.coi.index.spelling import Instead
from openrsd.coi.index.store import BesideError
from openrsd.coi.meaning import background
from openrsd.coi.meaning.keeping import Progress, progress
from openrsd.coi.models import Assessment, Edition, Passage, Source, State
from openrsd.coi.policies import require_reading
from openrsd.coi.searching import Found, Way, respelled, search
from openrsd.coi.standing import Standing, standing_of, standing_of_edition
from openrsd.texts import gettext as _

PAGE = 20
PASSAGES = 50
# So long a page may wait for the index to be brought up to date; the next goes on with it.
_PATIENCE_SECONDS = 4.0


@dataclass(frozen=True, slots=True)
class Hit:
    """A found passage as it is listed."""

    passage: Passage
    edition: Edition
    parts: list[Part]
    standing: Standing
    assessment: Assessment | None
    # No word of the question stands in it.
    is_by_meaning: bool


@dataclass(frozen=True, slots=True)
class Results:
    """A page of hits, how many there are in all, and whether all passages were searched."""

    hits: list[Hit]
    count: int
    is_most: bool
    is_whole: bool
    more: bool
    # How many passages can be found by their meaning; nothing where no model is installed.
    meaning: Progress | None
    # For words that no passage has, those that were searched instead.
    instead: Instead

    @property
    def meaning_is_whole(self) -> bool:
        """Whether nothing is to be said about what cannot be found by its meaning yet."""
        return self.meaning is None or self.meaning.is_whole


@dataclass(frozen=True, slots=True)
class SourcePage:
    """A source with its editions, newest first, and what was found of it, newest first."""

    source: Source
    editions: list[tuple[Edition, Standing]]
    assessments: list[Assessment]


@dataclass(frozen=True, slots=True)
class PassagePage:
    """A passage with the ones before and after it."""

    passage: Passage
    edition: Edition
    before: Passage | None
    after: Passage | None
    standing: Standing
    assessment: Assessment | None


def find(actor: Actor, text: str, filters: Filters, *, start: int = 0) -> Results:
    """The passages that answer what was typed, the best first, from `start` on."""
    require_reading(actor)
    is_whole = catch_up(seconds=_PATIENCE_SECONDS)
    question, instead = respelled(question_of(text))
    found, passages = _found(question, filters, start)
    assessed = _assessments({one.edition.source_id for one in passages.values()})
    today = timezone.now().date()
    standings = {
        one.edition_id: standing_of_edition(one.edition, today) for one in passages.values()
    }
    hits = [
        Hit(
            passages[number],
            passages[number].edition,
            marked(passages[number].text, question),
            standings[passages[number].edition_id],
            assessed.get(passages[number].edition.source_id),
            number in found.by_meaning_only,
        )
        for number in found.passages
        if number in passages
    ]
    more = start + PAGE < found.count
    meaning = progress()
    if not is_whole or (meaning and not meaning.is_whole):
        background.wake()
    return Results(hits, found.count, found.count >= MOST_FOUND, is_whole, more, meaning, instead)


def ranked(
    text: str, limit: int, filters: Filters | None = None, way: Way = Way.BOTH
) -> list[Passage]:
    """The first passages for a question, the best first, with their editions: for measuring."""
    question, _instead = respelled(question_of(text))
    found = search(question, filters or Filters(), start=0, limit=limit, way=way)
    passages = _passages(found)
    return [passages[number] for number in found.passages if number in passages]


def sources_with(reliability: str) -> tuple[str, ...]:
    """The sources that were last assessed so."""
    rows = Assessment.objects.order_by("sequence").values_list("source_id", "reliability")
    return tuple(str(source) for source, found in dict(rows).items() if found == reliability)


def _found(question: Question, filters: Filters, start: int) -> tuple[Found, dict[int, Passage]]:
    """What the index says; made anew once where it is damaged or knows what is not there."""
    try:
        found = search(question, filters, start=start, limit=PAGE)
        passages = _passages(found)
        if len(passages) == len(found.passages):
            return found, passages
    except BesideError:
        # It holds nothing that could not be made again.
        pass
    rebuild()
    found = search(question, filters, start=start, limit=PAGE)
    return found, _passages(found)


def _passages(found: Found) -> dict[int, Passage]:
    chosen = Passage.objects.select_related("edition__source").filter(pk__in=found.passages)
    return {passage.pk: passage for passage in chosen}


def library(
    actor: Actor, *, country: str = "", waiting: bool = False, after: int = 0
) -> tuple[list[tuple[Edition, Standing]], bool]:
    """The documents, those added last first, from the one of this number on; are there more."""
    require_reading(actor)
    editions = _newest_first()
    if waiting:
        editions = editions.filter(state=State.GUESSED)
    if country:
        # Both databases keep lists as JSON text, but only one can look into them.
        ids = [pk for pk, of in editions.values_list("pk", "countries") if country in of]
        editions = _newest_first().filter(pk__in=ids[after : after + PAGE + 1])
        after = 0
    found = list(editions[after : after + PAGE + 1])
    today = timezone.now().date()
    return [(one, standing_of_edition(one, today)) for one in found[:PAGE]], len(found) > PAGE


def _newest_first() -> QuerySet[Edition]:
    return Edition.objects.select_related("source").order_by("-added_at", "id")


def counts(actor: Actor) -> tuple[int, int]:
    """How many documents there are, and how many wait to be confirmed."""
    require_reading(actor)
    return Edition.objects.count(), Edition.objects.filter(state=State.GUESSED).count()


def source_page(actor: Actor, source: UUID) -> SourcePage:
    """One source. NotHere where there is none."""
    require_reading(actor)
    found = Source.objects.filter(pk=source).first()
    if found is None:
        raise NotHere
    today = timezone.now().date()
    editions = found.editions.order_by("-sequence")
    return SourcePage(
        found,
        [(one, standing_of_edition(one, today)) for one in editions],
        list(found.assessments.order_by("-sequence")),
    )


def edition(actor: Actor, wanted: UUID) -> Edition:
    """One edition with its source. NotHere where there is none."""
    require_reading(actor)
    found = Edition.objects.select_related("source").filter(pk=wanted).first()
    if found is None:
        raise NotHere
    return found


def passages(actor: Actor, wanted: UUID, *, from_: int = 1) -> tuple[list[Passage], bool]:
    """Fifty passages of an edition, and whether there are more."""
    require_reading(actor)
    found = list(
        Passage.objects.filter(edition=wanted, ordinal__gte=from_).order_by("ordinal")[
            : PASSAGES + 1
        ]
    )
    return found[:PASSAGES], len(found) > PASSAGES


def passage_page(actor: Actor, wanted: UUID, ordinal: int) -> PassagePage:
    """One passage among its neighbours. NotHere where there is none."""
    of = edition(actor, wanted)
    near = Passage.objects.select_related("edition__source").filter(
        edition=wanted, ordinal__range=(ordinal - 1, ordinal + 1)
    )
    by_ordinal = {one.ordinal: one for one in near}
    if ordinal not in by_ordinal:
        raise NotHere
    return PassagePage(
        by_ordinal[ordinal],
        of,
        by_ordinal.get(ordinal - 1),
        by_ordinal.get(ordinal + 1),
        standing_of_edition(of, timezone.now().date()),
        _assessments({of.source_id}).get(of.source_id),
    )


def original(actor: Actor, wanted: UUID) -> tuple[bytes, str]:
    """The archived original and its suffix. TouchedOriginal where it has not its hash any more."""
    kept = edition(actor, wanted).original
    content = bytes(kept.content)
    if sha256(content).hexdigest() != kept.sha256:
        raise TouchedOriginal(
            _(
                "The archived original {hash} is not as it was added. Restore it from a backup, "
                "and tell your administrator."
            ).format(hash=kept.sha256[:12])
        )
    return content, kept.suffix


def standing(citation: Citation, at: date | None = None) -> Standing:
    """How a citation stands today: up to date, amber with reasons, or withdrawn."""
    return standing_of(citation, at or timezone.now().date())


def _assessments(sources: set[UUID]) -> dict[UUID, Assessment]:
    rows = Assessment.objects.filter(source__in=sources).order_by("sequence")
    return {one.source_id: one for one in rows}
