"""The sealed content of a document, opened piece by piece."""

from collections.abc import Iterator

from openrsd.evidence.errors import ErasedDocument
from openrsd.evidence.models import Document
from openrsd.vault import Erased, opened


def content_of(document: Document) -> Iterator[bytes]:
    """The file as it came. Whoever calls has asked a policy first.

    That its end is missing shows only at the end: nothing is given out before. ErasedDocument where
    its key was destroyed.
    """
    try:
        compartment = opened().compartment(document.compartment)
    except Erased:
        raise ErasedDocument from None
    return opened().files.open(document.file, compartment)
