"""What can be recorded to have been done with country information. Reading it is no look."""

from openrsd.ledger.acts import register

SOURCE = "coi-source"

ADD = register("coi.add", "added a document of country information")
CONFIRM = register("coi.confirm", "confirmed the details of a document of country information")
ASSESS = register("coi.assess", "assessed a source of country information")
WITHDRAW = register("coi.withdraw", "withdrew a document of country information")
