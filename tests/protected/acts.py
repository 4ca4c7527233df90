"""What can be recorded to have been done with dossiers."""

from openrsd.ledger.acts import register

OPEN = register("dossier.open", "opened a dossier")
LIST = register("dossier.list", "looked at a list of dossiers", is_look=True)
LOOK = register("dossier.look", "looked at a dossier", is_look=True)
CHANGE = register("dossier.change", "changed a dossier")
