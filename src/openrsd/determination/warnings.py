"""Warnings: the common errors and contradictions that law files declare, and those of the engine.

A warning never changes a value. Each has a stable code, a text and a source.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from openrsd.determination.circuit import Circuit, Op
from openrsd.determination.evaluation import Evaluation
from openrsd.determination.frame import Binding, Instance
from openrsd.determination.framing import Framed
from openrsd.determination.guidance import fitting_profiles
from openrsd.determination.naming import in_words
from openrsd.determination.outcome import Outcome, PersonOutcome
from openrsd.determination.record import CaseKind, PersonRecord
from openrsd.determination.values import (
    STATE_NAMES,
    UNDETERMINED,
    VALUE_NAMES,
    YES,
    State,
)
from openrsd.law.countries import country_name
from openrsd.law.expressions import SCOPE_VARIABLES
from openrsd.law.files import Scope, WarningFile
from openrsd.law.guidance_files import ProfileFile
from openrsd.law.model import Law
from openrsd.texts import current_language
from openrsd.texts import gettext as _

UNASKED = {STATE_NAMES[State.OPEN], VALUE_NAMES[UNDETERMINED]}


@dataclass(frozen=True, slots=True)
class Warned:
    """A warning where it applies. `concerns` are the instances that it speaks of."""

    code: str
    text: str
    source: str
    concerns: tuple[Instance, ...]


def shown_value(circuit: Circuit, evaluation: Evaluation, instance: Instance) -> str:
    """An instance's value as people see it: the record of a leaf, the combination of a composite.

    A leaf in no instrument of the frame shows what is recorded on it; one for which a finding on
    the whole stands was not reached (law.md §0.1).
    """
    state = evaluation.state(instance)
    node = circuit.node(instance)
    if node is not None and state is State.OPEN and evaluation.is_covered(node):
        return STATE_NAMES[State.NOT_REACHED]
    if node is None or circuit.ops[node] is Op.LEAF:
        return STATE_NAMES[state]
    value = evaluation.value(node)
    if value == UNDETERMINED and state is State.NOT_REACHED:
        return STATE_NAMES[state]
    return VALUE_NAMES[value]


def warnings_for(
    record: PersonRecord,
    framed: Framed,
    circuit: Circuit,
    evaluation: Evaluation,
    result: PersonOutcome,
) -> list[Warned]:
    """All warnings of one hypothesis: the engine's first, then those of the law files."""
    declared = [
        warned
        for warning in framed.frame.law.warnings
        for warned in _declared(warning, circuit, evaluation, live=record.kind is CaseKind.CASE)
    ]
    return [
        *_conflicts(evaluation),
        *_overridden(framed),
        *_live_composites(record, framed, evaluation),
        *_exclusion_first(circuit, evaluation, result),
        *_guidance(record, framed),
        *_nationalities(record, framed),
        *declared,
    ]


def _declared(
    warning: WarningFile, circuit: Circuit, evaluation: Evaluation, *, live: bool
) -> Iterator[Warned]:
    frame = circuit.frame
    for bound in frame.bindings(warning.each):
        concerns = [
            _instance(frame.law, condition.element, bound)
            for condition in warning.when
            if condition.element in frame.law.elements
        ]
        laid_out = [i for i in concerns if i in circuit.nodes_of or i in evaluation.records]
        if len(laid_out) < len(warning.when):
            continue
        values = [shown_value(circuit, evaluation, instance) for instance in concerns]
        conditions = zip(warning.when, values, strict=True)
        applies = all(_is(value, condition.is_) for condition, value in conditions)
        # A published decision need not speak of everything: there, something must be found.
        if applies and (live or set(values) - UNASKED):
            source = "; ".join(frame.law.cite(cited) for cited in warning.sources)
            yield Warned(warning.id, warning.text, source, tuple(concerns))


def _instance(law: Law, element: str, bound: Binding) -> Instance:
    variables = SCOPE_VARIABLES[law.elements[element].scope]
    return Instance(element, tuple(bound[variable] for variable in variables))


def _is(value: str, wanted: list[str]) -> bool:
    if value in wanted:
        return True
    return "undetermined" in wanted and value in ("open", "unresolved", "not-reached")


def _conflicts(evaluation: Evaluation) -> Iterator[Warned]:
    law = evaluation.circuit.frame.law
    for instance in evaluation.conflicts():
        parts = _recorded_parts(evaluation, instance)
        named = ", ".join(in_words(law, part) for part in parts)
        text = _(
            "{composite} is recorded as {value}, but its parts say the opposite: {parts}. It "
            "counts as undetermined, and no negative is possible, until a person resolves this."
        ).format(
            composite=in_words(law, instance),
            value=STATE_NAMES[evaluation.state(instance)],
            parts=named,
        )
        yield Warned("composite-conflict", text, "semantics of composites", (instance, *parts))


