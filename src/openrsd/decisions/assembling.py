"""The reasons of a decision, put together from an assessment. Pure: nothing is read or written.

What stands in a paragraph is what a person recorded. The software adds the heading, the value, the
rule and the labels, and no reasons: where nobody wrote any, the paragraph is bare and says so.
Whether somebody may be sent anywhere is never part of it.
"""

from collections.abc import Iterable, Iterator, Mapping
from hashlib import sha256

from openrsd.assessment.entries import Considered, Entry, Finding, Kind, MaterialFact, Note
from openrsd.assessment.instances import Questions
from openrsd.assessment.weighing import Assessment
from openrsd.decisions.reasons import Paragraph, Part
from openrsd.determination.determine import HypothesisResult
from openrsd.determination.frame import Instance
from openrsd.determination.outcome import Outcome
from openrsd.determination.report import element_line
from openrsd.determination.report_shape import ElementLine
from openrsd.law.files import InstrumentKind, Stage
from openrsd.law.model import Law
from openrsd.law.shapes import Citation
from openrsd.texts import gettext as _
from openrsd.texts import shown

POSITIVE = "positive"
CONCLUSION, COUNTRY_INFORMATION = "conclusion", "country-information"
_LETTERS = 16
_BINDING = ("treaty", "statute")
_OTHER = (Stage.COMPLEMENTARY, Stage.REMOVAL)
FACT_PARTS = {
    "accepted": Part.ACCEPTED,
    "not-accepted": Part.NOT_ACCEPTED,
    "undetermined": Part.UNRESOLVED,
    "open": Part.UNRESOLVED,
}
FACT_SENTENCES = shown(
    {
        "accepted": "This fact is accepted.",
        "not-accepted": "This fact is not accepted.",
        "undetermined": "Whether this is so could not be determined.",
        "open": "Whether this is so was not decided yet.",
    }
)
VALUE_SENTENCES = shown(
    {
        "yes": "This is met.",
        "no": "This is not met.",
        "unresolved": "This could not be established, after every enquiry.",
    }
)
DEFINITION_SENTENCES = shown(
    {
        Outcome.RECOGNISED: "The findings meet this definition.",
        Outcome.NOT_RECOGNISED: "The findings do not meet this definition.",
        Outcome.EXCLUDED: "The findings meet this definition, and a ground of exclusion.",
        Outcome.UNDECIDED: "Whether the findings meet this definition is still open.",
        Outcome.NOT_ESTABLISHED: "This was not established, and nothing follows from that.",
    }
)
PROTECTION_SENTENCES = shown(
    {
        Outcome.COMPLEMENTARY: "The findings meet the conditions of this protection.",
        Outcome.NOT_RECOGNISED: "The findings do not meet the conditions of this protection.",
        Outcome.UNDECIDED: "Whether the findings meet these conditions is still open.",
    }
)


def assembled(assessed: Assessment, outcome: str) -> tuple[Paragraph, ...]:
    """A paragraph for each material fact, for each finding that carries the consequence and for
    each other protection that was considered, in the order in which a person reads them.
    """
    made = [
        *_facts(assessed.entries),
        *_instruments(assessed, outcome),
        *_findings(assessed),
        *_country_information(assessed),
        _conclusion(assessed, outcome),
    ]
    return in_parts(made)


def in_parts(paragraphs: Iterable[Paragraph]) -> tuple[Paragraph, ...]:
    """In the order of the parts, and within each as they were."""
    order = list(Part)
    return tuple(sorted(paragraphs, key=lambda one: order.index(one.part)))


def paragraph_of(kind: str, key: str) -> str:
    """The id of the paragraph of a fact, a finding or an instrument: always the same one."""
    return f"{kind}-{sha256(key.encode()).hexdigest()[:_LETTERS]}"


