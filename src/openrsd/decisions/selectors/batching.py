"""Recognitions before a reviewer that may be signed with one word, those alike together."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from django.db import transaction
from django.db.models import Exists, OuterRef

from openrsd.accounts.acting import Actor
from openrsd.accounts.errors import NotHere
from openrsd.accounts.recording import note
from openrsd.assessment.entries import Country
from openrsd.assessment.selectors import AssessmentPage, assessment
from openrsd.casework.models import Case
from openrsd.casework.procedure.modality import title_of
from openrsd.decisions import acts, policies
from openrsd.decisions.actions.commenting import BEFORE_REVIEWER, open_comments
from openrsd.decisions.models import DRAFT, Draft
from openrsd.decisions.reasons import Part
from openrsd.decisions.rounds import depth_of, reasons_in
from openrsd.decisions.sampling import Depth, sampling
from openrsd.determination.report_shape import WarningLine
from openrsd.law.countries import country_name
from openrsd.ledger.entries import Result
from openrsd.texts import current_language


@dataclass(frozen=True, slots=True)
class OneOfBatch:
    """One recognition: what it comes to, what to look at, and whether it can be ticked."""

    draft: Draft
    case: Case
    summary: tuple[str, ...]
    follows: str
    warnings: tuple[WarningLine, ...]
    depth: Depth
    needs_checklist: bool
    comments: int

    @property
    def may_tick(self) -> bool:
        """Whether nothing has to be done on its own page before."""
        return not self.needs_checklist and not self.comments


@dataclass(frozen=True, slots=True)
class Alike:
    """Recognitions of the same country, profile and way of handling."""

    countries: str
    profiles: tuple[str, ...]
    modality: str
    drafts: tuple[OneOfBatch, ...]


def batches(actor: Actor) -> tuple[list[Alike], bool]:
    """What was given to her to review and may be signed together, and whether there is more than is
    shown. NotHere for whoever reviews nothing.
    """
    is_reviewer = bool(actor.roles & policies.SIGNING)
    most = sampling().most
    found = list(islice(_drafts(actor), most + 1)) if is_reviewer else []
    shown = found[:most]
    result = Result.DONE if is_reviewer else Result.REFUSED
    with transaction.atomic():
        subjects = [one.id for one, _depth in shown]
        note(
            acts.LOOK_AT_REVIEWS, acting=actor, subject_kind=DRAFT, subjects=subjects, result=result
        )
    if not is_reviewer:
        raise NotHere
    return list(_grouped(actor, shown)), len(found) > most


def _drafts(actor: Actor) -> Iterator[tuple[Draft, Depth]]:
    """The newest draft of each case that stands before her, where it recognises and asks for no
    reading by itself; those that waited longest first.
    """
    handed_in = Draft.objects.filter(claim__case=OuterRef("claim__case"))
    later = handed_in.filter(handed_in_at__gt=OuterRef("handed_in_at"))
    rows = (
        policies.signable(actor)
        .filter(
            ~Exists(later),
            handed_in_at__isnull=False,
            claim__case__state=BEFORE_REVIEWER,
            claim__case__modality__in=sampling().batch,
        )
        .exclude(drafted_by=actor.id)
        .select_related("claim__case")
        .order_by("claim__case__registered_on", "id")
    )
    for one in rows:
        depth = depth_of(one.claim.case, one)
        if not depth.is_alone:
            yield one, depth


def _grouped(actor: Actor, drafts: Iterable[tuple[Draft, Depth]]) -> Iterator[Alike]:
    groups: dict[tuple[str, tuple[str, ...], str], list[OneOfBatch]] = {}
    for one, depth in drafts:
        page = assessment(actor, one.claim_id)
        key = (_countries(page), _profiles(page), title_of(one.claim.case.modality))
        groups.setdefault(key, []).append(_line(one, depth, page))
    for (countries, profiles, modality), found in sorted(groups.items(), key=lambda pair: pair[0]):
        yield Alike(countries, profiles, modality, tuple(found))


def _line(draft: Draft, depth: Depth, page: AssessmentPage) -> OneOfBatch:
    case, reasons = draft.claim.case, reasons_in(draft)
    newest = draft.checklists.order_by("-at").first()
    concluding = reasons.of(Part.CONCLUSION) or reasons.paragraphs[-1:]
    report = page.report
    return OneOfBatch(
        draft=draft,
        case=case,
        summary=tuple(one.text for one in concluding),
        follows=report["outcome_text"] if report else "",
        warnings=tuple(report["warnings"]) if report else (),
        depth=depth,
        needs_checklist=depth.needs_checklist and not (newest and newest.is_complete),
        comments=len(open_comments(case)),
    )


def _countries(page: AssessmentPage) -> str:
    language = current_language()
    said = [one.content for one in page.assessed.entries]
    codes = {one.id for one in said if isinstance(one, Country)} or set(page.assessed.claimed)
    return ", ".join(sorted(country_name(one, language) for one in codes))


def _profiles(page: AssessmentPage) -> tuple[str, ...]:
    """Profiles of country guidance that the officer accepted."""
    found = page.report["proposals"] if page.report else []
    return tuple(sorted({one["profile"] for one in found if one["status"] == "accepted"}))
