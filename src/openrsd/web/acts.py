"""What the ledger can say of the frame's own pages."""

from openrsd.ledger import acts
from openrsd.texts import shown

LOCK = acts.register("installation.lock", shown("Lock the installation"))
