"""What each role sees of a report: a table of keys, and nothing that is not in it.

The desk identifies, registers and sees to needs; it never assesses the claim. The officer assesses
and sees no indicator of conduct. The supervisor sees all (procedure.md §2).
"""

from collections.abc import Callable, Iterable, Mapping
from enum import StrEnum
from typing import Any, cast

from openrsd.determination.report_shape import (
    ArrangementLine,
    ModalityLine,
    ModalityReasonLine,
    NeedLine,
    PersonReport,
    PriorityLine,
    ReasonLine,
    RemovalLine,
    TriageLine,
    TriageReport,
    WarningLine,
)
from openrsd.texts import gettext as _


class Role(StrEnum):
    """For whom a report is."""

    DESK = "desk"
    OFFICER = "officer"
    SUPERVISOR = "supervisor"


_OFFICER = {
    "id", "name", "outcome", "outcome_text", "floor", "also_excluded", "carried", "hypotheses",
    "instruments", "derivative", "because", "open_questions", "warnings", "non_refoulement",
    "triage", "interview_plan", "ready_for_negative", "missing_for_negative", "proposals",
    "elements",
}  # fmt: skip
# A key that is not named here is seen by nobody who reads for a role.
REPORT_KEYS: Mapping[Role, frozenset[str]] = {
    Role.DESK: frozenset({"id", "name", "non_refoulement", "triage"}),
    # The deciding officer sees the open questions and not the what-if (semantics.md §6).
    Role.OFFICER: frozenset(_OFFICER),
    Role.SUPERVISOR: frozenset({*_OFFICER, "what_if"}),
}
_TRIAGE_OFFICER = {
    "urgent", "safeguards", "children", "arrangements", "specific_needs", "nationality",
    "priority", "modality", "suggested_harms", "profiles",
}  # fmt: skip
TRIAGE_KEYS: Mapping[Role, frozenset[str]] = {
    Role.DESK: frozenset(
        {
            "urgent", "safeguards", "children", "arrangements", "specific_needs", "nationality",
            "priority",
        }
    ),
    Role.OFFICER: frozenset(_TRIAGE_OFFICER),
    Role.SUPERVISOR: frozenset({*_TRIAGE_OFFICER, "exclusion_indicators"}),
}  # fmt: skip
# What stands around the persons of a file, in JSON and on the page.
CASE_KEYS: Mapping[Role, frozenset[str]] = {
    Role.DESK: frozenset({"openrsd", "notice", "case", "persons"}),
    Role.OFFICER: frozenset({"openrsd", "notice", "case", "binding", "provisions", "persons"}),
    Role.SUPERVISOR: frozenset({"openrsd", "notice", "case", "binding", "provisions", "persons"}),
}
DESK_CASE = frozenset({"kind", "asylum", "date"})
DESK_EDITION = frozenset({"version", "result", "law", "law_as_of", "for"})
CONDUCT_WARNING = "exclusion-indicator"


def for_role(report: PersonReport, role: Role) -> PersonReport:
    """The report as a role may see it. Keys that the role does not see are absent."""
    seen: dict[str, Any] = {key: report[key] for key in REPORT_KEYS[role] if key in report}  # type: ignore[literal-required]
    triage = report["triage"]
    if triage is not None:
        seen["triage"] = triage_for_role(triage, role)
    if role is Role.DESK:
        removal = report["non_refoulement"].items()
        seen["non_refoulement"] = {place: _removal_at_desk(line) for place, line in removal}
    if role is Role.OFFICER:
        seen["warnings"] = _without_conduct(report["warnings"])
    ordered = {key: seen[key] for key in report if key in seen}
    return cast(PersonReport, ordered)


def triage_for_role(triage: TriageReport, role: Role) -> TriageReport:
    """What the first answers call for, as a role may see it."""
    seen: dict[str, Any] = {key: value for key, value in triage.items() if key in TRIAGE_KEYS[role]}
    if role is Role.DESK:
        for key, change in _AT_DESK.items():
            seen[key] = change(seen[key])
    if role is Role.OFFICER:
        seen["modality"] = _modality_for_officer(triage["modality"])
        seen["profiles"] = [
            {**line, "exclusion_indicator": ""} for line in triage["profiles"] if line["proposes"]
        ]
    return cast(TriageReport, seen)


# The officer: conduct is for the supervisor


def _without_conduct(warnings: list[WarningLine]) -> list[WarningLine]:
    return [line for line in warnings if line["code"] != CONDUCT_WARNING]


