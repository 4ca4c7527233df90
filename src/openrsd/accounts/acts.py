"""What this room can be recorded to have done."""

from openrsd.ledger.acts import register

MAKE_OFFICE = register("office.make", "made an office")
MAKE_USER = register("user.make", "made a user")
LOOK_AT_USERS = register("user.list", "looked at the users", is_look=True)
LOOK_AT_USER = register("user.look", "looked at a user", is_look=True)
POST = register("user.post", "gave a role in an office")
UNPOST = register("user.unpost", "took a role in an office away")
DEACTIVATE = register("user.deactivate", "closed a user's account")

SUSPEND = register("user.suspend", "suspended a user")
RESUME = register("user.resume", "ended the suspension of a user")
LOOK_AT_SUSPENDED = register("user.suspended", "looked at who is suspended", is_look=True)

FOUND = register("compartment.found", "opened a new record")
ASSIGN = register("grant.assign", "assigned a record")
UNASSIGN = register("grant.unassign", "took an assignment away")
HAND_OVER = register("grant.hand-over", "handed assignments over")
LIMIT = register("grant.limit", "gave an assignment an end")
TAKE_ALL = register("grant.take-all", "took every access from a user")
OPEN_BRIEFLY = register("grant.brief", "opened a record for some minutes")
CLOSE = register("grant.close", "closed a record to colleagues at the person's wish")
TRANSFER = register("grant.transfer", "gave a record to another office")
GIVE_OWN = register("grant.self", "gave an applicant access to her own record")
RECORD_AUTHORITY = register("authority.record", "recorded a signed authority")
REVOKE_AUTHORITY = register("authority.revoke", "revoked an authority")
DECLARE_CONFLICT = register("conflict.declare", "declared a conflict of interest")
BREAK_GLASS = register("glass.break", "opened a record in an emergency")
LOOK_AT_ANNOUNCEMENTS = register(
    "glass.announced", "read of records opened in an emergency", is_look=True
)
LOOK_AT_CHANGES = register("user.announced", "read of changes to accounts", is_look=True)
ACKNOWLEDGE = register("glass.acknowledge", "confirmed an announcement as read")
