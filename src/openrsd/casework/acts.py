"""What this room can be recorded to have done."""

from openrsd.ledger.acts import register

OPEN_CASE = register("case.open", "opened a case")
MOVE_CASE = register("case.move", "moved a case to its next state")
ASSIGN_CASE = register("case.assign", "assigned a case")
LIST_CASES = register("case.list", "looked at a list of cases", is_look=True)
LOOK_AT_CASE = register("case.look", "looked at a case", is_look=True)
LOOK_AT_CLAIM = register("claim.look", "looked at a claim", is_look=True)
