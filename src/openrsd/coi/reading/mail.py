"""E-mail, as an expert's answer comes: its text without what it quotes, and who wrote when."""

from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import parsedate_to_datetime

from openrsd.coi.errors import CannotRead, NothingInIt
from openrsd.coi.reading import html
from openrsd.coi.reading.pieces import Details, Document, one_line
from openrsd.coi.reading.plain import pieces_of
from openrsd.texts import gettext as _

_SIGNATURE = "-- "


def read(content: bytes) -> Document:
    """The document. Attachments are other documents: add them by themselves."""
    try:
        return _read(content)
    except (LookupError, ValueError, TypeError, AttributeError):
        # What the standard library raises on headers and parts that follow no standard.
        raise CannotRead(_("This mail is not written as mails are.")) from None


def _read(content: bytes) -> Document:
    mail = message_from_bytes(content, policy=policy.default)
    assert isinstance(mail, EmailMessage)
    body = mail.get_body(("plain", "html"))
    if body is None:
        raise NothingInIt
    text = body.get_content()
    details = Details(
        title=one_line(str(mail["subject"] or "")),
        author=one_line(str(mail["from"] or "")),
        published=_day(str(mail["date"] or "")),
        kind="expert",
    )
    if body.get_content_type() == "text/html":
        return Document(html.read(text).pieces, details)
    return Document(pieces_of(_own(text)), details)


def _own(text: str) -> str:
    """The text up to the signature, without lines that quote another mail."""
    own = []
    for line in text.replace("\r\n", "\n").split("\n"):
        if line == _SIGNATURE:
            break
        if not line.startswith(">"):
            own.append(line)
    return "\n".join(own)


def _day(date: str) -> str:
    try:
        return parsedate_to_datetime(date).date().isoformat()
    except ValueError:
        return ""
