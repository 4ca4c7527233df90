"""No element depends on itself; burdens, derivations and proposals never turn on the person."""

from collections.abc import Iterator

from openrsd.errors import Problem
from openrsd.law.corpus import Corpus
from openrsd.law.documents import Path
from openrsd.law.expressions import references
from openrsd.law.files import Scope
from openrsd.law.polarity import branch_signs, signs_of


def check_cycles(corpus: Corpus) -> Iterator[Problem]:
    """No element depends on itself."""
    parts: dict[str, set[str]] = {}
    for entry in corpus.elements:
        own = parts.setdefault(entry.item.id, set())
        for expression in (entry.item.combine, entry.item.opens):
            if expression is not None:
                own.update(references(expression))
    state: dict[str, str] = {}
    for entry in corpus.elements:
        cycle = _find_cycle(entry.item.id, parts, state)
        if cycle:
            shown = " → ".join(cycle)
            yield entry.problem("cycle", f"the element depends on itself: {shown}", at=("combine",))


def _find_cycle(start: str, parts: dict[str, set[str]], state: dict[str, str]) -> list[str]:
    """A cycle reachable from `start` that was not reported yet. Iterative, for deep graphs."""
    if start in state:
        return []
    trail: list[str] = []
    stack: list[tuple[str, bool]] = [(start, False)]
    while stack:
        name, leaving = stack.pop()
        if leaving:
            state[name] = "done"
            trail.pop()
            continue
        if state.get(name) == "open":
            state.update(dict.fromkeys(trail, "done"))
            return [*trail[trail.index(name) :], name]
        if name in state:
            continue
        state[name] = "open"
        trail.append(name)
        stack.append((name, True))
        stack.extend((part, False) for part in sorted(parts.get(name, ())))
    return []


def check_burdens(corpus: Corpus) -> Iterator[Problem]:
    """Each leaf in a branch on the authority's burden has one favourable reading."""
    elements = {entry.item.id: entry.item for entry in corpus.elements}
    for entry in corpus.elements:
        if not entry.item.on_authority:
            continue
        for name, signs in branch_signs(entry.item, elements).items():
            inner = elements[name]
            if inner.is_leaf and len(signs) > 1:
                yield entry.problem(
                    "polarity",
                    f"'{name}' counts both towards and against this branch, so an unresolved "
                    "answer has no favourable reading",
                    "as-found around one of the two",
                )
            if inner.on_authority and -1 in signs:
                yield entry.problem(
                    "polarity", f"the authority's branch '{name}' counts against this one"
                )


def check_derivations(corpus: Corpus) -> Iterator[Problem]:
    """Neither facts nor guidance speak against the person by themselves."""
    elements = {entry.item.id: entry.item for entry in corpus.elements}
    signs = signs_of(elements, [entry.item for entry in corpus.instruments])
    for entry in corpus.elements:
        for i, derivation in enumerate(entry.item.about.derived):
            at: Path = ("derived", i)
            if not entry.item.is_leaf:
                yield entry.problem("derivation", "only a leaf follows from facts", at=at)
            if derivation.gives == "yes" and -1 in signs[entry.item.id]:
                yield entry.problem(
                    "derivation", "a fact may not by itself speak against the person", at=at
                )
            if derivation.gives == "not-applicable" and entry.item.scope is not Scope.DESTINATION:
                yield entry.problem(
                    "derivation", "only a bar to removal can be not applicable", at=at
                )
    for guide in corpus.guidance:
        for i, profile in enumerate(guide.item.profiles):
            for j, proposal in enumerate(profile.proposes):
                if -1 in signs[proposal.element]:
                    yield guide.problem(
                        "proposal",
                        f"a yes on '{proposal.element}' would speak against the person",
                        "proposals on inclusion or on bars to removal only",
                        at=("profiles", i, "proposes", j),
                    )
