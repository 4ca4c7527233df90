"""Reading drafts, always for someone."""

from typing import Any
from uuid import UUID

from openrsd.accounts.access import get_for
from openrsd.accounts.acting import Actor
from openrsd.casework.procedure.loader import shipped_procedure
from openrsd.decisions import acts, policies
from openrsd.decisions.models import DRAFT, Draft
from openrsd.decisions.reasons import reasons_of
from openrsd.texts import gettext as _


def draft(actor: Actor, record: UUID) -> Draft:
    """One draft. NotHere where it is not open to the reader."""
    drafts = policies.drafts(actor).select_related("claim__case")
    return get_for(actor, drafts, record, act=acts.LOOK_AT_DRAFT, subject_kind=DRAFT)


def drafts_of(actor: Actor, claims: list[UUID]) -> list[Draft]:
    """The drafts on these claims that are open to the reader, the newest first."""
    return list(policies.drafts(actor).filter(claim__in=claims).order_by("-drafted_at"))


def outcome_in_words(content: Any) -> str:
    """What a draft proposes."""
    outcome = reasons_of(content).outcome if isinstance(content, dict) else ""
    asked = next(one for one in shipped_procedure().transition("T8").inputs if one.choices)
    return _(asked.choices.get(outcome, outcome))
