"""Every transition of a case, with what it brought."""

from uuid import uuid4

from django.db import models
from django.utils import timezone

from openrsd.casework.models.cases import Case
from openrsd.columns import operational
from openrsd.vault.fields import SealedJSON


class Step(models.Model):
    """One transition: who made it, in which role, and what had to be brought. Never changed."""

    id = operational(models.UUIDField(primary_key=True, default=uuid4, editable=False))
    case = operational(models.ForeignKey(Case, on_delete=models.PROTECT, related_name="steps"))
    compartment = operational(models.UUIDField())
    position = operational(models.PositiveIntegerField())
    transition = operational(models.CharField(max_length=16))
    state_before = operational(models.CharField(max_length=32))
    state_after = operational(models.CharField(max_length=32))
    at = operational(models.DateTimeField(default=timezone.now))
    by = operational(models.UUIDField())
    by_system = operational(models.BooleanField(default=False))
    role = operational(models.CharField(max_length=48))
    # Which edition of the procedure it was made under.
    edition = operational(models.CharField(max_length=64, default=""))
    # What it brought, by the ids of the inputs. Sealed whole: some of it is a finding.
    inputs = SealedJSON("casework.inputs", "S")

    class Meta:
        constraints = (models.UniqueConstraint(fields=["case", "position"], name="steps_in_order"),)
