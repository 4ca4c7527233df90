"""Why a document cannot be read."""

from openrsd.errors import OpenRSDError
from openrsd.texts import gettext as _
from openrsd.texts import shown

# By the code that the confined process gives. Each says what is wrong and what to do.
WHY = shown(
    {
        "empty": "This file is empty. Choose the file again, or scan the paper again.",
        "too-large": "This file is larger than {most} MiB. Send it in parts, or scan it in"
        " fewer colours.",
        "unknown-kind": "What kind of file this is cannot be told from its content. Send it as"
        " PDF, picture, DOCX, ODT or plain text.",
        "not-taken": "Files of this kind are not taken here. Send it as PDF or as a picture.",
        "unknown-letters": "The letters of this text cannot be read. Save it as UTF-8, or print"
        " it as PDF, and send it again.",
        "two-kinds": "This file is two kinds of file in one, which is a way to hide content."
        " Print it as a new PDF, or make a photo of it, and send that.",
        "locked": "This file asks for a password. Open it, save it without the password, and send"
        " it again.",
        "cut-off": "This file is damaged or cut off: not all of it can be read. Send it again, or"
        " send a photo of each page.",
        "bomb": "This file would grow far beyond any document when it is opened. Print it as a new"
        " PDF and send that.",
        "too-many-pages": "This document has {number} pages; at most {pages} are taken at once."
        " Send it in parts.",
        "too-much-text": "This document has more text than is taken at once. Send it in parts.",
        "too-many-points": "This picture is too large to be shown. Save it smaller, or take the"
        " photo again.",
        "too-heavy": "Reading this file took more time or memory than any document needs. Print it"
        " as a new PDF, or send a photo of each page.",
        "old-office": "This is an old Word or office file, or one with a password. Save it as PDF"
        " or DOCX without a password, and send it again.",
        "rich-text": "This is a rich text file (RTF). Save it as PDF or DOCX, and send it again.",
        "archive": "This is an archive of files. Unpack it, and send the files that are in it.",
        "program": "This is a program, not a document. It was not opened and not kept.",
        "macros": "This document contains macros, which are programs. Save it without macros, or"
        " as PDF, and send it again.",
        "drawing": "This is a drawing (SVG), which can contain a program. Save it as PNG or PDF,"
        " and send it again.",
        "postscript": "This is a PostScript file, which is a program. Save it as PDF, and send it"
        " again.",
        "telephone-picture": "This picture is in a format of telephones (HEIC or AVIF) that is not"
        " read here. Send it as JPEG.",
        "sound": "This is a sound or a film. Only documents and pictures are taken here; send what"
        " was said as text.",
        "no-such-page": "This document has no such page to be shown.",
    }
)


class CannotBeRead(OpenRSDError):
    """A document that cannot be read; the sentence says why, and what to send instead."""

    code = "cannot-be-read"

    def __init__(self, why: str, **amounts: int) -> None:
        self.why, self.amounts = why, amounts
        super().__init__(_(WHY[why]).format(**amounts))


class TooMany(OpenRSDError):
    """As many documents are being read as may be at once."""

    code = "too-many-at-once"

    def __init__(self) -> None:
        super().__init__(_("Other documents are being read just now. Try again in a minute."))
