"""What a letter rests on, read from a case. Only for actions, and for readers let through."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import timezone

from openrsd.accounts.models import Office
from openrsd.assessment.weighing import assessment_of
from openrsd.casework.deadlines import calendar_at
from openrsd.casework.facts import facts_of
from openrsd.casework.models import Case, Claim
from openrsd.casework.procedure.deadlines import Due, last_day_to_appeal
from openrsd.casework.procedure.loader import shipped_procedure
from openrsd.decisions.appealed import appeal_reasons
from openrsd.decisions.corrected import corrected_reasons
from openrsd.decisions.letters.composing import Facts
from openrsd.decisions.letters.errors import NoSuchLetter
from openrsd.decisions.letters.preparing import About, Work, Works, works_of
from openrsd.decisions.letters.profile import OfficeProfile, letters_profile
from openrsd.decisions.letters.reading import KindFile, shipped_letters
from openrsd.decisions.models import LetterWork
from openrsd.decisions.reasons import Part, Reasons, in_one_text
from openrsd.determination.outcome import Outcome
from openrsd.registration.blocks import content_of
from openrsd.registration.models import Block, Person
from openrsd.registration.selectors import called

# By these steps a decision is told, by the state from which they lead.
TELLING: Mapping[str, str] = {
    "decided-positive": "T12a",
    "decided-partial": "T12b",
    "decided-negative": "T12b",
    "appeal-period": "A14",
    "appeal-positive": "S1",
    "appeal-negative": "S2",
}
# The steps that decide on an appeal, and those that tell it.
_ON_APPEAL = frozenset({"S1", "S2", "T17a", "T17b", "T17c"})
_APPEALED = frozenset({"appeal-positive", "appeal-negative", "remitted"})
TO_COURT, TO_APPEAL = "S3", "T15a"
EXCLUSION = "exclusion"


@dataclass(frozen=True, slots=True)
class Said:
    """What the step of telling does not ask for, and the letter says: who explained it, how."""

    explained_in: str = ""
    explained_by: str = ""


NOTHING_SAID = Said()


def kind_told_by(case: Case, transition: str, decided: str | None) -> KindFile:
    """The letter that a step tells. Raises NoSuchLetter."""
    found = [
        kind
        for kind in shipped_letters().kinds.values()
        if transition in kind.told_by and kind.decides in ("", decided)
    ]
    if len(found) > 1:
        is_exclusion = excludes(Claim.objects.get(compartment=case.compartment))
        found = [one for one in found if (one.kind == EXCLUSION) == is_exclusion]
    if len(found) != 1:
        raise NoSuchLetter
    return found[0]


def kinds_made_in(state: str) -> list[KindFile]:
    """The letters that can be made where a case stands so."""
    return [one for one in shipped_letters().kinds.values() if state in one.made_in]


def excludes(claim: Claim) -> bool:
    """Whether what is recorded of a claim excludes the person from the status."""
    found = assessment_of(claim).determination
    return found is not None and found.outcome is Outcome.EXCLUDED


def about_of(case: Case, transition: str = "") -> About:
    """On which decision a letter is."""
    on_appeal = transition in _ON_APPEAL if transition else case.state in _APPEALED
    return About.APPEAL if on_appeal else About.FIRST


def reasons_for(case: Case, about: About, ended_for: str = "") -> Reasons | None:
    """The reasons that a letter tells: of the decision on an appeal, of the end of a status, or of
    the draft that was signed, with its slips corrected.
    """
    if ended_for:
        return in_one_text("negative", ended_for)
    if about is About.APPEAL:
        decided = appeal_reasons(case)
        return decided.reasons if decided else None
    return corrected_reasons(case)


def work_on(claim: Claim) -> tuple[Works, int]:
    """What is written of the letters of a claim, and how often it was saved."""
    found = LetterWork.objects.filter(claim=claim).first()
    return (works_of(found.content.open()), found.version) if found else (Works(), 0)


def last_day(case: Case, transition: str, received: date) -> Due:
    """The last day to appeal, or to go to court, of what is received on this day."""
    after = shipped_procedure().transition(TO_COURT if transition == "S2" else TO_APPEAL)
    days = after.limit.days if after.limit else 0
    return last_day_to_appeal(received, calendar_at(case), days)


def language_of(person: Person, office: OfficeProfile) -> str:
    """The language of the letter to a person: the first of hers that letters have, else the
    office's.
    """
    spoken = content_of(person, Block.LANGUAGES).get("languages") or []
    known = shipped_letters().words
    codes = [str(one.get("language", "")) for one in spoken if isinstance(one, dict)]
    for code in filter(None, codes):
        fitting = [tag for tag in known if tag.split("-")[0] == code.split("-")[0]]
        if fitting:
            return fitting[0]
    return office.language


def office_of(case: Case) -> tuple[str, OfficeProfile]:
    """The name of the office of a case, and what it says of itself in letters."""
    name = Office.objects.values_list("name", flat=True).get(id=case.office)
    return name, letters_profile().of(name)


def gather(
    claim: Claim,
    kind: KindFile,
    transition: str = "",
    *,
    until: date | None = None,
    ended_for: str = "",
    said: Said = NOTHING_SAID,
    language: str = "",
    is_draft: bool = False,
) -> Facts:
    """Everything that a letter to the person of this claim rests on."""
    case = claim.case
    name, office = office_of(case)
    about = about_of(case, transition)
    reasons = reasons_for(case, about, ended_for) if _tells_reasons(kind) else None
    work: Work = work_on(claim)[0].about(about)
    return Facts(
        kind=kind.kind,
        number=case.number,
        office_name=name,
        office=office,
        written=timezone.localdate(),
        language=language or work.language or language_of(claim.person, office),
        name=called([claim.person])[claim.person_id].called,
        decided=_decided_on(case, about, ended=bool(ended_for)),
        until=until,
        explained_in=said.explained_in,
        explained_by=said.explained_by,
        reasons=reasons,
        translation=work.translated(reasons),
        translator=work.translator,
        withheld=frozenset(work.kept_back),
        is_draft=is_draft,
    )


def _tells_reasons(kind: KindFile) -> bool:
    return any(isinstance(section.reasons, Part) for section in kind.sections)


def _decided_on(case: Case, about: About, *, ended: bool) -> date | None:
    """The day of the decision that the letter tells."""
    if ended:
        return timezone.localdate()
    facts = facts_of(case)
    if about is About.APPEAL:
        made = [one.on for one in facts.steps if one.transition in _ON_APPEAL]
        return made[-1] if made else None
    decision = facts.last_decision()
    return decision.on if decision else None


def decided(case: Case) -> str | None:
    """What was decided last on the status, appeals aside: an outcome of the procedure."""
    found = facts_of(case).last_decision()
    return str(found.decides) if found else None


def made_from(facts: Facts, kind: KindFile) -> dict[str, Any]:
    """What is kept with a letter of what it was made from."""
    words = shipped_letters().words
    told = facts.reasons and facts.reasons.model_copy(update={"left_out": (), "anew": ()})
    return {
        "v": 1,
        "kind": kind.kind,
        "version": kind.version,
        "words": {tag: words[tag].version for tag in facts.languages if tag in words},
        "language": facts.language,
        "until": facts.until.isoformat() if facts.until else "",
        "explained": {"in": facts.explained_in, "by": facts.explained_by},
        "translator": facts.translator if facts.is_translated else "",
        "kept-back": sorted(facts.withheld),
        "reasons": told.as_values() if told else None,
    }
