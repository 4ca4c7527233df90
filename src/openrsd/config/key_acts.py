"""What the ledger can say was done with the keys."""

from openrsd.ledger.acts import register

ROTATED = register("keys.rotate", "rotated the master key")
NEW_SECRET = register("keys.new-secret", "changed what unlocks the keys")
COPIED = register("keys.copy", "copied the key folder")
