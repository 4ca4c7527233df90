"""What is kept apart goes with its claim: who has a conflict there reads neither, and it is erased
when the claim may be.
"""

from collections.abc import Iterator
from uuid import UUID

from openrsd.casework import erasing
from openrsd.interviews.models import KeptApart


def compartments_apart(compartment: UUID) -> Iterator[UUID]:
    """Those of what is kept apart in the interviews of this claim."""
    found = KeptApart.objects.filter(interview__compartment=compartment)
    yield from found.values_list("compartment", flat=True)


def may_be_erased(compartment: UUID) -> bool:
    """Whether the claim to which a part belongs is at its end."""
    part = KeptApart.objects.filter(compartment=compartment).select_related("interview").first()
    return part is None or erasing.may_be_erased(part.interview.compartment)
