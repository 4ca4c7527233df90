"""Pages of signing in: the library's views with our forms, and every change on record."""

from typing import Any

from allauth.account.views import (
    AccountInactiveView,
    LoginView,
    LogoutView,
    PasswordChangeView,
    ReauthenticateView,
)
from allauth.mfa.base.views import AuthenticateView
from allauth.mfa.base.views import ReauthenticateView as MFAReauthenticateView
from allauth.mfa.webauthn.views import LoginWebAuthnView, ReauthenticateWebAuthnView
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from openrsd.accounts.signing_in import acts, forms, recorded
from openrsd.accounts.signing_in.confirming import confirmed_recently
from openrsd.accounts.signing_in.resetting import must_change_password
from openrsd.accounts.signing_in.second_factor import factors_of
from openrsd.accounts.signing_in.sessions import (
    end_other_sessions,
    end_own_session,
    own_sessions,
    seconds_left,
)
from openrsd.accounts.told import resets_of
from openrsd.texts import ngettext


class SignIn(LoginView):  # type: ignore[misc]
    """Name and password, or a passkey."""

    form_class = forms.SignInForm
    template_name = "account/login.html"


class SignInCode(AuthenticateView):  # type: ignore[misc]
    """The second step."""

    form_class = forms.CodeForm
    webauthn_form_class = forms.PasskeyForm
    template_name = "mfa/authenticate.html"

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        """With what she has: an app, a passkey or both."""
        found: dict[str, Any] = super().get_context_data(**context)
        factors = factors_of(self.stage.login.user)
        return {
            **found,
            "has_app": factors.app is not None,
            "has_passkey": bool(factors.passkeys),
        }


class SignInPasskey(LoginWebAuthnView):  # type: ignore[misc]
    """A passkey alone."""

    form_class = forms.PasskeyAloneForm


class SignOut(LogoutView):  # type: ignore[misc]
    """Asks, then ends the session."""

    template_name = "account/logout.html"

    def post(self, *args: Any, **kwargs: Any) -> HttpResponse:
        """Ends it; the browser forgets the pages that the button "back" would show."""
        response: HttpResponse = super().post(*args, **kwargs)
        response.headers["Clear-Site-Data"] = '"cache", "storage"'
        return response


class Inactive(AccountInactiveView):  # type: ignore[misc]
    """The account is closed."""

    template_name = "account/account_inactive.html"


class ConfirmPassword(ReauthenticateView):  # type: ignore[misc]
    """Is it you? By password, for those who have nothing else."""

    form_class = forms.ConfirmPasswordForm
    template_name = "account/reauthenticate.html"

    def form_valid(self, form: forms.ConfirmPasswordForm) -> HttpResponse:
        """On record, then on with what was asked."""
        return _confirmed(self, super().form_valid, form)


class ConfirmCode(MFAReauthenticateView):  # type: ignore[misc]
    """Is it you? By code."""

    form_class = forms.ConfirmCodeForm
    template_name = "mfa/reauthenticate.html"

    def form_valid(self, form: forms.ConfirmCodeForm) -> HttpResponse:
        """On record, then on with what was asked."""
        return _confirmed(self, super().form_valid, form)


class ConfirmPasskey(ReauthenticateWebAuthnView):  # type: ignore[misc]
    """Is it you? By passkey."""

    form_class = forms.ConfirmPasskeyForm
    template_name = "mfa/webauthn/reauthenticate.html"

    def form_valid(self, form: forms.ConfirmPasskeyForm) -> HttpResponse:
        """On record, then on with what was asked."""
        return _confirmed(self, super().form_valid, form)


class ChangePassword(PasswordChangeView):  # type: ignore[misc]
    """Her own new password."""

    form_class = forms.NewPasswordForm
    template_name = "account/password_change.html"

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        """Whether she must."""
        found: dict[str, Any] = super().get_context_data(**context)
        user = self.request.user
        must = must_change_password(user)
        return {**found, "must": must, "resets": resets_of(user) if must else []}

    def get_default_success_url(self) -> str:
        """To the first page."""
        return "/"


@require_http_methods(["GET", "POST"])
def session_state(request: HttpRequest) -> HttpResponse:
    """For the script of a page: who is signed in now, how long still, and a token for its forms.

    To ask (GET) does not make the session last longer; to stay (POST) does. Nobody is signed in:
    `user` is empty.
    """
    user = request.user
    return JsonResponse(
        {
            "user": str(user.pk) if user.is_authenticated else "",
            "left": seconds_left(request) if user.is_authenticated else 0,
            "token": get_token(request),
        }
    )


@login_required
@require_http_methods(["GET", "POST"])
def sessions(request: HttpRequest) -> HttpResponse:
    """Where she is signed in; ends one session or all others."""
    if request.method == "POST":
        return _end_sessions(request)
    return _list_sessions(request)


def _list_sessions(request: HttpRequest) -> HttpResponse:
    return render(
        request, "usersessions/usersession_list.html", {"sessions": own_sessions(request)}
    )


@confirmed_recently
def _end_sessions(request: HttpRequest) -> HttpResponse:
    form = forms.EndSessionForm(request.POST)
    if not form.is_valid():
        return _list_sessions(request)
    ended = end_own_session(request, form.chosen) if form.chosen else end_other_sessions(request)
    messages.success(
        request,
        ngettext("One session ended.", "{count} sessions ended.", ended).format(count=ended),
    )
    return redirect("usersessions_list")


def _confirmed(view: Any, go_on: Any, form: Any) -> HttpResponse:
    with transaction.atomic():
        recorded.note_own(view.request, acts.CONFIRMED)
        # Whoever took the old key before has not confirmed.
        view.request.session.cycle_key()
    response: HttpResponse = go_on(form)
    return response
