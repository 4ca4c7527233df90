"""Triage and the interview plan name what exists, keep secrets from the desk, and never lead."""

import re
from collections.abc import Iterable, Iterator
from typing import Any

from openrsd.errors import Problem
from openrsd.law.checks.naming import unknown_country, unknown_id
from openrsd.law.checks.references import check_condition
from openrsd.law.corpus import Corpus, Entry
from openrsd.law.countries import is_country
from openrsd.law.documents import Path
from openrsd.law.files import FactFile, Scope
from openrsd.law.plan_files import LeadingForm, PlanFile
from openrsd.law.shapes import FactCondition
from openrsd.law.triage_files import DESK_KINDS, ModalityRule, TriageRule

FEWEST_QUESTIONS = 2
ANSWERS = {"yes", "no", "unknown"}


def check_triage(corpus: Corpus) -> Iterator[Problem]:
    """All problems of the lists that triage and the plan read."""
    yield from _sources(corpus)
    yield from _twice(corpus)
    yield from _rules(corpus)
    yield from _needs(corpus)
    yield from _modalities(corpus)
    yield from _priorities(corpus)
    yield from _suggestions(corpus)
    yield from _plan(corpus)


def _sources(corpus: Corpus) -> Iterator[Problem]:
    works = {entry.item.id for entry in corpus.works}
    triage = corpus.triage
    tables: tuple[Iterable[Entry[Any]], ...] = (
        triage.rules,
        triage.needs,
        triage.modalities,
        triage.modality_rules,
        triage.priorities,
        triage.suggestions,
    )
    for table in tables:
        for entry in table:
            for i, source in enumerate(entry.item.sources):
                if source.work not in works:
                    yield unknown_id(entry, "work", source.work, works, ("sources", i, "work"))


def _twice(corpus: Corpus) -> Iterator[Problem]:
    """Nothing stands twice under one name."""
    triage = corpus.triage
    named: list[tuple[Entry[Any], str, Path]] = []
    for kind, table in (
        ("rule", triage.rules),
        ("list of codes", triage.needs),
        ("modality", triage.modalities),
        ("modality rule", triage.modality_rules),
        ("suggestion", triage.suggestions),
        ("phase", corpus.plan.phases),
    ):
        named += [(entry, f"{kind} '{entry.item.id}'", ("id",)) for entry in table]
    for needs in triage.needs:
        for i, code in enumerate(needs.item.codes):
            what = f"code '{code.code}' of '{needs.item.id}'"
            named.append((needs, what, ("codes", i, "code")))
    named += [(one, f"priority level {one.item.level}", ("level",)) for one in triage.priorities]
    for entry in corpus.plan.entries:
        where = f" for {entry.item.country}" if entry.item.country else ""
        what = entry.item.element or entry.item.list_ or ""
        named.append((entry, f"plan of '{what}'{where}", ()))
    seen: dict[str, Entry[Any]] = {}
    for entry, what, at in named:
        if what in seen:
            line, _ = seen[what].document.place(seen[what].path)
            already = f"the {what} stands already in {seen[what].document.name}:{line}"
            yield entry.problem("duplicate-id", already, at=at)
        seen.setdefault(what, entry)


def _facts_in(condition: FactCondition) -> Iterator[tuple[str, list[str]]]:
    if condition.fact is not None:
        yield condition.fact, condition.is_ or []
    for part in (*(condition.all or ()), *(condition.any or ())):
        yield from _facts_in(part)


def _condition(
    corpus: Corpus, entry: Entry[Any], condition: FactCondition | None, at: Path
) -> Iterator[Problem]:
    """A condition on known facts, with values that these facts can have."""
    if condition is None:
        return
    yield from check_condition(corpus, entry, condition, at)
    facts = {fact.item.id: fact.item for fact in corpus.facts}
    for name, values in _facts_in(condition):
        known = _values(facts.get(name))
        for value in values:
            if known and value not in known:
                wrong = f"the fact '{name}' is never '{value}'"
                yield entry.problem("value", wrong, " or ".join(sorted(known)), at=at)


def _values(fact: FactFile | None) -> set[str]:
    if fact is None or fact.kind not in ("yes-no", "choice"):
        return set()
    return set(fact.choices) if fact.kind == "choice" else ANSWERS


def _rules(corpus: Corpus) -> Iterator[Problem]:
    sensitive = {fact.item.id for fact in corpus.facts if fact.item.sensitive}
    for entry in corpus.triage.rules:
        rule = entry.item
        if (rule.when is None) == (rule.arises is None):
            yield _one_condition(entry)
        yield from _condition(corpus, entry, rule.when, ("when",))
        told = {name for name, _ in _facts_in(rule.when)} & sensitive if rule.when else set()
        if told and rule.kind in DESK_KINDS and rule.desk is None:
            names = ", ".join(sorted(told))
            yield entry.problem(
                "desk",
                f"the desk may not see {names}",
                "'desk' with a neutral title",
            )


def _one_condition(entry: Entry[TriageRule]) -> Problem:
    said = "a rule holds on facts or on something else of the record"
    return entry.problem("condition", said, "exactly one of 'when' and 'arises'")


