"""The sentences of the sign-in library that people can see, in our words."""

from openrsd.texts import shown

ERRORS = shown(
    {
        "account_inactive": "This account is closed. Ask an administrator.",
        "cannot_delete_authenticator": (
            "This is your last second factor, and your account needs one. "
            "Add another one first, then remove this one."
        ),
        "cannot_generate_recovery_codes": "Add an app or a passkey first.",
        "enter_current_password": "This is not your password.",
        "incorrect_code": "This did not work. Check it and try again with a new code.",
        "incorrect_password": "This is not your password.",
        "invalid_login": "The sign-in name or the password is wrong.",
        "rate_limited": "There were too many attempts. Wait five minutes, then try again.",
        "too_many_login_attempts": (
            "There were too many attempts. Wait five minutes, then try again."
        ),
        "username_password_mismatch": "The sign-in name or the password is wrong.",
    }
)
# By the name of the library's template; what is not here is not said.
MESSAGES = shown(
    {
        "account/messages/logged_out.txt": "You are signed out.",
        "account/messages/password_changed.txt": (
            "Your password is changed. You are signed out everywhere else."
        ),
        "mfa/messages/recovery_codes_generated.txt": (
            "These are your new recovery codes. You are signed out everywhere else."
        ),
        "mfa/messages/totp_activated.txt": (
            "The app on your phone is now your second factor. You are signed out everywhere else."
        ),
        "mfa/messages/totp_deactivated.txt": (
            "The app is no longer a second factor. You are signed out everywhere else."
        ),
        "mfa/messages/webauthn_added.txt": (
            "The passkey is added. You are signed out everywhere else."
        ),
        "mfa/messages/webauthn_removed.txt": (
            "The passkey is removed. You are signed out everywhere else."
        ),
    }
)
