"""What can be recorded to have been done at the front desk."""

from openrsd.ledger.acts import register

FIND = register("desk.find", "looked for a person at the front desk", is_look=True)
BEGIN = register("desk.begin", "began to serve a person at the front desk")
SERVE = register("desk.serve", "served a person at the front desk", is_look=True)
CHANGE_CONTACT = register("desk.contact", "changed a safe contact at the front desk")
REPLACE_CARD = register("desk.card", "replaced a lost card")
PRINT_CARD = register("desk.print", "printed a card", is_look=True)
