"""What no file can switch off: the red lines of the procedure, in code.

The files say the same, so that the map and the case page are honest; `checks` refuses files that
do not. But the machine asks these guards by where a step leads, whatever a file lists.
"""

from collections.abc import Mapping

from openrsd.casework.procedure.declared import Procedure
from openrsd.casework.procedure.shapes import STATE_LEFT, Outcome, TransitionFile

# At least so long, whatever an installation sets (PS 7.2).
LEAST_DAYS_TO_APPEAL = 30
# For so long after the last day an appeal finds the file open (PS 7.2).
OPEN_AFTER_LAST_DAY = 42
DAYS_TO_ANSWER = 30
LONGEST_HOLD = 90

UNPROTECTED = "final-negative"

_SECOND = ("second-person-signs", "reviewer-is-independent")
_REFUSAL = (
    *_SECOND,
    "assessment-proposed-it",
    "interview-was-held",
    "record-is-complete",
    "no-refusal-on-open-questions",
    "way-of-handling-can-refuse",
    "specialist-has-signed",
)
_TOLD = ("appeal-information-is-given", "appeal-time-is-enough")
_ENDED = ("status-review-is-independent", "answer-time-has-passed", *_TOLD)

# State that a step leads to: what it must meet.
_BY_TARGET: Mapping[str, tuple[str, ...]] = {
    "interview-in-progress": ("interviewer-is-independent", "child-has-guardian"),
    "interview-scheduled": ("child-has-guardian",),
    "decided-positive": (*_SECOND, "assessment-proposed-it"),
    "decided-partial": _REFUSAL,
    "decided-negative": _REFUSAL,
    "appeal-under-decision": ("appeal-is-independent",),
    "appeal-positive": ("appeal-is-independent",),
    "appeal-negative": ("appeal-is-independent",),
    "closed-administrative": ("closing-was-checked",),
    "departed": ("closing-was-checked",),
    "deceased": ("closing-was-checked",),
    "withdrawn": ("detained-has-counsel", "child-is-represented"),
    "final-negative": ("nothing-was-granted",),
    "cancellation-review": ("authorised-by-another",),
    "revocation-review": ("authorised-by-another",),
    "cessation-review": ("authorised-by-another",),
}
# Pair of states: what a step between them must meet besides.
_BY_PAIR: Mapping[tuple[str, str], tuple[str, ...]] = {
    ("under-review", "assessment-draft"): _SECOND,
    ("interview-complete", "assessment-draft"): ("assessor-is-independent",),
    ("assessment-draft", "under-review"): (
        "assessor-is-independent",
        "no-refusal-on-open-questions",
        "way-of-handling-can-refuse",
    ),
    ("decided-negative", "notified"): _TOLD,
    ("decided-partial", "notified"): _TOLD,
    ("appeal-period", "notified"): _TOLD,
    ("appeal-period", "final-negative"): ("appeal-time-has-passed", "closing-was-checked"),
    ("appeal-period", "final-partial"): ("appeal-time-has-passed", "closing-was-checked"),
    ("judicial-review-period", "final-negative"): ("court-time-has-passed", "closing-was-checked"),
    ("appeal-negative", "judicial-review-period"): ("appeal-time-is-enough",),
    ("decided-negative", "under-review"): ("both-signers-agree",),
    ("decided-partial", "under-review"): ("both-signers-agree",),
    ("decided-positive", "under-review"): ("both-signers-agree",),
    ("cancellation-review", "final-positive"): ("status-review-is-independent",),
    ("revocation-review", "final-positive"): ("status-review-is-independent",),
    ("cessation-review", "final-positive"): ("status-review-is-independent",),
    ("appeal-filed", "on-hold"): ("appeal-is-independent",),
    ("appeal-under-decision", "on-hold"): ("appeal-is-independent",),
}

