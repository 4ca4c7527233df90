"""What this room can be recorded to have done."""

from openrsd.ledger.acts import register

WRITE_DRAFT = register("draft.write", "drafted a decision")
SIGN = register("draft.sign", "signed a decision as second person")
RETURN = register("draft.return", "returned a draft with reasons")
WRITE_LETTER = register("letter.write", "wrote a letter to the person")
LOOK_AT_DRAFT = register("draft.look", "looked at a draft", is_look=True)
LOOK_AT_LETTER = register("letter.look", "looked at a letter", is_look=True)
