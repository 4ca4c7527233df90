"""What this room can be recorded to have done.

An entry names the pair, never both persons: who may ask who looked at one learns nothing of the
other.
"""

from openrsd.ledger.acts import register

FIND = register("pair.find", "found two records that may be one person")
LIST_PAIRS = register("pair.list", "looked at pairs of records to compare", is_look=True)
LOOK_AT_PAIR = register("pair.look", "looked at a pair of records", is_look=True)
OPEN_PAIR = register("pair.open", "opened two records to compare them")
DECIDE = register("pair.decide", "decided whether two records are one person")
UNDO = register("pair.undo", "took a link between two records away")
ASK = register("person.maybe", "asked whether a person is registered already", is_look=True)
