"""The forms of signing in: the library's checks under our words."""

from typing import Any
from uuid import UUID

from allauth.account.adapter import get_adapter
from allauth.account.forms import ChangePasswordForm, LoginForm, ReauthenticateForm
from allauth.core.internal.cryptokit import normalize_user_code
from allauth.mfa.base.forms import AuthenticateForm
from allauth.mfa.base.forms import ReauthenticateForm as MFAReauthenticateForm
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import (
    AddWebAuthnForm,
    AuthenticateWebAuthnForm,
    EditWebAuthnForm,
    LoginWebAuthnForm,
    ReauthenticateWebAuthnForm,
)
from django import forms
from django.core.cache import cache
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError

from openrsd.accounts.models import User
from openrsd.accounts.signing_in import recorded
from openrsd.accounts.signing_in.second_factor import open_for, seal_for
from openrsd.texts import gettext as _

# As long as a code can be right: its half minute, and one before and after for clocks that differ.
CODE_SECONDS = 90
TOO_MANY = ("too_many_login_attempts", "rate_limited")
LONGEST_NAME = 60


class SignInForm(LoginForm):  # type: ignore[misc]
    """Sign-in name and password."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        _say(self, "login", _("Sign-in name"))
        _say(self, "password", _("Password"))
        self.fields["login"].widget.attrs.update(autocapitalize="none", spellcheck="false")


class ConfirmPasswordForm(ReauthenticateForm):  # type: ignore[misc]
    """The password again."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        _say(self, "password", _("Password"))


class NewPasswordForm(ChangePasswordForm):  # type: ignore[misc]
    """The old password once, the new one twice."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        _say(self, "oldpassword", _("Your password until now"))
        _say(
            self,
            "password1",
            _("Your new password"),
            _(
                "At least 12 letters, figures or signs, without your sign-in name. "
                "Four or five unrelated words are good."
            ),
        )
        _say(self, "password2", _("Your new password again"))

    def clean_oldpassword(self) -> str:
        """Wrong guesses count like those at the sign-in page."""
        password: str = self.cleaned_data["oldpassword"]
        if not get_adapter().reauthenticate(self.user, password):
            raise get_adapter().validation_error("enter_current_password")
        return password

    def clean(self) -> Any:
        """A new password is another one."""
        cleaned = super().clean()
        given = self.cleaned_data
        if given.get("password1") and given.get("password1") == given.get("oldpassword"):
            self.add_error("password1", _("Choose a password that you do not have already."))
        return cleaned


class _Guarded:
    """A code is good once, and wrong ones are on record."""

    user: User
    cleaned_data: dict[str, Any]
    step: str

    def clean_code(self) -> str:
        """The code, checked."""
        try:
            code: str = super().clean_code()  # type: ignore[misc]
        except ValidationError as refused:
            _note_refused(self.user, self.step, refused)
            raise
        # As it is compared: the same code with a space or a hyphen is the same code.
        used = f"signing-in.code.{self.user.id}.{normalize_user_code(code)}"
        if not cache.add(used, 1, timeout=CODE_SECONDS):
            raise get_adapter().validation_error("incorrect_code")
        return code


class CodeForm(_Guarded, AuthenticateForm):  # type: ignore[misc]
    """The second step of signing in: a code from the app, or a recovery code."""

    step = "code"

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        _say_code(self, _("Code"), _("Six figures from the app, or one of your recovery codes."))


class ConfirmCodeForm(_Guarded, MFAReauthenticateForm):  # type: ignore[misc]
    """A code again, before a sensitive act."""

    step = "confirm-code"

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        _say_code(self, _("Code"), _("Six figures from the app, or one of your recovery codes."))


class AppForm(_Guarded, ActivateTOTPForm):  # type: ignore[misc]
    """The first code of an app shows that it knows the secret."""

    step = "app"

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        _say_code(self, _("Code"), _("The six figures that the app shows now."))


class _GuardedKey:
    """A passkey that does not fit is on record."""

    user: User | None
    step: str

    def clean_credential(self) -> Authenticator:
        """The passkey, checked."""
        try:
            return super().clean_credential()  # type: ignore[misc]
        except ValidationError as refused:
            _note_refused(self.user, self.step, refused)
            raise

    def full_clean(self) -> None:
        """What is amiss stands on top: the field itself is hidden."""
        super().full_clean()  # type: ignore[misc]
        errors: Any = self._errors  # type: ignore[attr-defined]
        if "credential" in errors:
            errors[NON_FIELD_ERRORS] = errors.pop("credential")


class PasskeyForm(_GuardedKey, AuthenticateWebAuthnForm):  # type: ignore[misc]
    """The second step of signing in, with a passkey."""

    step = "passkey"


class PasskeyAloneForm(_GuardedKey, LoginWebAuthnForm):  # type: ignore[misc]
    """Signing in with nothing but a passkey."""

    step = "passkey-alone"


class ConfirmPasskeyForm(_GuardedKey, ReauthenticateWebAuthnForm):  # type: ignore[misc]
    """A passkey again, before a sensitive act."""

    step = "confirm-passkey"


class AddPasskeyForm(AddWebAuthnForm):  # type: ignore[misc]
    """A new passkey, and what its owner calls it."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        _name_field(self)
        _say(
            self,
            "passwordless",
            _("This passkey may sign me in without my password"),
            _("It then asks for your fingerprint, your face or its own number."),
        )
        self.fields["passwordless"].initial = True

    def clean_name(self) -> str:
        """Sealed: people name a key after its owner."""
        return seal_for(self.user, super().clean_name())


class RenamePasskeyForm(EditWebAuthnForm):  # type: ignore[misc]
    """Another name for a passkey."""

    def __init__(self, *args: Any, **options: Any) -> None:
        owner = options["instance"].user
        options["initial"] = {"name": open_for(owner, options["instance"].wrap().name)}
        super().__init__(*args, **options)
        _name_field(self)

    def clean_name(self) -> str:
        """Sealed."""
        return seal_for(self.instance.user, self.cleaned_data["name"])


class EndSessionForm(forms.Form):
    """One session, or all others when none is named."""

    session = forms.UUIDField(required=False)

    @property
    def chosen(self) -> UUID | None:
        """The session to end."""
        chosen: UUID | None = self.cleaned_data["session"]
        return chosen


def _note_refused(user: User | None, step: str, refused: ValidationError) -> None:
    if refused.code in TOO_MANY:
        recorded.note_locked_out(user, step, f"code.{user.id if user else ''}")
    else:
        recorded.note_failed(user, step)


def _name_field(form: forms.Form) -> None:
    _say(form, "name", _("Name of the passkey"), _("So that you can tell yours apart."))
    form.fields["name"].max_length = LONGEST_NAME  # type: ignore[attr-defined]
    form.fields["name"].widget.attrs.update(maxlength=LONGEST_NAME, autocomplete="off")


def _say_code(form: forms.Form, label: str, hint: str) -> None:
    _say(form, "code", label, hint)
    form.fields["code"].widget.attrs.update(inputmode="numeric", spellcheck="false")


def _say(form: forms.Form, name: str, label: str, hint: str = "") -> None:
    """Label and hint stand above the field; nothing stands in it that vanishes on typing."""
    field = form.fields[name]
    field.label, field.help_text = label, hint
    field.widget.attrs.pop("placeholder", None)
    is_box = isinstance(field.widget, forms.CheckboxInput)
    field.widget.attrs["class"] = "form-check-input" if is_box else "form-control"
