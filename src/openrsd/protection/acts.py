"""What can be recorded to have been done about bars, alerts and incidents."""

from openrsd.ledger.acts import register

NEGATE = register("bar.negate", "recorded that a basis does not bar removal to a country")
WITHDRAW = register("bar.withdraw", "withdrew what was negated of a bar to removal")

RAISE = register("alert.raise", "raised an alert of a danger of return")
LIST_ALERTS = register("alert.list", "looked at the alerts", is_look=True)
LOOK_AT_ALERT = register("alert.look", "looked at an alert", is_look=True)
ADD_TO_ALERT = register("alert.add", "added to an alert")
TAKE_UP = register("alert.take-up", "took up an alert")
WRITE_LETTER = register("alert.letter", "made a letter to an authority that holds a person")

OPEN_INCIDENT = register("incident.open", "opened an incident")
LIST_INCIDENTS = register("incident.list", "looked at the incidents", is_look=True)
LOOK_AT_INCIDENT = register("incident.look", "looked at an incident", is_look=True)
ADD_TO_INCIDENT = register("incident.add", "added to an incident")
READ_PIECE = register("incident.read-file", "read a file of an incident", is_look=True)
