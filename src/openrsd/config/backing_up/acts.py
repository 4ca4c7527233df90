"""What the ledger can say was done with backups."""

from openrsd.ledger.acts import register
from openrsd.texts import shown

BACKED_UP = register("installation.backup", shown("made a backup of the installation"))
RESTORED = register("installation.restore", shown("restored the installation from a backup"))