def _needs(corpus: Corpus) -> Iterator[Problem]:
    for entry in corpus.triage.needs:
        codes = {code.code for code in entry.item.codes}
        for i, code in enumerate(entry.item.codes):
            yield from _condition(corpus, entry, code.when, ("codes", i, "when"))
            parent = code.code.partition("-")[0]
            if parent not in codes:
                yield unknown_id(entry, "code", parent, codes, ("codes", i, "code"))


def _modalities(corpus: Corpus) -> Iterator[Problem]:
    known = {entry.item.id for entry in corpus.triage.modalities}
    rules = corpus.triage.modality_rules
    for entry in rules:
        rule = entry.item
        yield from _condition(corpus, entry, rule.when, ("when",))
        if rule.when is not None and rule.arises is not None:
            yield entry.problem("condition", "both 'when' and 'arises' stand here", "one of them")
        if (rule.proposes is None) == (not rule.keeps_from):
            said = "a rule proposes a modality or keeps a case from some"
            yield entry.problem("modality", said, "exactly one of 'proposes' and 'keeps-from'")
        if rule.proposes is not None and rule.proposes not in known:
            yield unknown_id(entry, "modality", rule.proposes, known, ("proposes",))
        for i, name in enumerate(rule.keeps_from):
            if name not in known:
                yield unknown_id(entry, "modality", name, known, ("keeps-from", i))
    if rules and not _default_stands(rules[-1].item):
        said = "the last rule must propose a modality for every case"
        yield rules[-1].problem("modality", said, "'proposes' and no condition")


def _default_stands(rule: ModalityRule) -> bool:
    return rule.proposes is not None and rule.when is None and rule.arises is None


def _priorities(corpus: Corpus) -> Iterator[Problem]:
    levels = sorted(corpus.triage.priorities, key=lambda entry: entry.item.level)
    for entry in levels:
        yield from _condition(corpus, entry, entry.item.when, ("when",))
    for entry in levels[:-1]:
        if entry.item.when is None:
            yield entry.problem("priority", "only the last level holds for everyone", "'when'")
    if levels and levels[-1].item.when is not None:
        said = "the last level must hold for everyone"
        yield levels[-1].problem("priority", said, "no 'when'", at=("when",))


def _suggestions(corpus: Corpus) -> Iterator[Problem]:
    kinds = {entry.item.id for entry in corpus.harm_kinds}
    elements = {e.item.id for e in corpus.elements if e.item.is_leaf}
    for entry in corpus.triage.suggestions:
        item = entry.item
        yield from _condition(corpus, entry, item.when, ("when",))
        if item.kind not in kinds:
            yield unknown_id(entry, "kind of harm", item.kind, kinds, ("kind",))
        if item.element is not None and item.element not in elements:
            yield unknown_id(entry, "element", item.element, elements, ("element",))


def _plan(corpus: Corpus) -> Iterator[Problem]:
    leaves = {e.item.id for e in corpus.elements if e.item.is_leaf}
    scopes = {e.item.id: e.item.scope for e in corpus.elements}
    forms = [entry.item for entry in corpus.plan.leading_forms]
    for entry in corpus.plan.entries:
        topic = entry.item
        if (topic.element is None) == (topic.list_ is None):
            said = "an entry is for one question"
            yield entry.problem("plan", said, "exactly one of 'element' and 'list'")
        if topic.element is not None and topic.element not in leaves:
            yield unknown_id(entry, "element that a person answers", topic.element, leaves, ())
        if topic.country is not None and not is_country(topic.country):
            yield unknown_country(entry, topic.country, ("country",))
        if topic.country is not None and scopes.get(topic.element or "") is Scope.ACT:
            said = "no country has questions of its own about an act"
            yield entry.problem("plan", said, at=("country",))
        yield from _complete(entry)
        for i, question in enumerate(topic.ask):
            yield from _wording(entry, question, forms, ("ask", i))


def _complete(entry: Entry[PlanFile]) -> Iterator[Problem]:
    topic = entry.item
    if topic.not_for_the_person and not topic.look_up:
        said = "what is not asked of the person is looked up"
        yield entry.problem("plan", said, "'look-up'", at=("not-for-the-person",))
    if topic.country is not None:
        if not topic.ask:
            yield entry.problem("plan", "nothing is asked here", "'ask'", at=("country",))
    elif not topic.not_for_the_person and len(topic.ask) < FEWEST_QUESTIONS:
        said = "a question of law needs wording for the person"
        yield entry.problem("plan", said, "2 to 6 lines of 'ask', or 'not-for-the-person'")


def _wording(
    entry: Entry[PlanFile], question: str, forms: list[LeadingForm], at: Path
) -> Iterator[Problem]:
    """One open question each, that neither leads nor blames."""
    if not question.endswith("?") or question.count("?") != 1:
        said = f"'{question[:60]}' is not one question"
        yield entry.problem("wording", said, "one question that ends with '?'", at=at)
    for form in forms:
        words = re.escape(form.form)
        pattern = rf"\b{words}\b" if form.anywhere else rf"^{words}\b"
        if re.search(pattern, question, re.IGNORECASE):
            said = f"'{form.form}' leads or blames: {form.because}"
            yield entry.problem("wording", said, "an open question", at=at)
