"""What the ledger can say of the frame's own pages."""

from openrsd.ledger import acts

LOCK = acts.register("installation.lock", "locked the installation")
