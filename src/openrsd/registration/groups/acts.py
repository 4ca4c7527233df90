"""What can be recorded to have been done with groups."""

from openrsd.ledger.acts import register

JOIN = register("group.join", "brought a person into a registration group")
LEAVE = register("group.leave", "gave a person a registration group of their own")
# Its entry names nobody who stays: whoever may ask who looked at them finds nothing.
LEAVE_IN_CONFIDENCE = register("group.leave-quietly", "let a person leave a group in confidence")
LET_SPEAK = register("group.speaker", "changed who speaks for a registration group")
CORRECT_RELATION = register("group.relation", "corrected how a person is related")
RECORD_EVENT = register("person.event", "recorded what happened to a person")
WITHDRAW_EVENT = register("person.event-withdraw", "withdrew what was recorded to have happened")
