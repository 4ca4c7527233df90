"""What this room refuses."""

from openrsd.accounts.errors import Refusal
from openrsd.texts import shown


class NoInterview(Refusal):
    """Only whoever is to hold the interview begins and closes it."""

    code = "no-interview"
    sentence = shown(
        "No interview of this case is planned for you. Whoever is to hold it begins and closes it."
    )


class NothingWritten(Refusal):
    """A record without a word is no record."""

    code = "nothing-written"
    sentence = shown("Nothing is written in the record of this interview. Write it down first.")


class RecordClosed(Refusal):
    """What was closed is read back, and not changed any more."""

    code = "record-closed"
    sentence = shown(
        "This part of the record is closed, and its words stay as they are. What you typed was not"
        " saved: add it as a correction when the record is read back."
    )


class NotReadable(Refusal):
    """What was sent is not what a block of a record holds."""

    code = "not-a-block"
    sentence = shown("This cannot be written in the record: {why}")


class NotMerged(Refusal):
    """Two windows wrote over each other, and nobody said yet what is to stand."""

    code = "not-merged"
    sentence = shown(
        "Two windows wrote different words in {numbers}. Put them together first: both are kept"
        " beside each other there."
    )


class NotBegun(Refusal):
    """Nothing is being read back."""

    code = "not-begun"
    sentence = shown("The record is not being read back. Close what was written first.")


class ReadAlready(Refusal):
    """The person has answered already."""

    code = "read-already"
    sentence = shown("The record was read back and answered already. Nothing was changed.")


class NoReasonsGiven(Refusal):
    """A refusal to sign stands with its reasons."""

    code = "no-reasons-given"
    sentence = shown("Write why the person does not sign, in the words of the person.")


class Booked(Refusal):
    """Nobody and nothing is in two places at once."""

    code = "booked"
    sentence = shown("{what} is taken at that time. Choose another time, or another one.")


class OfficerBooked(Booked):
    """Whoever arranges an interview hears somebody else then."""

    code = "officer-booked"
    sentence = shown("You hold another interview at that time. Choose another time.")


class NoSuchTime(Refusal):
    """An interview is some time ahead, and ends the same day."""

    code = "no-such-time"
    sentence = shown("Choose a time that lies ahead, and no more than 8 hours.")


class MayNotInterpret(Refusal):
    """An interpreter must be nobody whom the person has to fear."""

    code = "may-not-interpret"
    sentence = shown("This interpreter cannot be taken: {why} Choose another.")


class SpeaksAgainst(Refusal):
    """What the person asked for, or needs, is not passed over in silence."""

    code = "speaks-against"
    sentence = shown(
        "Something speaks against this interpreter: {why} Choose another, or write why the person"
        " agrees all the same."
    )


class NameTakenHere(Refusal):
    """Rooms of an office are told apart by their names."""

    code = "room-name-taken"
    sentence = shown("A room of this office has this name already. Choose another.")
