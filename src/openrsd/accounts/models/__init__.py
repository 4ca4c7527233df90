"""Users, where and as what they work, and what they may open."""

from openrsd.accounts.models.announcements import Announcement, Happening
from openrsd.accounts.models.grants import (
    Authority,
    Basis,
    ConflictDeclaration,
    Grant,
    Holding,
)
from openrsd.accounts.models.offices import Office, Posting
from openrsd.accounts.models.users import AccountKind, User

__all__ = [
    "AccountKind",
    "Announcement",
    "Authority",
    "Basis",
    "ConflictDeclaration",
    "Grant",
    "Happening",
    "Holding",
    "Office",
    "Posting",
    "User",
]
