"""What can be recorded to have been done with the first conversations."""

from openrsd.ledger.acts import register

LOOK = register("intake.look", "looked at the first conversations with a person", is_look=True)
SAVE = register("intake.save", "recorded what a person answered")
END = register("intake.end", "ended a first conversation")
CONFIRM_NEEDS = register("intake.needs", "confirmed specific needs of a person")
LOOK_AT_SAID = register("intake.said", "read what was said in first conversations", is_look=True)
LOOK_AT_PLAN = register("intake.plan", "looked at the plan of an interview", is_look=True)
LOOK_AT_INDICATORS = register("intake.indicators", "looked at indicators of conduct", is_look=True)
PROPOSE = register("intake.propose", "had the priority of a case proposed")
CONFIRM_PRIORITY = register("intake.confirm", "confirmed the priority of a case")
