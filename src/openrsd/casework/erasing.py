"""When a person or a claim may be erased, as far as the procedure knows."""

from uuid import UUID

from django.db.models import Q

from openrsd.casework.models import Claim

# Nothing is open there, and nobody waits for a remedy. A file that was closed without a decision,
# or a claim that was withdrawn, can be taken up again, and needs its record.
FINAL = frozenset({"final-positive", "final-partial", "final-negative", "deceased"})


def may_be_erased(compartment: UUID) -> bool:
    """Whether every claim that this compartment holds, or whose person it holds, is at its end.

    Who was refused stays protected by the bars of the protection record, and can ask for a review
    as long as the record is there: erasing it is for whoever asked, and takes two people.
    """
    concerned = Claim.objects.filter(
        Q(compartment=compartment) | Q(person__compartment=compartment)
    )
    return not concerned.exclude(case__state__in=FINAL).exists()
