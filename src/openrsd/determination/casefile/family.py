"""Families in a case file: everyone is known, nobody descends or derives from themselves."""

from collections.abc import Iterable, Sequence

from openrsd.determination.casefile.shapes import CaseFile, PersonPart
from openrsd.determination.record import PersonRecord
from openrsd.errors import Problem
from openrsd.law.documents import Document, Path


def check_family(
    document: Document,
    file: CaseFile,
    parts: Sequence[tuple[PersonPart, Path]],
    problems: list[Problem],
) -> None:
    """Add a problem for every unknown or repeated person and every circle."""
    ids: dict[str, Path] = {}
    for part, path in parts:
        if part.id in ids:
            problems.append(
                document.problem(
                    (*path, "id"), "duplicate-id", f"the person '{part.id}' stands twice"
                )
            )
        ids[part.id] = path
    parents: dict[str, set[str]] = {}
    for i, relation in enumerate(file.family):
        for key, name in (("person", relation.person), ("of", relation.of)):
            if name not in ids:
                problems.append(_nobody(document, ("family", i, key), name, ids))
        if relation.person == relation.of:
            problems.append(
                document.problem(
                    ("family", i), "family", f"'{relation.person}' is related to themselves"
                )
            )
        elif relation.relation == "child":
            parents.setdefault(relation.person, set()).add(relation.of)
        elif relation.relation == "parent":
            parents.setdefault(relation.of, set()).add(relation.person)
    circle = _circle(parents)
    if circle:
        shown = " → ".join(circle)
        problems.append(document.problem(("family",), "family", f"the family is circular: {shown}"))
    _check_principals(document, parts, ids, problems)


def _check_principals(
    document: Document,
    parts: Sequence[tuple[PersonPart, Path]],
    ids: dict[str, Path],
    problems: list[Problem],
) -> None:
    principals = {part.id: {part.principal} for part, _ in parts if part.principal is not None}
    for part, path in parts:
        if part.principal is not None and part.principal not in ids:
            problems.append(_nobody(document, (*path, "principal"), part.principal, ids))
    circle = _circle(principals)
    if circle:
        shown = " → ".join(circle)
        path = (*ids[circle[0]], "principal")
        problems.append(document.problem(path, "family", f"the principals are circular: {shown}"))


def in_order_of_principals(persons: Iterable[PersonRecord]) -> list[PersonRecord]:
    """The persons with each principal before those who derive status from her."""
    waiting = {person.id: person for person in persons}
    ordered: list[PersonRecord] = []
    while waiting:
        ready = [p for p in waiting.values() if p.principal not in waiting]
        for person in ready:
            ordered.append(waiting.pop(person.id))
    return ordered


def _nobody(document: Document, path: Path, name: str, ids: dict[str, Path]) -> Problem:
    known = ", ".join(sorted(ids))
    return document.problem(
        path, "unknown-id", f"no person '{name}' stands in this file", f"one of {known}"
    )


def _circle(leads_to: dict[str, set[str]]) -> list[str]:
    """One circle, or an empty list. Each step removes everyone who leads nowhere any more."""
    left = {name: set(targets) for name, targets in leads_to.items()}
    while True:
        ends = {target for targets in left.values() for target in targets} - set(left)
        pruned = {name: targets - ends for name, targets in left.items()}
        pruned = {name: targets for name, targets in pruned.items() if targets}
        if pruned == left:
            break
        left = pruned
    if not left:
        return []
    trail = [min(left)]
    while True:
        following = min(left[trail[-1]])
        if following in trail:
            return [*trail[trail.index(following) :], following]
        trail.append(following)
