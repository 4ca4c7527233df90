"""Questionnaires record known facts, keep to what may be collected, and skip by looking back."""

from collections.abc import Iterator, Mapping
from typing import Any

from openrsd.errors import Problem
from openrsd.law.checks.intake_conditions import check_skip_logic
from openrsd.law.checks.naming import unknown_id
from openrsd.law.corpus import Corpus, Entry, by_id
from openrsd.law.documents import Path
from openrsd.law.files import FactFile
from openrsd.law.intake_files import (
    FITTING_KINDS,
    NO_ANSWER,
    UNKNOWN,
    WITH_CHOICES,
    YES_NO,
    AskedBy,
    BlockFile,
    ChoiceFile,
    Kind,
    Manner,
    QuestionFile,
    QuestionnaireFile,
    block_wordings,
)


def check_intake(corpus: Corpus) -> Iterator[Problem]:
    """All that can be wrong with questionnaires, their blocks and what is never collected."""
    intake = corpus.intake
    facts = by_id(corpus.facts)
    yield from _check_never_collected(corpus, facts)
    blocks = by_id(intake.blocks)
    for entry in intake.blocks:
        yield from _check_block(corpus, entry, facts)
    named: dict[str, set[str]] = {}
    for questionnaire in intake.questionnaires:
        for i, name in enumerate(questionnaire.item.blocks):
            if name not in blocks:
                yield unknown_id(questionnaire, "block", name, set(blocks), ("blocks", i))
            named.setdefault(name, set()).update(questionnaire.item.languages)
        yield from _check_questionnaire(corpus, questionnaire)
    for entry in intake.blocks:
        if entry.item.id not in named:
            unused = f"no questionnaire has the block '{entry.item.id}'"
            yield entry.problem("unused", unused, "its id among the blocks of a questionnaire")
        else:
            yield from _check_stray_languages(entry, named[entry.item.id])


def _check_never_collected(corpus: Corpus, facts: Mapping[str, FactFile]) -> Iterator[Problem]:
    works = {entry.item.id for entry in corpus.works}
    for entry in corpus.intake.never_collected:
        for i, source in enumerate(entry.item.sources):
            if source.work not in works:
                yield unknown_id(entry, "work", source.work, works, ("sources", i, "work"))
        for key, names in (
            ("not-at-the-desk", entry.item.not_at_the_desk),
            ("never-pressed", entry.item.never_pressed),
        ):
            for i, name in enumerate(names):
                if name not in facts:
                    yield unknown_id(entry, "fact", name, set(facts), (key, i))


def _check_questionnaire(corpus: Corpus, entry: Entry[QuestionnaireFile]) -> Iterator[Problem]:
    """What must be true between its blocks, each problem at its place in the block."""
    found = {block.item.id: block for block in corpus.intake.blocks}
    seen: dict[str, str] = {}
    for i, name in enumerate(entry.item.blocks):
        if name in entry.item.blocks[:i]:
            yield entry.problem(
                "duplicate-id", f"the block '{name}' stands twice", at=("blocks", i)
            )
        elif name in found:
            yield from _check_languages(found[name], entry.item)
            for j, question in enumerate(found[name].item.questions):
                other = seen.setdefault(question.id, name)
                if other != name:
                    yield found[name].problem(
                        "duplicate-id",
                        f"'{question.id}' is asked already in the block '{other}'",
                        at=("questions", j, "id"),
                    )
    order = [found[name] for name in dict.fromkeys(entry.item.blocks) if name in found]
    yield from check_skip_logic(order)


def _check_languages(entry: Entry[BlockFile], about: QuestionnaireFile) -> Iterator[Problem]:
    for at, wording in block_wordings(entry.item):
        missing = [language for language in about.languages if language not in wording]
        if missing:
            yield entry.problem(
                "language",
                f"this is not said in {', '.join(missing)}",
                "the text in every language of the questionnaire",
                at=at,
            )


def _check_stray_languages(entry: Entry[BlockFile], known: set[str]) -> Iterator[Problem]:
    for at, wording in block_wordings(entry.item):
        for language in wording:
            if language not in known:
                stray = f"'{language}' is no language of the questionnaire"
                yield entry.problem("language", stray, ", ".join(sorted(known)), at=(*at, language))


def _check_block(
    corpus: Corpus, entry: Entry[BlockFile], facts: Mapping[str, FactFile]
) -> Iterator[Problem]:
    block = entry.item
    if not block.questions and not block.say:
        yield entry.problem("empty", "this block asks nothing and says nothing")
    seen: set[str] = set()
    for i, question in enumerate(block.questions):
        at: Path = ("questions", i)
        if question.id in seen:
            yield entry.problem(
                "duplicate-id", f"the question '{question.id}' stands twice", at=(*at, "id")
            )
        seen.add(question.id)
        yield from _check_answers(entry, question, at)
        for name, value, place in _records(question):
            yield from _check_record(entry, question, name, value, facts, (*at, *place))
            yield from _check_place_of_fact(corpus, entry, name, facts, (*at, *place))


