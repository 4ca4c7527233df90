"""The group in which people came, and who belongs to it as what."""

from uuid import uuid4

from django.db import models
from django.utils import timezone

from openrsd.columns import operational
from openrsd.registration.models.persons import Person
from openrsd.vault.fields import SealedJSON, SealedText

GROUP = "registration-group"


class RegistrationGroup(models.Model):
    """People who came together, a household. It holds no key: what it is, its members say."""

    id = operational(models.UUIDField(primary_key=True, default=uuid4, editable=False))
    office = operational(models.UUIDField(db_index=True))
    number = operational(models.CharField(max_length=16, unique=True))
    opened_at = operational(models.DateTimeField(default=timezone.now))
    opened_by = operational(models.UUIDField())


class Membership(models.Model):
    """That a person belongs to a group, and as what: a proGres code, seen from its speaker."""

    id = operational(models.UUIDField(primary_key=True, default=uuid4, editable=False))
    group = operational(
        models.ForeignKey(RegistrationGroup, on_delete=models.PROTECT, related_name="memberships")
    )
    person = operational(
        models.ForeignKey(Person, on_delete=models.PROTECT, related_name="memberships")
    )
    compartment = operational(models.UUIDField())
    position = operational(models.PositiveSmallIntegerField())
    speaks_for_group = operational(models.BooleanField(default=False))
    since = operational(models.DateTimeField(default=timezone.now))
    until = operational(models.DateTimeField(null=True))
    relation = SealedText("registration.relation", "S", optional=True)
    # How she came into this group, and how she left it. Sealed with her: a group in which she is no
    # longer, and must not be known to have been, keeps no row of her at all.
    came = SealedJSON("registration.came", "S", optional=True)
    left = SealedJSON("registration.left", "S", optional=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["person"], condition=models.Q(until=None), name="one_group_at_a_time"
            ),
        )
