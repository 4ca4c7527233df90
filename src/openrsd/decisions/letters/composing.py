"""A letter from what is known: a pure function. What it must say and does not know, it refuses."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from openrsd.decisions.letters.errors import LetterLacks, NoLastDay, NoReasons, SaysRemoval
from openrsd.decisions.letters.profile import OfficeProfile, Place
from openrsd.decisions.letters.reading import (
    LANGUAGE,
    KindFile,
    Letters,
    Must,
    Section,
    WordsFile,
    shipped_letters,
)
from openrsd.decisions.reasons import Paragraph, Reasons
from openrsd.decisions.reasons import Part as ReasonsPart
from openrsd.texts import gettext as _

# Where nothing is known yet: written in by hand, or on the page before the letter is told.
BLANK = "________"
# These refuse, and so have reasons.
WITH_REASONS = frozenset({Must.REFUSAL, Must.END, Must.DISMISSAL})


@dataclass(frozen=True, slots=True)
class Translated:
    """A paragraph of the reasons in her language, as a person wrote it."""

    text: str
    heading: str = ""


@dataclass(frozen=True, slots=True)
class Facts:
    """What a letter rests on. `language` is hers; that of the office stands in `office`.

    `withheld` are ids of paragraphs that are told in person only. `until` is the last day to
    appeal, or to go to court.
    """

    kind: str
    number: str = field(repr=False)
    office_name: str
    office: OfficeProfile
    written: date
    language: str
    name: str = field(default="", repr=False)
    decided: date | None = None
    until: date | None = None
    explained_in: str = ""
    explained_by: str = field(default="", repr=False)
    reasons: Reasons | None = field(default=None, repr=False)
    translation: Mapping[str, Translated] = field(default_factory=dict, repr=False)
    translator: str = field(default="", repr=False)
    withheld: frozenset[str] = frozenset()
    is_draft: bool = False

    @property
    def languages(self) -> tuple[str, ...]:
        """Hers first, then the office's."""
        return tuple(dict.fromkeys((self.language, self.office.language)))

    @property
    def told(self) -> tuple[Paragraph, ...]:
        """The paragraphs of the reasons that the letter tells."""
        every = self.reasons.paragraphs if self.reasons else ()
        return tuple(one for one in every if one.id not in self.withheld)

    @property
    def keeps_back(self) -> bool:
        """Whether a paragraph of the reasons is told in person only."""
        every = self.reasons.paragraphs if self.reasons else ()
        return len(self.told) < len(every)

    @property
    def is_translated(self) -> bool:
        """Whether somebody wrote every paragraph in her language."""
        found = [self.translation.get(one.id) for one in self.told]
        return bool(found) and all(one is not None and one.text.strip() for one in found)


