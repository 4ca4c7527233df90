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

# What is arranged
LOOK_AT_CALENDAR = register("interview.calendar", "looked at appointments", is_look=True)
PRINT_NOTICE = register("interview.notice", "printed the notice of an interview", is_look=True)
CHANGE_ROOMS = register("interview.rooms", "changed the rooms for interviews")
LOOK_AT_INTERPRETER = register(
    "interview.look-interpreter", "looked at what an interpreter speaks", is_look=True
)
CHANGE_INTERPRETER = register("interview.interpreter", "noted what an interpreter speaks")

# What is kept apart
KEEP_APART = register("interview.keep-apart", "kept something of an interview apart")
LOOK_AT_APART = register("interview.look-apart", "looked at what is kept apart", is_look=True)
NAME_READER = register("interview.name-reader", "named who may read what is kept apart")
LOOK_AT_TIMELINE = register(
    "interview.timeline", "looked at the dates and places of an interview", is_look=True
)
