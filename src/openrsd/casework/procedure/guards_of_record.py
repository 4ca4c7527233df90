"""What must be there before a step: guardian, notice, interview, record, letter."""

from datetime import timedelta

from openrsd.casework.procedure import redlines
from openrsd.casework.procedure.asking import About, Tried, guard
from openrsd.casework.procedure.facts import HEARD_ANOTHER, StepTaken
from openrsd.casework.procedure.modality import may_keep, recognises_only, title_of
from openrsd.casework.procedure.shapes import Outcome, Part
from openrsd.texts import gettext as _

LEAST_NOTICE = 14


@guard("child-has-guardian", known_before=True)
def _child_has_guardian(tried: Tried) -> About | None:
    person = tried.facts.circumstances
    return {} if person.is_child and not person.has_guardian else None


@guard("notice-is-long-enough")
def _notice_is_long_enough(tried: Tried) -> About | None:
    day = tried.day("interview-day")
    if day is None:
        return None
    least = 0 if tried.says("earlier-day-wished") else LEAST_NOTICE
    days = (day - tried.on).days
    return {"days": str(days), "least": str(least)} if days < least else None


def _refuses(tried: Tried) -> bool:
    proposed = tried.noted.get("proposes")
    outcome = tried.transition.decides or (proposed if isinstance(proposed, str) else None)
    return outcome in {Outcome.NEGATIVE, Outcome.PARTIAL}


@guard("no-refusal-on-open-questions")
def _no_refusal_on_open_questions(tried: Tried) -> About | None:
    return (
        {} if _refuses(tried) and tried.noted.get("inclusion-undetermined") is not False else None
    )


@guard("way-of-handling-can-refuse")
def _way_of_handling_can_refuse(tried: Tried) -> About | None:
    modality = tried.facts.circumstances.modality
    if _refuses(tried) and recognises_only(modality):
        return {"modality": title_of(modality)}
    return None


@guard("way-of-handling-fits", known_before=True)
def _way_of_handling_fits(tried: Tried) -> About | None:
    person = tried.facts.circumstances
    fits = may_keep(
        person.modality,
        exclusion=person.exclusion_arises or tried.says("rests-on-exclusion"),
        credibility=person.credibility_arises or tried.says("rests-on-credibility-only"),
    )
    return None if fits else {"modality": title_of(person.modality)}


def _hears_her(step: StepTaken) -> bool:
    """Whether a step closed an interview with the person after whom the case is named."""
    return step.transition == "T5" and step.noted.get(HEARD_ANOTHER) is not True


@guard("interview-was-held", known_before=True)
def _interview_was_held(tried: Tried) -> About | None:
    return None if any(map(_hears_her, tried.facts.since_opened())) else {}


@guard("record-is-complete", known_before=True)
def _record_is_complete(tried: Tried) -> About | None:
    steps = tried.facts.since_opened()
    interview = max((n for n, step in enumerate(steps) if _hears_her(step)), default=None)
    assessed = max((n for n, step in enumerate(steps) if step.transition == "T8"), default=None)
    if interview is None or assessed is None or assessed < interview:
        return {}
    return None if steps[interview].noted.get("read-back") is True else {}


@guard("assessment-proposed-it", known_before=True)
def _assessment_proposed_it(tried: Tried) -> About | None:
    assessed = tried.facts.last("T8")
    proposed = str(assessed.noted.get("proposes")) if assessed else ""
    if proposed == tried.transition.decides:
        return None
    words = {
        "positive": _("recognition"),
        "partial": _("refusal of status, with another protection"),
        "negative": _("refusal"),
    }
    return {"proposed": words.get(proposed, _("nothing yet"))}


@guard("specialist-has-signed")
def _specialist_has_signed(tried: Tried) -> About | None:
    takes_one = (
        tried.facts.circumstances.is_child
        or tried.noted.get("rests-on-exclusion") is not False
        or tried.noted.get("rests-on-credibility-only") is not False
    )
    if not takes_one:
        return None
    specialist = tried.user("specialist")
    apart = set(Part) - {Part.CONSULTED}
    if specialist is None or specialist == tried.by:
        return {}
    return {} if tried.facts.parts_of(specialist) & apart else None


@guard("headquarters-was-asked")
def _headquarters_was_asked(tried: Tried) -> About | None:
    asked = tried.day("headquarters-asked-on")
    too_late = asked is not None and asked > tried.on
    return {} if tried.says("rests-on-exclusion") and (asked is None or too_late) else None


@guard("appeal-information-is-given")
def _appeal_information_is_given(tried: Tried) -> About | None:
    needed = ("appeal-form", "reasons-in-writing", "counsel-named")
    return None if all(map(tried.says, needed)) and tried.day("appeal-until") else {}


@guard("appeal-time-is-enough")
def _appeal_time_is_enough(tried: Tried) -> About | None:
    received = tried.day("received-on")
    last = tried.day("appeal-until") or tried.day("court-until")
    if received is None or last is None:
        return None  # Both are required; what is missing is told by its name.
    least = received + timedelta(days=redlines.LEAST_DAYS_TO_APPEAL)
    return {"given": last.isoformat(), "least": least.isoformat()} if last < least else None
