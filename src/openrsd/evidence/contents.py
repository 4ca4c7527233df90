"""The sealed content of a document, opened piece by piece."""

from collections.abc import Iterator

from openrsd.evidence.models import Document
from openrsd.vault import opened


def content_of(document: Document) -> Iterator[bytes]:
    """The file as it came. Whoever calls has asked a policy first.

    That its end is missing shows only at the end: nothing is given out before.
    """
    return opened().files.open(document.file, opened().compartment(document.compartment))
