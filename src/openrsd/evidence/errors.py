"""What this room refuses, and why a document is not taken."""

from openrsd.accounts.errors import Refusal
from openrsd.texts import gettext as _
from openrsd.texts import shown

# By the code that the confined process gives. Each says what is wrong and what to do.
NOT_TAKEN = shown(
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


class NotTaken(Refusal):
    """A document that cannot be taken; the sentence says why, and what to send instead."""

    code = "document-not-taken"

    def __init__(self, why: str, **amounts: int) -> None:
        self.why = why
        super().__init__(_(NOT_TAKEN[why]).format(**amounts))


class Busy(Refusal):
    """As many documents are being read as may be at once."""

    code = "busy"
    sentence = shown("Other documents are being read just now. Try again in a minute.")


class CannotRecognise(Refusal):
    """Letters in pictures cannot be recognised here, or not in this language."""

    code = "cannot-recognise"
    sentence = shown(
        "Letters in pictures cannot be recognised on this installation, or not in these languages."
        " The administrator can install it: see the paper on documents."
    )


class NoWordsFound(Refusal):
    """Recognition found nothing."""

    code = "no-words-found"
    sentence = shown(
        "No letters were recognised on this page. Choose another language, or read the picture."
    )


class NotItself(Refusal):
    """A document is linked to another document of the same claim."""

    code = "not-itself"
    sentence = shown("Choose another document of the same person, which is not linked so already.")


class GistNeeded(Refusal):
    """Whoever is not shown a document is told what it is about."""

    code = "gist-needed"
    sentence = shown(
        "Write what the person can be told of this document instead, and why it is kept back."
    )


class HerOwn(Refusal):
    """What the person gave is never kept from her."""

    code = "her-own"
    sentence = shown("The person gave this document herself. It cannot be kept from her.")


class NothingRemoved(Refusal):
    """A redacted copy removes something."""

    code = "nothing-removed"
    sentence = shown("Choose what is removed: at least one passage, or one part of a page.")


class TooLongToCopy(Refusal):
    """A redacted copy is drawn page by page, which takes its time."""

    code = "too-long-to-copy"
    sentence = shown(
        "This document has too many pages for a copy with parts removed. Add the pages that are"
        " disclosed as a document of their own."
    )


class Altered(Refusal):
    """A sealed file is not what was received. It must never happen."""

    code = "altered"
    sentence = shown(
        "This file is not the one that was received. Tell the administrator, and use the paper"
        " original."
    )


class ErasedDocument(Refusal):
    """The key of the claim was destroyed."""

    code = "erased-document"
    sentence = shown("What this document held was erased. Nobody can open it any more.")


class NoSuchPassage(Refusal):
    """A citation leads to nothing."""

    code = "no-such-passage"
    sentence = shown("There is no such passage on this page of the document.")


class OutOfOrder(Refusal):
    """A piece came that does not follow the last one."""

    code = "out-of-order"
    sentence = shown("This piece does not follow what came before. Send the next one instead.")