def _made(lines: Iterable[str], *, reasons: str, **of: object) -> Paragraph:
    text = "\n".join(line for line in lines if line)
    values = {**of, "text": text, "made": text, "bare": not reasons.strip()}
    return Paragraph.model_validate(values)


def _facts(entries: Iterable[Entry]) -> Iterator[Paragraph]:
    for entry in entries:
        fact = entry.content
        if not isinstance(fact, MaterialFact):
            continue
        lines = [_(FACT_SENTENCES[fact.value])]
        if fact.value == "not-accepted":
            lines += _against(fact)
        if fact.value in ("undetermined", "open"):
            lines.append(_labelled(_("Benefit of the doubt: {text}"), fact.benefit_of_doubt))
        yield _made(
            [*lines, fact.reasons],
            reasons=fact.reasons,
            id=paragraph_of(Kind.FACT, entry.key),
            part=FACT_PARTS[fact.value],
            key=entry.key,
            says=fact.value,
            rests_on=(str(entry.id),),
            heading=fact.proposition,
        )


def _against(fact: MaterialFact) -> Iterator[str]:
    """What does not fit, or else the evidence; how it was put, and what the person answered."""
    if not (fact.inconsistency or fact.inconsistencies):
        yield _labelled(_("What speaks against it: {text}"), fact.evidence_against_in_words)
    told = [
        (f"{one.one.in_words} / {one.other.in_words}", one.put, one.answer, one.reasons)
        for one in fact.inconsistencies
    ]
    for unfit, put, answer, reasons in told:
        yield _labelled(_("What does not fit: {text}"), unfit)
        yield _labelled(_("How this was put, and when: {text}"), put.in_words if put else "")
        yield _labelled(_("The answer: {text}"), answer.in_words if answer else "")
        yield reasons
    yield _labelled(_("What does not fit: {text}"), fact.inconsistency)
    yield _labelled(_("How this was put, and when: {text}"), fact.put)
    yield _labelled(_("The answer: {text}"), fact.answer)


def _labelled(words: str, text: str) -> str:
    return words.format(text=text) if text.strip() else ""


def carrying(assessed: Assessment) -> list[tuple[HypothesisResult, Instance]]:
    """What carries the consequence under any reading of the nationality, each once."""
    found = assessed.determination
    if found is None:
        return []
    first: dict[Instance, HypothesisResult] = {}
    for result in found.by_hypothesis:
        for instance in result.because:
            first.setdefault(instance, result)
    return [(result, instance) for instance, result in first.items()]


def _findings(assessed: Assessment) -> Iterator[Paragraph]:
    asked = Questions(assessed)
    for result, instance in carrying(assessed):
        line = element_line(result, instance)
        entry = _behind(assessed, line, result, instance)
        of = _named(asked, line["scope"])
        by_law = line["set_by"] == "fact"
        reasons = "" if by_law else line["reasons"]
        follows = _("This follows from what is on record.") if by_law else ""
        element = assessed.law.element(instance.element)
        other = element.stage in _OTHER
        yield _made(
            [
                _(VALUE_SENTENCES.get(line["value"], "")),
                reasons or follows,
                _rule(assessed.law, element.about.sources),
            ],
            reasons=reasons or follows,
            id=paragraph_of(Kind.FINDING, "|".join((instance.element, *instance.scope))),
            part=Part.OTHER_PROTECTION if other else Part.LAW,
            key=instance.element,
            says=line["value"],
            rests_on=(str(entry.id),) if entry else (),
            heading=f"{line['title']} ({of})" if of else line["title"],
        )


def _named(asked: Questions, scope: Mapping[str, str]) -> str:
    """Of what it is asked, without what nobody gave a name, such as the one harm of a claim."""
    named = {one: name for one, name in scope.items() if asked.in_words({one: name}) != name}
    return asked.in_words(named)


