"""Where staff work and as what (procedure.md §2)."""

from uuid import uuid4

from django.db import models

from openrsd.accounts.models.users import User
from openrsd.columns import operational


class Office(models.Model):
    """A place where the procedure is run: a border post, a field office, an appeal body."""

    id = operational(models.UUIDField(primary_key=True, default=uuid4, editable=False))
    name = operational(models.CharField(max_length=120, unique=True))
    country = operational(models.CharField(max_length=3))
    closed_at = operational(models.DateTimeField(null=True))

    def __str__(self) -> str:
        return self.name


class Posting(models.Model):
    """That a member of staff holds a role in an office, from one moment until another."""

    id = operational(models.UUIDField(primary_key=True, default=uuid4, editable=False))
    user = operational(models.ForeignKey(User, on_delete=models.PROTECT, related_name="postings"))
    office = operational(
        models.ForeignKey(Office, on_delete=models.PROTECT, related_name="postings")
    )
    role = operational(models.CharField(max_length=48))
    since = operational(models.DateTimeField())
    until = operational(models.DateTimeField(null=True))

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["user", "office", "role"],
                condition=models.Q(until=None),
                name="one_open_posting",
            ),
        )
