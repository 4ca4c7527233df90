"""What this room refuses, each in one sentence for the person who asked."""

from openrsd.accounts.errors import Refusal
from openrsd.errors import OpenRSDError
from openrsd.texts import shown


class CannotRead(Refusal):
    """The file cannot be read as a document."""

    code = "coi-cannot-read"
    sentence = shown("This file cannot be read as a document.")


class UnknownFormat(CannotRead):
    """A kind of file that nobody here can read."""

    code = "coi-unknown-format"
    sentence = shown(
        "Only PDF, Word (DOCX), OpenDocument text (ODT), text, Markdown, HTML, e-mail (.eml), CSV "
        "and JSON can be read; save the document as one of these."
    )


class NothingInIt(CannotRead):
    """No passage was found."""

    code = "coi-empty"
    sentence = shown("No text was found in this file; check that it holds the document.")


class OnlyPictures(CannotRead):
    """A scan without words."""

    code = "coi-only-pictures"
    sentence = shown(
        "This document holds only pictures of its pages, without words. Have the letters "
        "recognised (OCR), and add the PDF or the text that comes out of it."
    )


class WrongName(CannotRead):
    """A file that is not what its name says."""

    code = "coi-wrong-name"
    sentence = shown(
        "The name says PDF, Word or OpenDocument, but the file is something else. Give it the "
        "ending of what it is."
    )


class TooLarge(CannotRead):
    """More than is read at once."""

    code = "coi-too-large"
    sentence = shown("This file is too large; split it, or add parts of it.")


class NoMapping(CannotRead):
    """A table whose columns nobody explained."""

    code = "coi-no-mapping"
    sentence = shown(
        "It is not known what the columns of this table mean; name a mapping, or write one."
    )


class AlreadyThere(Refusal):
    """The same original stands in the library."""

    code = "coi-already-there"
    sentence = shown("This very document is in the library already; nothing was added.")


class StaleDetails(Refusal):
    """Someone else changed the details meanwhile."""

    code = "coi-stale"
    sentence = shown(
        "Someone changed these details while you wrote. Open the page again and look at them first."
    )


class NotConfirmed(Refusal):
    """Nobody has looked at the details of this document yet."""

    code = "coi-not-confirmed"
    sentence = shown(
        "The details of this document are guessed. Let a researcher confirm them, then cite it."
    )


class Withdrawn(Refusal):
    """The document was taken back."""

    code = "coi-withdrawn"
    sentence = shown("This document was withdrawn; cite another one.")


class NotInPassage(Refusal):
    """The quotation does not stand there."""

    code = "coi-not-in-passage"
    sentence = shown(
        "These words do not stand in the passage. Copy them exactly; leave out words with […]."
    )


class NoSuchPassage(Refusal):
    """No passage of this number in the document."""

    code = "coi-no-passage"
    sentence = shown("There is no such passage in this document.")


class TouchedCitation(OpenRSDError):
    """A citation does not carry the hash that was made with it."""

    code = "coi-touched-citation"


class TouchedOriginal(OpenRSDError):
    """An archived original no longer has its hash."""

    code = "coi-touched-original"


class BadQueries(OpenRSDError):
    """The file of test queries is not what it should be."""

    code = "coi-bad-queries"
