"""Tokens of the blind indexes: how a record is found though its fields are sealed."""

from django.db import models

from openrsd.columns import operational


class Token(models.Model):
    """One searchable form of one sealed field. Keyed: without the index key it says nothing."""

    id = operational(models.BigAutoField(primary_key=True))
    index = operational(models.CharField(max_length=64))
    token = operational(models.BinaryField(max_length=16))
    record = operational(models.UUIDField())
    compartment = operational(models.UUIDField())

    class Meta:
        indexes = (
            models.Index(fields=["index", "token"], name="vault_token_lookup"),
            models.Index(fields=["record"], name="vault_token_record"),
            models.Index(fields=["compartment"], name="vault_token_compartment"),
        )
