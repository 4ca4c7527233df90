"""What the front desk may say of where a case stands: no claim is opened, and no outcome told."""

from uuid import UUID

from openrsd.accounts.acting import Actor
from openrsd.casework.models import Case
from openrsd.casework.procedure.loader import shipped_procedure
from openrsd.casework.procedure.shapes import Stage
from openrsd.registration.desk.policies import served
from openrsd.texts import gettext as _

# From a decision on, what stands there would tell how it went.
_BEFORE_A_DECISION = frozenset({Stage.REGISTRATION, Stage.INTERVIEW, Stage.ASSESSMENT, Stage.SIDE})


def where_cases_stand(actor: Actor, person: UUID) -> list[str]:
    """For each case of a person whom she serves now, the sentence that the person may be told."""
    cases = Case.objects.filter(claims__person__in=served(actor).filter(id=person))
    return [_in_plain_words(case.state) for case in cases.order_by("registered_on", "id")]


def _in_plain_words(state: str) -> str:
    known = shipped_procedure().states.get(state)
    if known is not None and known.stage in _BEFORE_A_DECISION:
        return _(known.says)
    return _(
        "There is a decision, or it is being looked at again. The desk does not know what it says:"
        " the officer tells the person in private."
    )
