"""What the ledger says of signing in. What somebody typed as a name is never among it."""

from openrsd.ledger.acts import register

SIGNED_IN = register("sign-in.done", "Signed in")
NOT_SIGNED_IN = register("sign-in.failed", "Did not sign in: wrong name, password or code")
LOCKED_OUT = register("sign-in.locked-out", "Shut out for a while after too many wrong attempts")
SIGNED_OUT = register("sign-in.ended", "Signed out")
CONFIRMED = register("sign-in.confirmed", "Confirmed who is working")
SESSIONS_ENDED = register("sign-in.sessions-ended", "Ended sessions")
PASSWORD_CHANGED = register("sign-in.password-changed", "Changed the password")
FACTOR_ADDED = register("sign-in.factor-added", "Added a second factor")
FACTOR_RENAMED = register("sign-in.factor-renamed", "Renamed a passkey")
FACTOR_REMOVED = register("sign-in.factor-removed", "Removed a second factor")
CODES_MADE = register("sign-in.codes-made", "Made new recovery codes")
CODES_SEEN = register("sign-in.codes-seen", "Saw the recovery codes", is_look=True)
RESET = register("sign-in.reset", "Gave a one-time passphrase and removed the second factors")
