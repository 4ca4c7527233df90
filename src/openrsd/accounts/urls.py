"""Signing in, second factors, and one's own account: the sign-in library's pages that we use.

What is not named here does not exist: no sign-up, no mail, no reset by oneself.
"""

from django.urls import path

from openrsd.accounts.signing_in import factor_views as factor
from openrsd.accounts.signing_in import views

urlpatterns = [
    path("sign-in/", views.SignIn.as_view(), name="account_login"),
    path("sign-in/code/", views.SignInCode.as_view(), name="mfa_authenticate"),
    path("sign-in/passkey/", views.SignInPasskey.as_view(), name="mfa_login_webauthn"),
    path("sign-out/", views.SignOut.as_view(), name="account_logout"),
    path("inactive/", views.Inactive.as_view(), name="account_inactive"),
    path("confirm/", views.ConfirmPassword.as_view(), name="account_reauthenticate"),
    path("confirm/code/", views.ConfirmCode.as_view(), name="mfa_reauthenticate"),
    path("confirm/passkey/", views.ConfirmPasskey.as_view(), name="mfa_reauthenticate_webauthn"),
    path("password/", views.ChangePassword.as_view(), name="account_change_password"),
    path("session/", views.session_state, name="session_state"),
    path("sessions/", views.sessions, name="usersessions_list"),
    path("second-factor/", factor.overview, name="mfa_index"),
    path("second-factor/app/", factor.AddApp.as_view(), name="mfa_activate_totp"),
    path("second-factor/app/remove/", factor.RemoveApp.as_view(), name="mfa_deactivate_totp"),
    path("second-factor/codes/", factor.SeeCodes.as_view(), name="mfa_view_recovery_codes"),
    path(
        "second-factor/codes/new/", factor.MakeCodes.as_view(), name="mfa_generate_recovery_codes"
    ),
    path("second-factor/passkeys/add/", factor.AddPasskey.as_view(), name="mfa_add_webauthn"),
    path(
        "second-factor/passkeys/<int:pk>/rename/",
        factor.RenamePasskey.as_view(),
        name="mfa_edit_webauthn",
    ),
    path(
        "second-factor/passkeys/<int:pk>/remove/",
        factor.RemovePasskey.as_view(),
        name="mfa_remove_webauthn",
    ),
]
