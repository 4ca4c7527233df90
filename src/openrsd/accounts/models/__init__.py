"""Users, and where and as what they work."""

from openrsd.accounts.models.offices import Office, Posting
from openrsd.accounts.models.users import AccountKind, User

__all__ = ["AccountKind", "Office", "Posting", "User"]
