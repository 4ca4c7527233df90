"""Examining how documents are read: by a real one, in the confined process."""

from collections.abc import Iterator

from openrsd.config.findings import Finding, good, note, problem
from openrsd.errors import OpenRSDError
from openrsd.evidence import reading
from openrsd.texts import gettext as _


def examine_documents() -> Iterator[Finding]:
    """Whether a document can be read, and in which languages letters in pictures are recognised."""
    try:
        reading.read([b"Words."])
    except (OpenRSDError, OSError):
        yield problem(
            "documents",
            _("Documents cannot be read: the closed process for it does not run here."),
            _("Install OpenRSD anew; where it runs in a container, let it filter its own calls."),
        )
    else:
        yield good("documents", _("Documents are read in a closed process."))
    known = reading.recognisable()
    if known:
        says = _("Letters in pictures are recognised in: {languages}.")
        yield good("recognition", says.format(languages=", ".join(known)))
    else:
        yield note(
            "recognition",
            _("Letters in pictures are not recognised: tesseract is not installed."),
            _("Install it with the languages you need: scripts/recognition eng kor ara"),
        )
