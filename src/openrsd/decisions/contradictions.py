"""Where a draft and the record say different things. Pure: nothing is read or written.

What would refuse somebody for more, or other, than the record shows stops a refusal. A recognition
is stopped by nothing but missing reasons; all else is shown beside the paragraph.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from openrsd.assessment.entries import MaterialFact
from openrsd.assessment.hints import for_reasons
from openrsd.assessment.weighing import Assessment
from openrsd.decisions.assembling import assembled, paragraph_of
from openrsd.decisions.reasons import Paragraph, Part, Reasons
from openrsd.decisions.wording import opposite_words, tells, words_of_removal
from openrsd.determination.explained import outcome_text
from openrsd.determination.outcome import Outcome
from openrsd.texts import gettext as _

POSITIVE, PARTIAL, NEGATIVE = "positive", "partial", "negative"
AMOUNTS_TO: Mapping[Outcome, str] = {
    Outcome.RECOGNISED: POSITIVE,
    Outcome.COMPLEMENTARY: PARTIAL,
    Outcome.NOT_RECOGNISED: NEGATIVE,
    Outcome.EXCLUDED: NEGATIVE,
}
# Paragraphs with this value count against the person: the letter may not pass over them.
_AGAINST = frozenset({"not-accepted", "no"})


class Stops(StrEnum):
    """What cannot be handed in before it is mended."""

    EVERYTHING = "everything"
    REFUSAL = "refusal"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Contradiction:
    """One of them: what is the matter, what to do, and in which paragraph. `code` is stable."""

    code: str
    says: str
    stops: Stops
    paragraph: str = ""

    def holds_up(self, outcome: str) -> bool:
        """Whether a draft that proposes this cannot be handed in with it."""
        if self.stops is Stops.REFUSAL:
            return outcome in (PARTIAL, NEGATIVE)
        return self.stops is Stops.EVERYTHING


def contradictions(reasons: Reasons, assessed: Assessment) -> list[Contradiction]:
    """Everything that the draft says otherwise than the record, or does not say at all."""
    fresh = {one.id: one for one in assembled(assessed, reasons.outcome)}
    return [
        *_of_outcome(reasons, assessed),
        *(one for each in reasons.paragraphs for one in _of_paragraph(each, fresh)),
        *_missing(reasons, fresh),
        *of_facts(assessed),
        *_untold(reasons, assessed),
    ]


def _of_outcome(reasons: Reasons, assessed: Assessment) -> Iterator[Contradiction]:
    found = assessed.determination
    follows = AMOUNTS_TO.get(found.outcome) if found else None
    if follows != reasons.outcome:
        consequence = outcome_text(found) if found else _("Nothing follows from it yet.")
        text = _(
            "What is proposed is not what follows from the record: {consequence} Propose what"
            " follows, or look at the findings again."
        )
        yield Contradiction("other-outcome", text.format(consequence=consequence), Stops.REFUSAL)


def _of_paragraph(one: Paragraph, fresh: Mapping[str, Paragraph]) -> Iterator[Contradiction]:
    def found(code: str, text: str, stops: Stops = Stops.NOTHING) -> Contradiction:
        return Contradiction(code, text, stops, one.id)

    if one.lacks_reasons:
        yield found(
            "reasons-missing",
            _("Reasons are missing. Write them here, or record them in the assessment."),
            Stops.EVERYTHING,
        )
    yield from _of_record(one, fresh.get(one.id))
    if removal := words_of_removal(one.text):
        text = _("“{words}”: a decision never says that anybody may be sent away. Take it out.")
        yield found("says-removal", text.format(words="”, “".join(removal)), Stops.REFUSAL)
    if opposite := opposite_words(one.says, _hers(one)):
        text = _("“{words}” says the opposite of what is recorded here. Change one of the two.")
        yield found("says-the-opposite", text.format(words="”, “".join(opposite)))
    for hint in for_reasons(one.text):
        text = _("“{words}”: {says} ({source})")
        words = "”, “".join(hint.found)
        yield found("common-error", text.format(words=words, says=hint.says, source=hint.source))


def _of_record(one: Paragraph, now: Paragraph | None) -> Iterator[Contradiction]:
    if one.is_own:
        return
    if now is None:
        text = _(
            "What this rests on was taken back, or no longer carries the outcome. Take the"
            " paragraph out, or record again what it says."
        )
        yield Contradiction("taken-back", text, Stops.REFUSAL, one.id)
    elif (now.rests_on, now.says) != (one.rests_on, one.says):
        text = _(
            "What this rests on was changed since. Take it from the record anew, or read what"
            " changed and keep your words."
        )
        yield Contradiction("changed", text, Stops.REFUSAL, one.id)


def _hers(one: Paragraph) -> str:
    """What somebody wrote: the sentence with the value that was put before it says nothing new."""
    first = one.made.split("\n", 1)[0]
    return one.text.removeprefix(first) if first else one.text


def _missing(reasons: Reasons, fresh: Mapping[str, Paragraph]) -> Iterator[Contradiction]:
    there = {one.id for one in reasons.paragraphs}
    out = {one.id for one in reasons.left_out}
    for one in fresh.values():
        if one.id in there:
            continue
        against = one.says in _AGAINST
        stops = Stops.REFUSAL if against or one.id not in out else Stops.NOTHING
        if one.part is Part.CONCLUSION:
            text = _("There is no conclusion. Put it back, and write why the findings lead to it.")
            yield Contradiction("no-conclusion", text, Stops.EVERYTHING, one.id)
        elif one.id in out:
            text = _left_out_against(one) if against else _left_out(one)
            yield Contradiction("left-out", text, stops, one.id)
        else:
            text = _("“{heading}” has no paragraph yet. Take it from the record anew.")
            says = text.format(heading=one.heading)
            yield Contradiction("missing-paragraph", says, stops, one.id)


def _left_out_against(one: Paragraph) -> str:
    text = _(
        "“{heading}” counts against the person, but the letter would not say so. Put the paragraph"
        " back."
    )
    return text.format(heading=one.heading)


def _left_out(one: Paragraph) -> str:
    return _("“{heading}” is left out: the letter will not say it.").format(heading=one.heading)


def of_facts(assessed: Assessment) -> Iterator[Contradiction]:
    """Nobody is disbelieved for what she was never asked about (assessment.md section 7.3)."""
    for entry in assessed.entries:
        fact = entry.content
        if not isinstance(fact, MaterialFact):
            continue
        place = paragraph_of(entry.kind, entry.key)
        if fact.value == "open":
            text = _("Whether “{fact}” is accepted was not decided. Decide it in the assessment.")
            says = text.format(fact=fact.proposition)
            yield Contradiction("fact-open", says, Stops.REFUSAL, place)
        elif fact.value == "not-accepted":
            yield from _of_rejected(fact, place)


def _untold(reasons: Reasons, assessed: Assessment) -> Iterator[Contradiction]:
    """Whoever is not believed reads why, and what she herself answered (procedure.md section 9)."""
    rejected = {
        paragraph_of(one.kind, one.key): one.content
        for one in assessed.entries
        if isinstance(one.content, MaterialFact) and one.content.value == "not-accepted"
    }
    for one in reasons.paragraphs:
        fact = rejected.get(one.id)
        if fact is None or not one.is_edited:
            continue
        missing = [words for words in _heard_on(fact) if not tells(one.text, words)]
        if missing:
            text = _(
                "The record says “{words}”, and this paragraph does not say it. The person reads"
                " what does not fit and what was answered: write it, or take the paragraph from"
                " the record."
            )
            says = text.format(words="”, “".join(missing))
            yield Contradiction("not-told", says, Stops.REFUSAL, one.id)


def _heard_on(fact: MaterialFact) -> list[str]:
    """What does not fit, and what the person answered."""
    spans = [one.answer.quotation for one in fact.inconsistencies if one.answer]
    return [words for words in (fact.inconsistency, fact.answer, *spans) if words.strip()]


def _of_rejected(fact: MaterialFact, place: str) -> Iterator[Contradiction]:
    if not (fact.inconsistency or fact.inconsistencies or fact.evidence_against_in_words):
        text = _(
            "“{fact}” is not accepted, but the record does not say what speaks against it. Record"
            " what does not fit, or the evidence."
        )
        says = text.format(fact=fact.proposition)
        yield Contradiction("nothing-against-it", says, Stops.REFUSAL, place)
    if not was_put(fact):
        text = _(
            "“{fact}” is not accepted, but the person was not heard on what speaks against it."
            " Record how it was put, what the answer was and why it does not suffice, or order"
            " another interview."
        )
        says = text.format(fact=fact.proposition)
        yield Contradiction("never-put", says, Stops.REFUSAL, place)


def was_put(fact: MaterialFact) -> bool:
    """Whether the person was asked about everything material that speaks against a fact, and her
    answer was considered.
    """
    material = [one for one in fact.inconsistencies if one.weight == "material"]
    in_words = bool(fact.put and fact.answer)
    if fact.inconsistency or not material:
        return in_words and all(one.is_heard for one in material)
    return all(one.is_heard for one in material)
