"""What this room refuses."""

from collections.abc import Iterable

from openrsd.accounts.errors import Refusal
from openrsd.casework.procedure.refusals import Refusal as Reason
from openrsd.errors import OpenRSDError
from openrsd.texts import shown


class StepRefused(Refusal):
    """A step may not be made; `reasons` are all of them, in words."""

    code = "step-refused"

    def __init__(self, reasons: Iterable[Reason]) -> None:
        self.reasons = tuple(reasons)
        super().__init__(" ".join(str(reason) for reason in self.reasons))


class WrongDoor(OpenRSDError):
    """A step was tried through another action than the one that may make it."""

    code = "wrong-door"


class DoesNotFit(Refusal):
    """The steps of a case do not lead to where it stands: someone wrote past the procedure."""

    code = "does-not-fit"
    sentence = shown(
        "The steps of this case do not lead to where it stands. Nothing can be done with it until"
        " the administrator has looked at the ledger and at a backup."
    )


class CaseErased(Refusal):
    """The record was erased, and with it what a step would rest on."""

    code = "case-erased"
    sentence = shown("This record was erased. Nothing more can be done with the case.")


class NoWords(Refusal):
    """A written reason is needed."""

    code = "no-words"
    sentence = shown("Write why, in words that someone else can check later.")


class NoSuchLevel(Refusal):
    """There are six levels of priority."""

    code = "no-such-level"
    sentence = shown("Choose another level of priority than the present one, from 1 to 6.")


class NotExtendable(Refusal):
    """A deadline is made longer only where the procedure allows it, and never shorter."""

    code = "not-extendable"
    sentence = shown("This day cannot be moved there. It can only be later, where that is allowed.")


class NothingToConfirm(Refusal):
    """Nobody of these roles is named by that step."""

    code = "nothing-to-confirm"
    sentence = shown("No step that can be made now asks for your confirmation.")


class SameOffice(Refusal):
    """A case is transferred to another office."""

    code = "same-office"
    sentence = shown("Choose another office that is open.")


class Unreadable(Refusal):
    """A file that is empty or too large."""

    code = "file-too-large"
    sentence = shown("The file is empty or larger than 10 MB. Choose another file.")


class UnknownWay(Refusal):
    """The day lies ahead, or the way of contact is not known."""

    code = "not-so"
    sentence = shown("Say what happened, and on which day. The day cannot lie ahead.")


class NoSuchAccount(Refusal):
    """No representative signs in by that name."""

    code = "no-such-account"
    sentence = shown(
        "No representative or guardian signs in by this name. Ask the administrator for an account."
    )


class NotYourPart(Refusal):
    """She has a duty in the case, and this is not part of it."""

    code = "not-your-part"
    sentence = shown(
        "This is not part of what you do in this case. Ask a colleague whose part it is."
    )


class NoSuchAuthority(Refusal):
    """The authority is not one of this claim."""

    code = "no-such-authority"
    sentence = shown("There is no such authority for this claim.")


class AlreadyProposed(Refusal):
    """One proposal to end a safeguard waits for its second person."""

    code = "already-proposed"
    sentence = shown(
        "This is proposed already, and nothing was changed. A second person answers it on the page"
        " of the case; until then the safeguard stands."
    )


class NothingProposed(Refusal):
    """No such proposal waits."""

    code = "nothing-proposed"
    sentence = shown("This was answered meanwhile, or was never proposed. Look at the case again.")


class SaidAnew(Refusal):
    """Another date of birth was recorded after the proposal, and it may be that of a child."""

    code = "said-anew"
    sentence = shown(
        "A date of birth that may be that of a child was recorded after this was proposed. Refuse"
        " it, and have it proposed again with the reasons for both dates."
    )


class WentOn(Refusal):
    """The case of whoever cares for a child was handed on while the child was registered."""

    code = "went-on"
    sentence = shown(
        "The case of whoever cares for the child went on at this moment. Register the child again."
    )
