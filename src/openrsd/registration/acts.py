"""What this room can be recorded to have done."""

from openrsd.ledger.acts import register

BEGIN_GROUP = register("group.begin", "began to register a group")
LOOK_AT_GROUP = register("group.look", "looked at a registration group", is_look=True)
BEGIN_PERSON = register("person.begin", "began to register a person")
SAVE_BLOCK = register("person.save", "changed what is recorded of a person")
LIST_PERSONS = register("person.list", "looked at a list of persons", is_look=True)
LOOK_AT_PERSON = register("person.look", "looked at a person", is_look=True)
FOLLOW_TO_OFFICE = register("person.transfer", "gave a person to another office")
REGISTER = register("person.register", "registered a person")
