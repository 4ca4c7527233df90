"""What the ledger can say was done with the keys."""

from openrsd.ledger.acts import register
from openrsd.texts import shown

ROTATED = register("keys.rotate", shown("rotated the master key"))
NEW_SECRET = register("keys.new-secret", shown("changed what unlocks the keys"))
COPIED = register("keys.copy", shown("copied the key folder"))