def _behind(
    assessed: Assessment, line: ElementLine, result: HypothesisResult, instance: Instance
) -> Entry | None:
    """The entry that set it: a finding, or the answer to country guidance."""
    scope = line["scope"]
    key = "|".join((line["element"], *(scope[one] for one in sorted(scope))))
    proposed = {one.id for one in result.framed.proposals if one.instance == instance}
    for entry in assessed.entries:
        if isinstance(entry.content, Finding) and entry.key == key:
            return entry
    guided = (one for one in assessed.entries if one.kind is Kind.PROPOSAL and one.key in proposed)
    return next(guided, None) if line["set_by"] != "fact" else None


def _rule(law: Law, sources: Iterable[Citation]) -> str:
    """The articles; where there are none, what else is cited."""
    every = list(sources)
    binding = [one for one in every if law.works[one.work].kind in _BINDING]
    cited = "; ".join(law.cite(one) for one in binding or every)
    return _labelled(_("Rule: {text}"), cited)


def _instruments(assessed: Assessment, outcome: str) -> Iterator[Paragraph]:
    """What carries a recognition; of all others each that was considered, with what follows."""
    found = assessed.determination
    if found is None:
        return
    considered = {
        one.key: (one, one.content.reasons)
        for one in assessed.entries
        if isinstance(one.content, Considered)
    }
    result = found.by_hypothesis[0].result
    for name, follows in result.by_instrument.items():
        instrument = assessed.law.instrument(name)
        sentences = _SENTENCES.get(instrument.kind)
        carries = name == result.carried_by
        if sentences is None or not (carries or (name in considered and outcome != POSITIVE)):
            continue
        entry, reasons = considered.get(name, (None, ""))
        yield _made(
            [_(sentences.get(follows, "")), reasons, _rule(assessed.law, instrument.about.sources)],
            # What an instrument says follows from the findings; these have the reasons.
            reasons=reasons or name,
            id=paragraph_of("instrument", name),
            part=_PARTS[instrument.kind],
            key=name,
            says=follows.value,
            rests_on=(str(entry.id),) if entry else (),
            heading=_(instrument.about.title),
        )


_SENTENCES = {
    InstrumentKind.REFUGEE_DEFINITION: DEFINITION_SENTENCES,
    InstrumentKind.POSITIVE_ONLY: DEFINITION_SENTENCES,
    InstrumentKind.COMPLEMENTARY: PROTECTION_SENTENCES,
}
_PARTS = {
    InstrumentKind.REFUGEE_DEFINITION: Part.LAW,
    InstrumentKind.POSITIVE_ONLY: Part.LAW,
    InstrumentKind.COMPLEMENTARY: Part.OTHER_PROTECTION,
}


def _conclusion(assessed: Assessment, outcome: str) -> Paragraph:
    """What the officer recommends in the assessment; without that she writes it here."""
    noted = [
        (str(one.id), one.content.text)
        for one in assessed.entries
        if isinstance(one.content, Note) and one.content.section == "recommendation"
    ]
    text = "\n".join(text for _entry, text in noted)
    return _made(
        [text],
        reasons=text,
        id=CONCLUSION,
        part=Part.CONCLUSION,
        key=CONCLUSION,
        says=outcome,
        rests_on=tuple(entry for entry, _text in noted),
        heading=_("Conclusion"),
    )


def _country_information(assessed: Assessment) -> Iterator[Paragraph]:
    cited: dict[str, None] = {}
    entries: dict[str, None] = {}
    for result, instance in carrying(assessed):
        line = element_line(result, instance)
        entry = _behind(assessed, line, result, instance)
        if line["citations"] and entry is not None:
            cited |= dict.fromkeys(line["citations"])
            entries[str(entry.id)] = None
    if cited:
        yield _made(
            cited,
            reasons=COUNTRY_INFORMATION,
            id=COUNTRY_INFORMATION,
            part=Part.COUNTRY_INFORMATION,
            key=COUNTRY_INFORMATION,
            rests_on=tuple(entries),
            heading=_("Country information and passages relied on"),
        )