# The only states from which these can be reached.
ONLY_FROM: Mapping[str, frozenset[str]] = {
    "decided-positive": frozenset({"under-review"}),
    "decided-partial": frozenset({"under-review"}),
    "decided-negative": frozenset({"under-review"}),
    "under-review": frozenset(
        {"assessment-draft", "decided-positive", "decided-partial", "decided-negative"}
    ),
    "notified": frozenset(
        {"decided-positive", "decided-partial", "decided-negative", "appeal-period"}
    ),
    "appeal-negative": frozenset({"appeal-under-decision"}),
    "appeal-positive": frozenset({"appeal-under-decision"}),
    "appeal-under-decision": frozenset({"appeal-filed", "appeal-positive", "appeal-negative"}),
    "judicial-review-period": frozenset({"appeal-negative"}),
    "final-negative": frozenset({"appeal-period", "judicial-review-period", "judicial-review"}),
    "status-ended": frozenset(
        {
            "cancellation-review",
            "revocation-review",
            "cessation-review",
            "judicial-review-period",
            "judicial-review",
        }
    ),
}
# The only roles that may lead there.
ONLY_BY: Mapping[str, frozenset[str]] = {
    "decided-positive": frozenset({"reviewer"}),
    "decided-partial": frozenset({"reviewer"}),
    "decided-negative": frozenset({"reviewer"}),
    "appeal-under-decision": frozenset({"appeal-officer"}),
    "appeal-negative": frozenset({"appeal-officer"}),
    "appeal-positive": frozenset({"appeal-officer"}),
    "closed-administrative": frozenset({"reviewer"}),
    "withdrawn": frozenset({"applicant"}),
    "status-ended": frozenset({"reviewer"}),
    "final-negative": frozenset({"reviewer"}),
}


def required_of(transition: TransitionFile, was: str) -> tuple[str, ...]:
    """The guards that a step from `was` must meet whatever the files say, each once."""
    ended = _ENDED if transition.decides is Outcome.ENDED else ()
    found = (
        *_BY_TARGET.get(transition.to, ()),
        *_BY_PAIR.get((was, transition.to), ()),
        *ended,
    )
    return tuple(dict.fromkeys(found))


def asked_of(transition: TransitionFile, was: str) -> tuple[str, ...]:
    """Every guard that is asked of a step: those of the files and the red lines."""
    return tuple(dict.fromkeys((*transition.guards, *required_of(transition, was))))


def crossings(procedure: Procedure) -> list[tuple[str, str]]:
    """(transition, what is wrong) for everything in the files that crosses a red line."""
    found: list[tuple[str, str]] = []
    for one in procedure.transitions.values():
        allowed_from = ONLY_FROM.get(one.to)
        if allowed_from is not None and not set(one.from_) <= allowed_from:
            strange = sorted(set(one.from_) - allowed_from)
            found.append((one.id, f"nothing may lead from {', '.join(strange)} to {one.to}"))
        allowed_by = ONLY_BY.get(one.to)
        if allowed_by is not None and not set(one.by) <= allowed_by:
            found.append((one.id, f"only {', '.join(sorted(allowed_by))} may lead to {one.to}"))
        if "system" in one.by and not _follows_only(procedure, one):
            found.append((one.id, "the system only makes what follows at once from a notification"))
        needed = set.intersection(*(set(required_of(one, was)) for was in one.from_))
        missing = sorted(needed - set(one.guards))
        found.extend((one.id, f"the guard '{guard}' may not be left out") for guard in missing)
        if one.to != STATE_LEFT and one.decides is None and one.to.startswith("decided-"):
            found.append((one.id, "a decision must say what it decides"))
    return found


def _follows_only(procedure: Procedure, one: TransitionFile) -> bool:
    """Whether it is the system's alone and nothing but the consequence of a notification."""
    return (
        one.by == ["system"]
        and one.from_ == ["notified"]
        and one.to in {"final-positive", "appeal-period"}
        and bool(one.follows)
        and all(procedure.transitions[other].to == "notified" for other in one.follows)
    )
