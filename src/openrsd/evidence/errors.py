"""What this room refuses, and why a document is not taken."""

from openrsd.accounts.errors import Refusal
from openrsd.reading.errors import WHY
from openrsd.texts import gettext as _
from openrsd.texts import shown


class NotTaken(Refusal):
    """A document that cannot be taken; the sentence says why, and what to send instead."""

    code = "document-not-taken"

    def __init__(self, why: str, **amounts: int) -> None:
        self.why = why
        super().__init__(_(WHY[why]).format(**amounts))


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