def _check_answers(entry: Entry[Any], question: QuestionFile, at: Path) -> Iterator[Problem]:
    yield from _check_choices(entry, question.kind, question.choices, at)
    if bool(question.fields) != (question.kind is Kind.PERSONS):
        yield entry.problem(
            "fields",
            f"'{question.id}' is of the kind {question.kind}",
            "fields where the kind is persons, and nowhere else",
            at=at,
        )
    seen: set[str] = set()
    for i, field in enumerate(question.fields):
        place: Path = (*at, "fields", i)
        if field.id in seen:
            twice = f"the field '{field.id}' stands twice"
            yield entry.problem("duplicate-id", twice, at=(*place, "id"))
        seen.add(field.id)
        yield from _check_choices(entry, Kind(field.kind), field.choices, place)
        for j, choice in enumerate(field.choices):
            if choice.records:
                yield entry.problem(
                    "records",
                    "what is said of another person records no fact of this one",
                    at=(*place, "choices", j, "records"),
                )


def _check_choices(
    entry: Entry[Any], kind: Kind, choices: list[ChoiceFile], at: Path
) -> Iterator[Problem]:
    if bool(choices) != (kind in WITH_CHOICES):
        yield entry.problem(
            "choices",
            f"this is of the kind {kind}",
            "choices where the kind is choice or choices, and nowhere else",
            at=at,
        )
    seen: set[str] = set()
    for i, choice in enumerate(choices):
        place: Path = (*at, "choices", i, "id")
        if choice.id in seen:
            yield entry.problem("duplicate-id", f"the choice '{choice.id}' stands twice", at=place)
        if choice.id in (UNKNOWN, NO_ANSWER):
            yield entry.problem(
                "value",
                f"'{choice.id}' may be answered to every question",
                "another word, or no such choice",
                at=place,
            )
        seen.add(choice.id)


def _records(question: QuestionFile) -> Iterator[tuple[str, str | None, Path]]:
    """Each fact that an answer may record, the value where a choice gives it, and the place."""
    if question.fact is not None:
        yield question.fact, None, ("fact",)
    for i, choice in enumerate(question.choices):
        for name, value in choice.records.items():
            yield name, value, ("choices", i, "records", name)


def _check_record(
    entry: Entry[Any],
    question: QuestionFile,
    name: str,
    value: str | None,
    facts: Mapping[str, FactFile],
    at: Path,
) -> Iterator[Problem]:
    """The fact exists, a person can answer it, and every value is one that it may have."""
    fact = facts.get(name)
    if fact is None or fact.computed:
        known = {one.id for one in facts.values() if not one.computed}
        yield unknown_id(entry, "fact", name, known, at)
        return
    allowed = {"yes-no": list(YES_NO), "choice": list(fact.choices)}.get(fact.kind, [])
    if value is not None:
        if value not in allowed:
            yield entry.problem(
                "value", f"'{value}' for '{name}'", ", ".join(allowed) or "a question", at=at
            )
        return
    if question.kind is not FITTING_KINDS[fact.kind]:
        yield entry.problem(
            "value",
            f"'{name}' is a fact of the kind {fact.kind}, and the question of {question.kind}",
            f"a question of the kind {FITTING_KINDS[fact.kind]}",
            at=at,
        )
    elif fact.kind == "choice":
        for choice in question.choices:
            if choice.id not in fact.choices:
                yield entry.problem(
                    "value",
                    f"'{name}' has no value '{choice.id}'",
                    ", ".join(fact.choices),
                    at=at,
                )


def _check_place_of_fact(
    corpus: Corpus, entry: Entry[BlockFile], name: str, facts: Mapping[str, FactFile], at: Path
) -> Iterator[Problem]:
    """Sensitive facts stand in sensitive blocks, and what may not be asked there is not asked."""
    block = entry.item
    if name in facts and facts[name].sensitive and not block.sensitive:
        yield entry.problem(
            "sensitive",
            f"'{name}' is a sensitive fact, and this block is open to everyone",
            "sensitive: yes on the block",
            at=at,
        )
    at_desk = block.asked_by is AskedBy.DESK
    for rule in (one.item for one in corpus.intake.never_collected):
        if name in rule.not_at_the_desk and at_desk:
            yield entry.problem(
                "never-collected",
                f"'{name}' is not for the desk: {rule.what}",
                "a block asked by the officer",
                at=at,
            )
        if name in rule.never_pressed and not (block.private and block.sensitive):
            yield entry.problem(
                "never-collected",
                f"'{name}' is never pressed for: {rule.what}",
                "a private and sensitive block",
                at=at,
            )
        if name in rule.never_pressed and at_desk and block.manner is Manner.ASKED:
            yield entry.problem(
                "never-collected",
                f"'{name}' is not asked at the desk: {rule.what}",
                "manner: if-said",
                at=at,
            )
