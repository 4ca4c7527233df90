"""What this room can be recorded to have done."""

from openrsd.ledger.acts import register

PLAN_INTERVIEW = register("interview.plan", "planned an interview")
LOOK_AT_INTERVIEW = register("interview.look", "looked at an interview", is_look=True)
WRITE = register("interview.write", "wrote in the record of an interview")
FIX_RECORD = register("interview.fix", "closed what was written in an interview")
CONTINUE = register("interview.continue", "took up the record of an interview again")
END_NARRATIVE = register("interview.narrative", "noted that the free account was over")
CORRECT = register("interview.correct", "noted a correction to the record of an interview")
SIGN = register("interview.sign", "noted how a person answered the record read back")