def _recorded_parts(evaluation: Evaluation, composite: Instance) -> list[Instance]:
    """The recorded parts, at any depth, that make the body of a composite determined."""
    circuit = evaluation.circuit
    found: dict[Instance, None] = {}
    for top in circuit.nodes_of.get(composite, ()):
        stack = [circuit.recorded_body(top)]
        while stack:
            node = stack.pop()
            recorded = circuit.instance.get(node)
            if recorded is not None and evaluation.state(recorded) is not State.OPEN:
                found[recorded] = None
            else:
                stack.extend(circuit.args[node])
    return sorted(found)


def _overridden(framed: Framed) -> Iterator[Warned]:
    law = framed.frame.law
    for instance in framed.overridden:
        text = _(
            "The recorded facts let {element} follow, but a finding says otherwise. The finding "
            "counts; check that it is meant."
        ).format(element=in_words(law, instance))
        yield Warned("derivation-overridden", text, "facts of the case", (instance,))


def _live_composites(
    record: PersonRecord, framed: Framed, evaluation: Evaluation
) -> Iterator[Warned]:
    if record.kind is not CaseKind.CASE:
        return
    law = framed.frame.law
    for instance in sorted(framed.frame.composites):
        if evaluation.state(instance) in (State.YES, State.NO):
            text = _(
                "{element} is made of parts. Record its parts, each with reasons, instead of the "
                "whole."
            ).format(element=in_words(law, instance))
            yield Warned("composite-in-case", text, "semantics of composites", (instance,))


def _exclusion_first(
    circuit: Circuit, evaluation: Evaluation, result: PersonOutcome
) -> Iterator[Warned]:
    for name, nodes in circuit.instruments.items():
        early = evaluation.value(nodes.exclusion) == YES
        if early and result.by_instrument[name] is Outcome.UNDECIDED:
            text = _(
                "Exclusion is found under {instrument} before inclusion is decided. Decide "
                "inclusion first; until then the case is undecided."
            ).format(instrument=_(circuit.frame.law.instrument(name).about.title))
            yield Warned("exclusion-before-inclusion", text, "GIP 5 para 31", ())


def _guidance(record: PersonRecord, framed: Framed) -> Iterator[Warned]:
    frame = framed.frame
    for country in frame.countries:
        guidance = frame.law.guidance.get(country)
        if guidance is not None and guidance.expires < record.date:
            text = _(
                "The country guidance on {country} ({edition}) expired on {day}. Its proposals "
                "are not used; look for newer country information."
            ).format(
                country=country_name(country, current_language()),
                edition=guidance.edition,
                day=guidance.expires,
            )
            yield Warned("guidance-expired", text, guidance.title, ())
    proposed = {
        (proposal.country, proposal.profile)
        for proposal in framed.proposals
        if frame.law.element(proposal.instance.element).scope is Scope.HARM
    }
    for guidance, profile in fitting_profiles(record, frame.law, frame):
        if profile.proposes and (guidance.country, profile.id) not in proposed:
            text = _(
                "The facts fit the profile '{profile}', but no harm of its kind is on the record "
                "({kinds}). Ask whether it is feared."
            ).format(profile=profile.title, kinds=_kinds(frame.law, profile))
            yield Warned("harm-not-on-record", text, f"{guidance.title}, {guidance.edition}", ())
        if profile.exclusion_indicator:
            yield Warned(
                "exclusion-indicator",
                _("For the supervisor: {indicator}").format(indicator=profile.exclusion_indicator),
                f"{guidance.title}, {guidance.edition}",
                (),
            )


def _kinds(law: Law, profile: ProfileFile) -> str:
    return "; ".join(_(law.harm_kinds[kind].title) for kind in profile.harm_kinds)


def _nationalities(record: PersonRecord, framed: Framed) -> Iterator[Warned]:
    frame = framed.frame
    if record.kind is not CaseKind.CASE:
        return
    for country in frame.countries:
        guidance = frame.law.guidance.get(country)
        asked = {*frame.countries, *record.others, *record.considered}
        to_ask = guidance.ask_about_nationalities if guidance else []
        missing = [code for code in to_ask if code not in asked]
        if missing:
            names = ", ".join(country_name(code, current_language()) for code in missing)
            text = _(
                "Persons from {country} may also hold, or be said to hold, another nationality: "
                "{names}. Ask, and record the country or that it was considered."
            ).format(country=country_name(country, current_language()), names=names)
            yield Warned("nationality-to-ask", text, "HB 106-107", ())
