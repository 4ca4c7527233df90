"""What this room can be recorded to have done."""

from openrsd.ledger.acts import register

PLAN_INTERVIEW = register("interview.plan", "planned an interview")
WRITE_NOTE = register("interview.write", "wrote a note in an interview")
LOOK_AT_INTERVIEW = register("interview.look", "looked at an interview", is_look=True)
