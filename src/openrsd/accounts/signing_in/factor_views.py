"""Pages of one's own second factors: what there is, adding, renaming, removing."""

from typing import Any
from urllib.parse import quote

from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.views import GenerateRecoveryCodesView, ViewRecoveryCodesView
from allauth.mfa.totp.views import ActivateTOTPView, DeactivateTOTPView
from allauth.mfa.webauthn.views import AddWebAuthnView, EditWebAuthnView, RemoveWebAuthnView
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse_lazy
from django.views.decorators.http import require_safe

from openrsd.accounts.models import User
from openrsd.accounts.signing_in import acts, forms, recorded
from openrsd.accounts.signing_in.adapters import SecondFactorAdapter
from openrsd.accounts.signing_in.second_factor import factors_of, must_have_one, open_for
from openrsd.accounts.signing_in.sessions import end_other_sessions
from openrsd.ledger.acts import Act
from openrsd.texts import gettext as _


class _Recorded:
    """The change and its entry are one."""

    request: HttpRequest
    act: Act
    kind: str
    # Whoever signed in with what was there before does so no longer.
    ends_other_sessions = True

    def form_valid(self, form: Any) -> HttpResponse:
        """Makes the change."""
        with transaction.atomic():
            if self.ends_other_sessions:
                end_other_sessions(self.request)
            recorded.note_own(self.request, self.act, factor=self.kind)
            response: HttpResponse = super().form_valid(form)  # type: ignore[misc]
        return response


class _Added(_Recorded):
    """Whoever has just used a new factor has confirmed with it."""

    act = acts.FACTOR_ADDED

    def form_valid(self, form: Any) -> HttpResponse:
        """Makes the change, and counts it as confirming."""
        response = super().form_valid(form)
        user = self.request.user
        record_authentication(self.request, user, "mfa", type=self.kind, reauthenticated=True)
        return response


@login_required
@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    """What she can confirm herself with, and what to add."""
    user = request.user
    assert isinstance(user, User)
    content = {"factors": factors_of(user), "must": must_have_one(user)}
    return render(request, "mfa/index.html", content)


class AddApp(_Added, ActivateTOTPView):  # type: ignore[misc]
    """An app that makes codes."""

    form_class = forms.AppForm
    template_name = "mfa/totp/activate_form.html"
    kind = "totp"


class RemoveApp(_Recorded, DeactivateTOTPView):  # type: ignore[misc]
    """No app any more."""

    template_name = "mfa/totp/deactivate_form.html"
    act, kind = acts.FACTOR_REMOVED, "totp"


class SeeCodes(ViewRecoveryCodesView):  # type: ignore[misc]
    """The recovery codes, once."""

    template_name = "mfa/recovery_codes/index.html"

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        """The codes, and a file of them that is made in the page itself."""
        with transaction.atomic():
            found: dict[str, Any] = super().get_context_data(**context)
            if found["can_view_codes"]:
                recorded.note_own(self.request, acts.CODES_SEEN)
                text = _("Recovery codes for OpenRSD. Each is good once.")
                lines = "\r\n".join([text, "", *found["unused_codes"], ""])
                found["file"] = f"data:text/plain;charset=utf-8,{quote(lines)}"
        return found


class MakeCodes(_Recorded, GenerateRecoveryCodesView):  # type: ignore[misc]
    """New recovery codes; the old ones are void."""

    template_name = "mfa/recovery_codes/generate.html"
    act, kind = acts.CODES_MADE, "recovery_codes"


class AddPasskey(_Added, AddWebAuthnView):  # type: ignore[misc]
    """A passkey: this device, a phone or a key on a chain."""

    form_class = forms.AddPasskeyForm
    template_name = "mfa/webauthn/add_form.html"
    kind = "webauthn"

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        """With the form as it was sent: the library forgets its mistakes."""
        return {**super().get_context_data(**context), **context}


class _OnePasskey:
    """About one of her passkeys."""

    object: Authenticator
    success_url = reverse_lazy("mfa_index")

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        """With its name."""
        found: dict[str, Any] = super().get_context_data(**context)  # type: ignore[misc]
        name = open_for(self.object.user, self.object.wrap().name)
        return {**found, "name": name}


class RenamePasskey(_OnePasskey, _Recorded, EditWebAuthnView):  # type: ignore[misc]
    """Another name."""

    form_class = forms.RenamePasskeyForm
    template_name = "mfa/webauthn/edit_form.html"
    act, kind = acts.FACTOR_RENAMED, "webauthn"
    ends_other_sessions = False


class RemovePasskey(_OnePasskey, RemoveWebAuthnView):  # type: ignore[misc]
    """One passkey less, unless it is the last factor of someone who needs one."""

    template_name = "mfa/webauthn/authenticator_confirm_delete.html"

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        """Whether it may go."""
        found = super().get_context_data(**context)
        return {**found, "may_go": SecondFactorAdapter().can_delete_authenticator(self.object)}

    def form_valid(self, form: Any) -> HttpResponse:
        """Removes it, on record."""
        with transaction.atomic():
            # Two removals at once must not leave her without any.
            User.objects.select_for_update().get(pk=self.request.user.pk)
            if not SecondFactorAdapter().can_delete_authenticator(self.object):
                content = self.get_context_data(form=form)
                return render(self.request, self.template_name, content, status=409)
            end_other_sessions(self.request)
            recorded.note_own(self.request, acts.FACTOR_REMOVED, factor="webauthn")
            response: HttpResponse = super().form_valid(form)
        return response
