"""What the sign-in library asks us: who may, and how its secrets are kept."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.http import HttpRequest


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Accounts are made by administrators; nothing is mailed."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Nobody signs herself up."""
        return False

    def send_notification_mail(self, *_args: Any, **_options: Any) -> None:
        """The installation sends no mail."""


class SecondFactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """Secrets of second factors are sealed."""
