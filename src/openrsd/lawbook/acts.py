"""What can be recorded to have been done with the law of this installation. Reading is no look."""

from openrsd.ledger.acts import register

CHOICE, SOURCE, EDITION = "position-choice", "source-confirmation", "guidance-edition"

PROPOSE_CHOICE = register("lawbook.propose-choice", "proposed a position on a contested question")
AGREE_CHOICE = register("lawbook.agree-choice", "agreed to a position on a contested question")
REFUSE_CHOICE = register("lawbook.refuse-choice", "refused a position on a contested question")
CONFIRM_SOURCE = register("lawbook.confirm-source", "compared the sources of an element of law")
TAKE_BACK_SOURCE = register(
    "lawbook.take-back-source", "took back a comparison of sources of an element of law"
)
WRITE_EDITION = register("lawbook.write-edition", "wrote an edition of country guidance")
AGREE_EDITION = register("lawbook.agree-edition", "agreed to an edition of country guidance")
SEND_EDITION_BACK = register("lawbook.send-back-edition", "sent an edition of guidance back")
ASK_WITHDRAWAL = register("lawbook.ask-withdrawal", "asked to withdraw an edition of guidance")
WITHDRAW_EDITION = register("lawbook.withdraw-edition", "withdrew an edition of country guidance")
