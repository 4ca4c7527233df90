"""What this room can be recorded to have done."""

from openrsd.ledger.acts import register

WRITE_DRAFT = register("draft.write", "drafted a decision")
LOOK_AT_DRAFT = register("draft.look", "looked at a draft", is_look=True)
LOOK_AT_LETTER = register("letter.look", "looked at a letter", is_look=True)
