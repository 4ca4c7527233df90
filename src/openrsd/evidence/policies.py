"""Who may hand in documents, who reads which, and who decides what the person is shown.

An interpreter reads no document here: what is to be interpreted is laid before her in the room.
"""

from django.db.models import Q, QuerySet

from openrsd.accounts.access import scope
from openrsd.accounts.acting import Actor
from openrsd.accounts.models import AccountKind, Basis
from openrsd.accounts.policies import opened_compartments
from openrsd.accounts.roles import roles
from openrsd.casework.models import Claim
from openrsd.casework.policies import INTERPRETER, weighed_by
from openrsd.evidence.models import Document, Upload
from openrsd.registration.policies import DESK

# Who shows documents to the person; a supervisor alone keeps one from her, for the safety of others
# or of a source (domain: access to the file).
DISCLOSING = frozenset(
    {"case-officer", "legal-specialist", "child-protection-officer", "reviewer", "appeal-officer",
     "supervisor"}
)  # fmt: skip
WITHHOLDING = frozenset({"supervisor"})


def receivable(actor: Actor) -> QuerySet[Claim]:
    """Claims to which she may add a document: assigned to her, her own or of those for whom she
    speaks, or of a person whom she registered or serves at the desk now. What she adds there she
    does not read again.
    """
    if actor.kind != AccountKind.STAFF:
        return scope(actor, Claim.objects.all())
    duty = opened_compartments(actor, on_duty_as=set(roles()) - {INTERPRETER})
    desk = opened_compartments(actor, on_duty_as={DESK})
    serving = opened_compartments(actor, brief=Basis.DESK)
    return Claim.objects.filter(
        Q(compartment__in=duty)
        | Q(person__compartment__in=desk)
        | Q(person__compartment__in=serving)
    )


def readable(actor: Actor) -> QuerySet[Document]:
    """For staff who weigh the claim, all; for the person and counsel what she gave and what was
    disclosed.
    """
    if actor.kind == AccountKind.STAFF:
        return weighed_by(actor, Document.objects.all())
    hers = Q(is_hers=True) | Q(is_disclosed=True)
    return scope(actor, Document.objects.filter(hers))


def listed(actor: Actor) -> QuerySet[Claim]:
    """Claims whose list of documents she may see."""
    if actor.kind == AccountKind.STAFF:
        return weighed_by(actor, Claim.objects.all())
    return scope(actor, Claim.objects.all())


def kept(actor: Actor) -> QuerySet[Document]:
    """Documents of which she may say more: on claims assigned to her."""
    return scope(actor, Document.objects.all(), on_duty_as=set(roles()) - {INTERPRETER})


def disclosable(actor: Actor) -> QuerySet[Document]:
    """Documents that she may show to the person."""
    return scope(actor, Document.objects.all(), on_duty_as=DISCLOSING)


def withholdable(actor: Actor) -> QuerySet[Document]:
    """Documents that she may keep from the person."""
    return scope(actor, Document.objects.all(), on_duty_as=WITHHOLDING)


def own_uploads(actor: Actor) -> QuerySet[Upload]:
    """What she is sending in pieces, as long as she may add to that claim."""
    return Upload.objects.filter(by=actor.id, claim__in=receivable(actor).values("pk"))
