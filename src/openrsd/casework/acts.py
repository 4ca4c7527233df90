"""What this room can be recorded to have done."""

from openrsd.ledger.acts import register

OPEN_CASE = register("case.open", "opened a case")
JOIN_CASE = register("case.join", "put a child into the case of whoever cares for it")
MOVE_CASE = register("case.move", "moved a case to its next state")
ASSIGN_CASE = register("case.assign", "assigned a case")
TRANSFER_CASE = register("case.transfer", "transferred a case to another office")
RECEIVE_CASE = register("case.receive", "took note of a case from another office")
STAND_IN = register("case.cover", "had a colleague cover the cases of another")
CHANGE_HANDLING = register("case.handling", "changed how a case is handled")
CHANGE_PRIORITY = register("case.priority", "changed the priority of a case")
CHANGE_STANDING = register("case.standing", "recorded how a person stands")
ANSWER_STANDING = register("case.answer-standing", "answered whether a safeguard ends")
RECORD_CONTACT = register("case.contact", "recorded whether a person was reached")
EXTEND_DEADLINE = register("case.extend", "gave more time")
CONFIRM_STEP = register("case.confirm", "confirmed a step beforehand")
KEEP_PAPER = register("case.paper", "kept a file of a case")
READ_PAPER = register("case.read-paper", "opened a file of a case", is_look=True)
LIST_CASES = register("case.list", "looked at a list of cases", is_look=True)
LOOK_AT_CASE = register("case.look", "looked at a case", is_look=True)
LOOK_AT_CLAIM = register("claim.look", "looked at a claim", is_look=True)
