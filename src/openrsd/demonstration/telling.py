"""A person of the demonstration tells her story: what is said, handed in and weighed of it."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from uuid import UUID, uuid4

from openrsd.accounts.acting import Actor
from openrsd.assessment import linking
from openrsd.assessment.actions import record_entries
from openrsd.assessment.entries import Finding, MaterialFact, Weighed
from openrsd.assessment.spans import Evidence, Inconsistency, Span
from openrsd.demonstration.making import made
from openrsd.demonstration.stories import (
    DocumentFile,
    FactFile,
    InconsistencyFile,
    RestsFile,
    SaidFile,
    StoryFile,
    Words,
)
from openrsd.evidence import selectors as documents
from openrsd.evidence.actions.receiving import Brought, receive
from openrsd.evidence.actions.telling import note_custody
from openrsd.evidence.models import Document
from openrsd.interviews.actions import end_narrative, save_said
from openrsd.interviews.content import Said
from openrsd.interviews.recording import Hand
from openrsd.interviews.spoken import Spoken, spoken_of

PERSON = "The person"


@dataclass(slots=True)
class Telling:
    """A story on its way through a case: what was said and handed in so far, by its names. `came`
    is the day on which the papers were handed in.
    """

    story: StoryFile
    words: Words
    came: date
    blocks: dict[str, UUID] = field(default_factory=dict)
    documents: dict[str, UUID] = field(default_factory=dict)

    def hand_in(self, claim: UUID, *, acting: Actor) -> None:
        """The documents, each with its custody."""
        for one in self.story.documents:
            name, content = made(one.made, one.title, [self._said(line) for line in one.lines])
            is_hers = one.from_ == PERSON
            kept = receive(
                claim,
                _brought(name, content),
                _described(one, self.came),
                from_person=is_hers,
                acting=acting,
            )
            self.documents[one.is_] = kept.id
            for moved in one.custody:
                said = {"what": moved.what, "given_by": moved.by, "given_to": moved.to}
                on = self.came.isoformat()
                note_custody(kept.id, {**said, "on": on, "note": moved.note}, acting=acting)

    def begin(self, interview: UUID, *, acting: Actor) -> None:
        """The first half of the conversation."""
        self._hear(interview, self.story.interview[: self._half], acting)

    def finish(self, interview: UUID, *, acting: Actor) -> None:
        """The other half, after the free account."""
        end_narrative(interview, acting=acting)
        self._hear(interview, self.story.interview[self._half :], acting)

    def weigh(self, claim: UUID, *, acting: Actor) -> None:
        """The material facts, tied to the words and papers on which they rest."""
        spoken = {one.block: one for one in spoken_of(acting, claim)}
        said = {name: spoken[block] for name, block in self.blocks.items()}
        resting = _Resting(self, claim, said, acting)
        record_entries(claim, [resting.fact(one) for one in self.story.facts], acting=acting)

    def rested(self, finding: Finding) -> Finding:
        """The finding with the facts that speak of its element."""
        names = [one.id for one in self.story.facts if finding.element in one.elements]
        return finding.model_copy(update={"rests_on": names}) if names else finding

    @property
    def _half(self) -> int:
        return len(self.story.interview) // 2

    def _hear(self, interview: UUID, said: list[SaidFile], acting: Actor) -> None:
        numbers = {one.is_: number for number, one in enumerate(self.story.interview, 1)}
        for one in said:
            block = uuid4()
            if one.is_:
                self.blocks[one.is_] = block
            content = Said(
                one.by,
                self._said(one.says),
                language=one.language,
                marks=tuple(one.marks),
                puts=tuple(numbers[name] for name in one.puts),
            )
            save_said(interview, block, content, Hand(uuid4()), acting=acting)

    def _said(self, text: str) -> str:
        filled = text.format_map(self.words)
        return filled[0].upper() + filled[1:]


@dataclass(frozen=True, slots=True)
class _Resting:
    """Makes facts of what stands in the record of one claim."""

    telling: Telling
    claim: UUID
    said: dict[str, Spoken]
    acting: Actor

    def fact(self, one: FactFile) -> MaterialFact:
        """The fact as the officer records it."""
        return MaterialFact(
            id=one.id,
            proposition=one.proposition,
            importance=one.importance,
            elements=one.elements,
            evidence=list(self._evidence(one.rests)),
            indicators=[
                Weighed(indicator=name, shows="supports", observation=text)
                for name, text in one.indicators.items()
            ],
            factors=one.factors,
            inconsistencies=[self._inconsistency(each) for each in one.inconsistencies],
            value=one.value,
            reasons=one.reasons,
        )

    def _evidence(self, rests: list[RestsFile]) -> Iterator[Evidence]:
        for number, one in enumerate(rests, 1):
            span = self._span(one)
            yield Evidence(**span.model_dump(), id=f"e{number}", bears="for", note=one.note)

    def _inconsistency(self, one: InconsistencyFile) -> Inconsistency:
        return Inconsistency(
            id=one.id,
            kind=one.kind,
            weight=one.weight,
            one=self._span(one.one),
            other=self._span(one.other),
            put=linking.span_of(self.said[one.put], ""),
            answer=linking.span_of(self.said[one.answer], ""),
            accepted=one.accepted,
            reasons=one.reasons,
        )

    def _span(self, one: RestsFile) -> Span:
        if one.of in self.said:
            return linking.span_of(self.said[one.of], one.words)
        kept = Document.objects.get(id=self.telling.documents[one.of])
        file = next(each for each in self.telling.story.documents if each.is_ == one.of)
        line = self.telling._said(file.lines[one.passage - 1])
        places = [
            passage.number
            for passage in documents.passages(kept, 1)[0]
            if passage.text and " ".join(passage.text.split()) in line
        ]
        if not places:
            # A picture, in which nobody recognised the letters.
            return linking.other(f"Document {kept.number} ({file.title})", line)
        return linking.document(self.acting, self.claim, kept.id, 1, places[0], places[-1])


def _brought(name: str, content: bytes) -> Brought:
    return Brought(name, len(content), lambda: iter([content]))


def _described(one: DocumentFile, came: date) -> dict[str, str]:
    return {
        "title": one.title,
        "kind": one.kind,
        "language": one.language,
        "made_on": (came - timedelta(days=one.before)).isoformat(),
        "received_from": one.from_,
        "received_by": "The desk",
        "received_on": came.isoformat(),
        "note": one.note,
    }
