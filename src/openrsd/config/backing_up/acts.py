"""What the ledger can say was done with backups."""

from openrsd.ledger.acts import register

BACKED_UP = register("installation.backup", "made a backup of the installation")
RESTORED = register("installation.restore", "restored the installation from a backup")