def _modality_for_officer(modality: ModalityLine | None) -> ModalityLine | None:
    if modality is None:
        return None
    open_ = [reason for reason in modality["kept_from"] if not reason["supervisor_only"]]
    if len(open_) == len(modality["kept_from"]):
        return modality
    reason: ModalityReasonLine = {
        "keeps_from": [],
        "because": _("The reason is with the supervisor."),
        "why": [],
        "sources": [],
        "supervisor_only": False,
    }
    return {**modality, "kept_from": open_, "reason": reason}


# The desk: needs and safeguards, in words that tell nothing of the claim


def _neutral(why: list[ReasonLine]) -> list[ReasonLine]:
    """The reasons, one neutral line in place of all that are sensitive."""
    plain = [line for line in why if not line["sensitive"]]
    if len(plain) == len(why):
        return why
    private = _("Recorded in the private part.")
    return [*plain, ReasonLine(fact="", text=private, value="", sensitive=True)]


def _is_private(line: TriageLine | ArrangementLine | NeedLine | PriorityLine) -> bool:
    return any(reason["sensitive"] for reason in line["why"])


def _lines_at_desk(lines: Iterable[TriageLine]) -> list[TriageLine]:
    """Each line once, in the words for the desk where the rule has such words.

    They stand in for the rule's own also where what called for it this time is not private: the
    others of its reasons are.
    """
    found: dict[tuple[str, tuple[str, ...]], TriageLine] = {}
    for line in lines:
        private, words = _is_private(line), line["desk"]
        if private and words is None:
            continue
        shown: TriageLine = {**line, "desk": None, "why": _neutral(line["why"])}
        if words is not None:
            shown = {**shown, **words, "id": "", "note": ""}
        if private:
            shown["sources"] = []
        found.setdefault((shown["title"], tuple(shown["do"])), shown)
    return list(found.values())


def _nationality_at_desk(lines: Iterable[TriageLine]) -> list[TriageLine]:
    """What the desk writes down; the analysis of a doubt is not its own."""
    return _lines_at_desk(line for line in lines if line["desk"] is not None)


def _arrangements_at_desk(lines: Iterable[ArrangementLine]) -> list[ArrangementLine]:
    found: list[ArrangementLine] = []
    for line in lines:
        if not _is_private(line):
            found.append({**line, "desk": None})
        elif line["desk"] is not None:
            words = line["desk"]
            found.append(
                ArrangementLine(
                    id="",
                    title=words["title"],
                    arrange=words["do"],
                    why=_neutral([one for one in line["why"] if one["sensitive"]]),
                    sources=[],
                    desk=None,
                )
            )
    return found


def _needs_at_desk(needs: Iterable[NeedLine]) -> list[NeedLine]:
    """Codes that are not need-to-know. Of the others the desk learns that there are some."""
    open_ = [
        cast(NeedLine, {**line, "why": _neutral(line["why"])})
        for line in needs
        if not line["need_to_know"]
    ]
    if all(not line["need_to_know"] for line in needs):
        return open_
    further = NeedLine(
        code="",
        title=_("Further needs, known to those who work on them"),
        code_list="",
        edition="",
        note="",
        need_to_know=True,
        why=[
            ReasonLine(fact="", text=_("Recorded in the private part."), value="", sensitive=True)
        ],
        sources=[],
    )
    return [*open_, further]


def _priority_at_desk(priority: PriorityLine | None) -> PriorityLine | None:
    """The level alone: its title names what brings others to it."""
    if priority is None:
        return None
    return {**priority, "title": "", "why": _neutral(priority["why"]), "sources": []}


_AT_DESK: Mapping[str, Callable[[Any], Any]] = {
    "urgent": _lines_at_desk,
    "safeguards": _lines_at_desk,
    "children": _lines_at_desk,
    "nationality": _nationality_at_desk,
    "arrangements": _arrangements_at_desk,
    "specific_needs": _needs_at_desk,
    "priority": _priority_at_desk,
}


def _removal_at_desk(line: RemovalLine) -> dict[str, str]:
    """Whether removal is prohibited, without the bases, which tell of the claim."""
    if line["result"] == "prohibited":
        return {"result": line["result"], "text": _("Removal is prohibited.")}
    text = _("No removal without a fresh individual assessment. Ask the supervisor.")
    return {"result": "assessment-required", "text": text}


def case_for_role(case: Mapping[str, Any], role: Role) -> dict[str, Any]:
    """What stands around the persons, as a role may see it. The desk reads no title or summary."""
    seen = {key: value for key, value in case.items() if key in CASE_KEYS[role]}
    if role is Role.DESK:
        for key, keys in (("case", DESK_CASE), ("openrsd", DESK_EDITION)):
            seen[key] = {name: value for name, value in case[key].items() if name in keys}
    return seen
