"""One case as a row of a caseload, and a row as the record of one case.

What a caseload has no place for (reasons, names, titles, who recorded) stays behind; what it could
not carry truly (a finding on a whole, a published decision) is refused.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from openrsd.caseload.schema import OF_PLACE
from openrsd.determination.frame import Instance
from openrsd.determination.record import (
    Act,
    Answer,
    Area,
    CaseKind,
    Finding,
    Harm,
    Hypothesis,
    PersonRecord,
    ReferenceBasis,
    ReferenceCountry,
)
from openrsd.determination.values import State
from openrsd.errors import OpenRSDError
from openrsd.law.files import Scope
from openrsd.law.model import Law

Row = dict[str, Any]
ACCEPTED, REBUTTED = Answer("accepted"), Answer("rebutted")
RECORDED = Answer("recorded in the caseload")


class NoRow(OpenRSDError):
    """A case that a caseload cannot carry without changing what it says."""

    code = "no-row"


def row_of(record: PersonRecord, law: Law, *, case: str | None = None) -> Row:
    """The row of a live case, under `case` as its id. Raises NoRow."""
    _refuse_what_is_lost(record, law)
    findings = _Findings(record, law)
    places = list(
        dict.fromkeys(
            [c.code for h in record.hypotheses for c in h.countries]
            + [*record.others, *record.destinations]
        )
    )
    single = record.hypotheses[0] if len(record.hypotheses) == 1 else None
    basis = {c.code: c.basis.value for c in single.countries} if single else {}
    return {
        "case": case or record.id,
        "asylum": record.asylum,
        "authority": record.authority,
        "claim_pending": record.claim_pending,
        "facts": dict(record.facts),
        "indicators": _indicators(record, ()),
        "findings": findings.of((), Scope.PERSON),
        "answers": [
            *({"proposal": name, "answer": "accepted"} for name in record.accepted),
            *({"proposal": name, "answer": "rebutted"} for name in record.rebutted),
        ],
        "hypotheses": [] if single else [_hypothesis(h) for h in record.hypotheses],
        "countries_complete": "countries" in record.complete,
        "countries": [
            {
                "code": place,
                "basis": basis.get(place),
                "other": place in record.others,
                "destination": place in record.destinations,
                "harms_complete": f"harms:{place}" in record.complete,
                "indicators": _indicators(record, (place,)),
                "findings": findings.of((place,), *OF_PLACE),
                "harms": _harms(record, findings, place),
                "areas": _areas(record, findings, place),
            }
            for place in places
        ],
        "acts": [
            {"id": act.id, "findings": findings.of((act.id,), Scope.ACT)} for act in record.acts
        ],
    }


def _refuse_what_is_lost(record: PersonRecord, law: Law) -> None:
    if record.kind is not CaseKind.CASE:
        raise NoRow(f"{record.id} is a published decision; a caseload holds live cases")
    wholes = sorted(
        i.element
        for i, finding in record.findings.items()
        if not law.element(i.element).is_leaf and finding.state is not State.OPEN
    )
    if wholes:
        raise NoRow(f"{record.id} has a finding on '{wholes[0]}', which is made of parts")
    if record.instruments:
        raise NoRow(f"{record.id} names instruments; a caseload is screened under all in force")


class _Findings:
    """The findings of a record by what they are asked of."""

    def __init__(self, record: PersonRecord, law: Law) -> None:
        self.by_place: dict[tuple[Scope, tuple[str, ...]], dict[str, int]] = {}
        for instance, finding in record.findings.items():
            scope = law.element(instance.element).scope
            at = self.by_place.setdefault((scope, instance.scope), {})
            at[instance.element] = int(finding.state)

    def of(self, place: tuple[str, ...], *scopes: Scope) -> dict[str, int]:
        """What is recorded of one thing."""
        found: dict[str, int] = {}
        for scope in scopes:
            found.update(self.by_place.get((scope, place), {}))
        return found


def _indicators(record: PersonRecord, scope: tuple[str, ...]) -> list[str]:
    return sorted(i.element for i in record.indicators if i.scope == scope)


def _hypothesis(hypothesis: Hypothesis) -> Row:
    def codes(basis: ReferenceBasis) -> list[str]:
        return [c.code for c in hypothesis.countries if c.basis is basis]

    return {
        "id": hypothesis.id,
        "nationality": codes(ReferenceBasis.NATIONALITY),
        "former_habitual_residence": codes(ReferenceBasis.FORMER_HABITUAL_RESIDENCE),
    }


def _harms(record: PersonRecord, findings: _Findings, place: str) -> list[Row]:
    return [
        {
            "id": harm.id,
            "kind": harm.kind or None,
            "stated": harm.stated,
            "findings": findings.of((place, harm.id), Scope.HARM),
        }
        for harm in record.harms
        if harm.country == place
    ]


def _areas(record: PersonRecord, findings: _Findings, place: str) -> list[Row]:
    harms = [harm.id for harm in record.harms if harm.country == place]
    return [
        {
            "id": area.id,
            "findings": findings.of((place, area.id), Scope.AREA),
            "by_harm": [
                {"findings": findings.of((place, area.id, harm), Scope.AREA_HARM)} for harm in harms
            ],
        }
        for area in record.areas
        if area.country == place
    ]


# Back


def record_of(row: Mapping[str, Any], law: Law) -> PersonRecord:
    """The record of one case from its row, as `pyarrow` gives it to Python."""
    countries = row["countries"] or []
    answers = row.get("answers") or []

    def answered(kind: str, answer: Answer) -> dict[str, Answer]:
        return {a["proposal"]: answer for a in answers if a["answer"] == kind}

    return PersonRecord(
        id=row["case"],
        kind=CaseKind.CASE,
        date=law.day,
        asylum=row.get("asylum"),
        authority="unhcr" if row.get("authority") in ("unhcr", "joint") else "state",
        hypotheses=tuple(_hypotheses(row)),
        others=tuple(c["code"] for c in countries if c.get("other")),
        harms=tuple(
            Harm(h["id"], c["code"], h.get("kind") or "", h.get("stated") is not False)
            for c in countries
            for h in c.get("harms") or []
        ),
        areas=tuple(Area(a["id"], c["code"]) for c in countries for a in c.get("areas") or []),
        acts=tuple(Act(a["id"]) for a in row.get("acts") or []),
        destinations=tuple(c["code"] for c in countries if c.get("destination")),
        complete=_complete(row),
        indicators=frozenset(
            [
                *(Instance(name) for name in row.get("indicators") or []),
                *(Instance(n, (c["code"],)) for c in countries for n in c.get("indicators") or []),
            ]
        ),
        facts={k: v for k, v in (row.get("facts") or {}).items() if v is not None},
        findings=dict(_found(row, law)),
        accepted=answered("accepted", ACCEPTED),
        rebutted=answered("rebutted", REBUTTED),
        claim_pending=row.get("claim_pending") is not False,
    )


def _hypotheses(row: Mapping[str, Any]) -> Iterator[Hypothesis]:
    given = row.get("hypotheses") or []
    if not given:
        based = [c for c in row["countries"] or [] if c.get("basis")]
        yield Hypothesis(
            "as-claimed",
            tuple(ReferenceCountry(c["code"], ReferenceBasis(c["basis"])) for c in based),
        )
    for hypothesis in given:
        bases = {
            **dict.fromkeys(
                hypothesis.get("former_habitual_residence") or [],
                ReferenceBasis.FORMER_HABITUAL_RESIDENCE,
            ),
            **dict.fromkeys(hypothesis.get("nationality") or [], ReferenceBasis.NATIONALITY),
        }
        countries = tuple(ReferenceCountry(code, basis) for code, basis in bases.items())
        yield Hypothesis(hypothesis["id"], countries)


def _complete(row: Mapping[str, Any]) -> dict[str, Answer]:
    named = ["countries"] if row.get("countries_complete") else []
    named += [f"harms:{c['code']}" for c in row["countries"] or [] if c.get("harms_complete")]
    return dict.fromkeys(named, RECORDED)


def _found(row: Mapping[str, Any], law: Law) -> Iterator[tuple[Instance, Finding]]:
    def of(part: Mapping[str, Any], scope: tuple[str, ...]) -> Iterable[tuple[Instance, Finding]]:
        for element, code in (part.get("findings") or {}).items():
            if code is not None and code != State.OPEN and element in law.elements:
                yield Instance(element, scope), Finding(State(code))

    yield from of(row, ())
    for act in row.get("acts") or []:
        yield from of(act, (act["id"],))
    for country in row["countries"] or []:
        code = country["code"]
        yield from of(country, (code,))
        harms = country.get("harms") or []
        for harm in harms:
            yield from of(harm, (code, harm["id"]))
        for area in country.get("areas") or []:
            yield from of(area, (code, area["id"]))
            for harm, asked in zip(harms, area.get("by_harm") or [], strict=False):
                yield from of(asked, (code, area["id"], harm["id"]))
