"""How a case goes on and ends: decisions told, appeals, courts, closing, holding, reopening."""

from datetime import date, timedelta

from openrsd.casework.procedure import redlines
from openrsd.casework.procedure.asking import About, Tried, guard
from openrsd.casework.procedure.shapes import Outcome

LEAST_MISSED = 2
LEAST_ATTEMPTS = 2
DAYS_SOUGHT = 30
# A case that stood here is decided: who comes back to it is examined anew.
_DECIDED_AGAINST = frozenset({"final-negative", "status-ended"})


def _decided(tried: Tried) -> Outcome | None:
    decision = tried.facts.last_decision()
    return decision.decides if decision else None


@guard("decision-was-positive", known_before=True)
def _decision_was_positive(tried: Tried) -> About | None:
    return None if _decided(tried) is Outcome.POSITIVE else {}


@guard("decision-refused", known_before=True)
def _decision_refused(tried: Tried) -> About | None:
    return None if _decided(tried) in {Outcome.NEGATIVE, Outcome.PARTIAL} else {}


@guard("nothing-was-granted", known_before=True)
def _nothing_was_granted(tried: Tried) -> About | None:
    return None if _decided(tried) is Outcome.NEGATIVE else {}


@guard("less-was-granted", known_before=True)
def _less_was_granted(tried: Tried) -> About | None:
    return None if _decided(tried) is Outcome.PARTIAL else {}


@guard("status-was-ended", known_before=True)
def _status_was_ended(tried: Tried) -> About | None:
    return None if _decided(tried) is Outcome.ENDED else {}


def last_day_to_appeal(tried: Tried) -> date | None:
    """The last day to appeal: that of the letter, and the days on which the case was held."""
    found = tried.facts.noted_last("appeal-until", "T12b", "A14", "T23b")
    return found[1] + timedelta(days=tried.facts.days_held_since(found[0])) if found else None


@guard("late-appeal-has-reason")
def _late_appeal_has_reason(tried: Tried) -> About | None:
    last = last_day_to_appeal(tried)
    late = last is not None and tried.on > last
    return {"last": last.isoformat()} if late and last and not tried.brings("why-late") else None


@guard("appeal-not-yet-decided", known_before=True)
def _appeal_not_yet_decided(tried: Tried) -> About | None:
    for step in reversed(tried.facts.steps):
        if step.decides:
            return None
        if step.transition in {"T17a", "T17b"}:
            return {}
    return None


@guard("appeal-interview-was-held")
def _appeal_interview_was_held(tried: Tried) -> About | None:
    taken_up = tried.facts.last("T16")
    needed = taken_up is None or taken_up.noted.get("interview-needed") is not False
    held = tried.day("interview-held-on")
    earliest = taken_up.on if taken_up else tried.on
    return {} if needed and (held is None or not earliest <= held <= tried.on) else None


@guard("appeal-time-has-passed", known_before=True)
def _appeal_time_has_passed(tried: Tried) -> About | None:
    last = last_day_to_appeal(tried)
    if last is None:
        return {"last": "—"}
    open_until = last + timedelta(days=redlines.OPEN_AFTER_LAST_DAY)
    return None if tried.on > open_until else {"last": open_until.isoformat()}


@guard("court-time-has-passed", known_before=True)
def _court_time_has_passed(tried: Tried) -> About | None:
    found = tried.facts.noted_last("court-until", "S2")
    if found is None:
        return {"last": "—"}
    last = found[1] + timedelta(days=tried.facts.days_held_since(found[0]))
    return None if tried.on > last else {"last": last.isoformat()}


@guard("closing-was-checked")
def _closing_was_checked(tried: Tried) -> About | None:
    person = tried.facts.circumstances
    if not (person.is_child or person.is_detained):
        return None
    supervisor = tried.user("supervisor")
    if supervisor is not None and supervisor != tried.by:
        return None
    guarded = person.is_child and person.has_guardian and not person.is_detained
    return None if guarded and tried.says("guardian-agrees") else {}


@guard("person-was-sought")
def _person_was_sought(tried: Tried) -> About | None:
    if tried.noted.get("reason") not in {"no-show", "untraceable"}:
        return None
    person = tried.facts.circumstances
    missed_enough = tried.noted.get("reason") == "untraceable" or len(person.missed) >= LEAST_MISSED
    tries = (*person.missed, *person.attempts)
    waited = bool(tries) and (tried.on - max(tries)).days >= DAYS_SOUGHT
    if missed_enough and len(person.attempts) >= LEAST_ATTEMPTS and waited:
        return None
    return {"attempts": str(len(person.attempts)), "missed": str(len(person.missed))}


@guard("detained-has-counsel")
def _detained_has_counsel(tried: Tried) -> About | None:
    detained = tried.facts.circumstances.is_detained
    return {} if detained and not tried.says("counsel-present") else None


@guard("child-is-represented")
def _child_is_represented(tried: Tried) -> About | None:
    person = tried.facts.circumstances
    represented = person.has_guardian and tried.says("guardian-agrees")
    return {} if person.is_child and not represented else None


@guard("never-finally-decided", known_before=True)
def _never_finally_decided(tried: Tried) -> About | None:
    last = tried.facts.steps[-1] if tried.facts.steps else None
    decided = last is not None and last.was in _DECIDED_AGAINST
    went_back_to = tried.facts.left[-1:]
    return {} if decided or set(went_back_to) & _DECIDED_AGAINST else None


@guard("a-state-was-left", known_before=True)
def _a_state_was_left(tried: Tried) -> About | None:
    return None if tried.facts.left else {}


@guard("answer-time-has-passed")
def _answer_time_has_passed(tried: Tried) -> About | None:
    found = tried.facts.noted_last("notice-given-on", "T22a", "T22b", "T22c")
    if found is None:
        return {"last": "—"}
    step, given = found
    days = redlines.DAYS_TO_ANSWER + tried.facts.days_held_since(step)
    last = max(given, step.on) + timedelta(days=days)
    return None if tried.says("answered") or tried.on > last else {"last": last.isoformat()}


@guard("review-day-is-near")
def _review_day_is_near(tried: Tried) -> About | None:
    day = tried.day("review-day")
    last = tried.on + timedelta(days=redlines.LONGEST_HOLD)
    fits = day is None or tried.on < day <= last
    return None if fits else {"last": last.isoformat()}
