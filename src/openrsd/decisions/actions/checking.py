"""How deeply a draft was read: the sample, and the quality checklist."""

from collections.abc import Mapping
from uuid import UUID, uuid4

from openrsd.accounts.acting import Actor
from openrsd.accounts.recording import recorded
from openrsd.casework.models import Case
from openrsd.decisions import acts
from openrsd.decisions.actions.commenting import draft_before_reviewer
from openrsd.decisions.errors import NoChecklist
from openrsd.decisions.models import CHECKLIST, Draft, QualityChecklist, SampleDraw
from openrsd.decisions.quality import Answered, checklist
from openrsd.decisions.rounds import depth_of
from openrsd.decisions.sampling import falls_on, sampling


def draw_sample(case: Case) -> SampleDraw:
    """Draws, with the case locked, whether the sample falls on it; once, and kept."""
    share = sampling().share
    drawn, _made = SampleDraw.objects.get_or_create(
        case=case, defaults={"share": share, "is_sampled": falls_on(case.id, share)}
    )
    return drawn


def require_read(case: Case, draft: Draft) -> None:
    """Raises NoChecklist where the sample fell on the case and the checklist is not complete. The
    draw is kept at the latest here.
    """
    draw_sample(case)
    if not depth_of(case, draft).needs_checklist:
        return
    newest = draft.checklists.order_by("-at").first()
    if newest is None or not newest.is_complete:
        raise NoChecklist


def keep_checklist(
    draft: UUID, answers: Mapping[str, Answered], *, acting: Actor
) -> QualityChecklist:
    """What the reviewer found, indicator by indicator; it may be completed later. NotHere where the
    draft was not given to her to review, NotBeforeReviewer where it is no longer before her.
    """
    row = QualityChecklist(id=uuid4(), by=acting.id)
    with recorded(acts.CHECK_QUALITY, acting=acting, subject_kind=CHECKLIST, subjects=[row.id]):
        read, case = draft_before_reviewer(draft, acting)
        said = checklist(answers)
        row.draft, row.compartment, row.office = read, read.compartment, case.office
        row.is_complete = said.is_complete
        row.content = said.model_dump(mode="json")
        row.save(force_insert=True)
    return row
