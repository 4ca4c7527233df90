"""What the ledger says of signing in. What somebody typed as a name is never among it."""

from openrsd.ledger.acts import register

SIGNED_IN = register("sign-in.done", "signed in")
NOT_SIGNED_IN = register("sign-in.failed", "did not sign in: wrong name, password or code")
LOCKED_OUT = register("sign-in.locked-out", "shut out for a while after too many wrong attempts")
SIGNED_OUT = register("sign-in.ended", "signed out")
CONFIRMED = register("sign-in.confirmed", "confirmed who is working")
SESSIONS_ENDED = register("sign-in.sessions-ended", "ended sessions")
PASSWORD_CHANGED = register("sign-in.password-changed", "changed the password")
FACTOR_ADDED = register("sign-in.factor-added", "added a second factor")
FACTOR_RENAMED = register("sign-in.factor-renamed", "renamed a passkey")
FACTOR_REMOVED = register("sign-in.factor-removed", "removed a second factor")
CODES_MADE = register("sign-in.codes-made", "made new recovery codes")
CODES_SEEN = register("sign-in.codes-seen", "saw the recovery codes", is_look=True)
RESET = register("sign-in.reset", "gave a one-time passphrase and removed the second factors")