@dataclass(frozen=True, slots=True)
class Part:
    """A heading and what stands below it: fixed words, paragraphs of the reasons, addresses."""

    heading: str
    texts: tuple[str, ...] = ()
    paragraphs: tuple[Translated, ...] = ()
    places: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class InLanguage:
    """The letter in one language."""

    language: str
    title: str
    lines: tuple[str, ...]
    short: tuple[Part, ...]
    parts: tuple[Part, ...]

    def as_text(self) -> str:
        """Word for word, without form."""
        return "\n\n".join(one for one in self._in_order() if one)

    def _in_order(self) -> Iterator[str]:
        yield self.title
        yield "\n".join(self.lines)
        for part in (*self.short, *self.parts):
            yield part.heading
            yield from part.texts
            for one in part.paragraphs:
                yield "\n".join(text for text in (one.heading, one.text) if text)
            yield "\n".join(part.places)


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter in its languages, hers first, and the form that is attached, if one is."""

    kind: str
    languages: tuple[InLanguage, ...]
    form: "Form | None" = None
    is_draft: bool = False

    def as_text(self) -> str:
        """Word for word, in every language."""
        return "\n\n———\n\n".join(one.as_text() for one in self.languages)


@dataclass(frozen=True, slots=True)
class Form:
    """The appeal form: each label in the languages of the letter."""

    labels: Mapping[str, tuple[tuple[str, str], ...]]
    number: str = field(repr=False)


def compose(facts: Facts, letters: Letters | None = None) -> Letter:
    """The letter of these facts, whole.

    LetterLacks, NoLastDay, NoReasons where it could not say what it must; SaysRemoval where its
    words read as if removal were permitted.
    """
    read = letters or shipped_letters()
    kind = read.kinds[facts.kind]
    _require(facts, kind)
    spoken = [tag for tag in facts.languages if tag in read.words]
    made = Letter(
        kind.kind,
        tuple(_in_language(facts, kind, read.words[tag], read) for tag in spoken),
        form_of(facts, read) if kind.attaches else None,
        facts.is_draft,
    )
    said = read.says_removal(made.as_text())
    if said:
        raise SaysRemoval(said)
    return made


def form_of(facts: Facts, letters: Letters | None = None) -> Form:
    """The blank form of an appeal, in the languages of the letter."""
    read = letters or shipped_letters()
    spoken = [read.words[tag] for tag in facts.languages if tag in read.words]
    where = facts.office.appeal.in_one_line() if facts.office.appeal else BLANK
    labels = {
        name: tuple(
            (
                one.language,
                text.format(where=where, until=one.day(facts.until) if facts.until else BLANK),
            )
            for one in spoken
            for text in [one.words[name]]
        )
        for name in read.passages
        if name.startswith("f-") or name == "t-appeal-form"
    }
    return Form(labels, facts.number)


def lacking(facts: Facts) -> list[str]:
    """What the office has not written down and this letter must say, in words."""
    kind = shipped_letters().kinds[facts.kind]
    office = facts.office
    lists = {section.list for section in kind.sections}
    needs_court = kind.must_have is Must.DISMISSAL
    asked: Iterable[tuple[bool, object, str]] = (
        (bool(kind.attaches), office.appeal, _("where to appeal")),
        (needs_court, office.court, _("which court to go to")),
        ("counsel" in lists, office.counsel, _("who gives free counsel")),
        ("counselling" in lists, office.counselling, _("who gives counselling")),
        ("complaints" in lists, office.complaints, _("where to complain")),
    )
    return [what for needed, there, what in asked if needed and not there]


def _require(facts: Facts, kind: KindFile) -> None:
    missing = lacking(facts)
    if missing:
        raise LetterLacks(missing[0])
    if facts.until is None and (kind.attaches or kind.must_have is Must.DISMISSAL):
        raise NoLastDay
    if kind.must_have in WITH_REASONS and not has_reasons(facts.reasons):
        raise NoReasons


def has_reasons(reasons: Reasons | None) -> bool:
    """Whether there are reasons, and words in every paragraph of them."""
    return bool(reasons and reasons.paragraphs) and all(
        one.text.strip() for one in (reasons.paragraphs if reasons else ())
    )


def _in_language(facts: Facts, kind: KindFile, words: WordsFile, read: Letters) -> InLanguage:
    said = _Saying(facts, words, read)
    frame = ["number", *(["name"] if facts.name else []), "office", "written"]
    lines = [said(one) for one in (*frame, *(["decided"] if facts.decided else []))]
    short = kind.short
    return InLanguage(
        words.language,
        said(kind.heading),
        tuple(lines),
        (
            (
                Part(said("h-decided"), tuple(map(said, short.decided))),
                Part(said("h-means"), tuple(map(said, short.means))),
                Part(said("h-do"), tuple(map(said, short.do))),
                Part(said("h-ask"), places=tuple(_one_can_ask(facts))),
            )
            if short
            else ()
        ),
        tuple(said.parts(kind)),
    )


def _one_can_ask(facts: Facts) -> Iterator[str]:
    office = facts.office
    yield Place(
        who=facts.office_name, address=office.address, telephone=office.telephone
    ).in_one_line()
    yield from (one.in_one_line() for one in (*office.counsel, *office.counselling))


class _Saying:
    """The words of one language with what is known put into them."""

    def __init__(self, facts: Facts, words: WordsFile, read: Letters) -> None:
        office = facts.office
        self._facts, self._words = facts, words
        self._known = {
            "number": facts.number,
            "name": facts.name or BLANK,
            "office": facts.office_name,
            "where": office.appeal.in_one_line() if office.appeal else BLANK,
            "court": office.court.in_one_line() if office.court else BLANK,
            "until": words.day(facts.until) if facts.until else BLANK,
            "explained": facts.explained_by or BLANK,
            "translator": facts.translator or BLANK,
            "office_language": words.name_of(office.language),
        }
        self._passages = read.passages

    def __call__(self, passage: str) -> str:
        facts, words = self._facts, self._words
        if passage == LANGUAGE:
            passage = "language-both" if len(facts.languages) > 1 else "language-one"
        day = facts.decided if passage == "decided" else facts.written
        # Of the reasons it is the office's language that is meant; of explaining, that which was
        # spoken; of the letter, hers.
        tag = {
            "explained": facts.explained_in or facts.language,
            "reasons-follow": facts.office.language,
            "reasons-translated": facts.office.language,
        }.get(passage, facts.language)
        return words.words[passage].format(
            **self._known, day=words.day(day) if day else BLANK, language=words.name_of(tag)
        )

    def parts(self, kind: KindFile) -> Iterator[Part]:
        """Every section that has something to say. In which language the reasons stand is said
        once, with the decision; where nobody translated them they stand in the office's alone.
        """
        facts, first = self._facts, True
        foreign = self._words.language != facts.office.language
        has_reasons_ = any(one.reasons for one in kind.sections) and bool(facts.told)
        elsewhere = foreign and has_reasons_ and not facts.is_translated
        for section in kind.sections:
            if elsewhere and section.reasons:
                continue
            made = self._section(section, is_told=bool(kind.told_by))
            if first and foreign and has_reasons_:
                note = "reasons-follow" if elsewhere else "reasons-translated"
                withheld = ["withheld"] if elsewhere and facts.keeps_back else []
                texts = (*made.texts, *map(self, (note, *withheld))) if made else ()
                made = replace(made, texts=texts) if made else None
            first = False
            if made:
                yield made

    def _section(self, section: Section, *, is_told: bool) -> Part | None:
        """One section; none where it has nothing to say and may be left out.

        What a step tells is explained in person; of another letter it is said where it was.
        """
        paragraphs: tuple[Translated, ...] = ()
        texts = [self(one) for one in section.passages]
        if LANGUAGE in section.passages and (is_told or self._facts.explained_by):
            texts.append(self("explained"))
        if section.reasons:
            notes, paragraphs = self._reasons(section.reasons)
            if section.may_be_left_out and not notes and not paragraphs:
                return None
            texts = [*(texts if paragraphs else []), *notes]
            if not texts and not paragraphs:
                texts = [self("nothing-more")]
        heading = self(section.heading) if section.heading else ""
        # Nothing is headed twice by the same words.
        paragraphs = tuple(
            replace(one, heading="") if one.heading == heading else one for one in paragraphs
        )
        return Part(
            heading,
            tuple(texts),
            paragraphs,
            tuple(one.in_one_line() for one in getattr(self._facts.office, section.list))
            if section.list
            else (),
        )

    def _reasons(self, part: ReasonsPart) -> tuple[list[str], tuple[Translated, ...]]:
        """That something of a part is told in person only, and the paragraphs that are told."""
        facts = self._facts
        every = facts.reasons.of(part) if facts.reasons else ()
        told = [one for one in every if one.id not in facts.withheld]
        notes = [self("withheld")] if len(told) < len(every) else []
        if self._words.language == facts.office.language:
            return notes, tuple(Translated(one.text, one.heading) for one in told)
        return notes, tuple(facts.translation[one.id] for one in told)
