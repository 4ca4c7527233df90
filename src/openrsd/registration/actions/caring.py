"""In whose case a child can be: that of an adult who belongs to the same group."""

from typing import Any

from openrsd.accounts.acting import Actor
from openrsd.registration import policies
from openrsd.registration.blocks import Content, content_of
from openrsd.registration.domain.contents import InvalidContent
from openrsd.registration.editing.editor import is_child
from openrsd.registration.models import Block, Membership, Person
from openrsd.texts import gettext as _

GOES_WITH = "goes_with"


def check_carer(person: Person, before: dict[str, Any], content: Content, acting: Actor) -> None:
    """InvalidContent beside the field where somebody else than such an adult is named anew.

    Absent, a stranger and a member whom she may not see are one answer: nobody learns which.
    """
    named = content.get(GOES_WITH)
    if not named or named == before.get(GOES_WITH):
        return
    own = Membership.objects.filter(person=person, until=None).values("group")
    others = policies.members(acting).filter(group__in=own).exclude(person=person)
    seen = (one.person for one in others.select_related("person"))
    carer = next((one for one in seen if str(one.id) == str(named)), None)
    if carer is None or is_child(content_of(carer, Block.PARTICULARS)):
        says = _("Choose an adult of this household, or leave it empty: the child's own case.")
        raise InvalidContent({(GOES_WITH,): says})
