"""Persons who wait to be compared stand in a queue. Everyone who was saved before is in it."""

from typing import Any

from django.db import migrations, models
from django.utils import timezone


def everyone_waits(apps: Any, _editor: Any) -> None:
    """Comparing someone twice finds the same pairs."""
    person = apps.get_model("registration", "Person")
    to_compare = apps.get_model("matching", "ToCompare")
    now = timezone.now()
    ids = person.objects.values_list("id", flat=True)
    to_compare.objects.bulk_create(
        (to_compare(person=one, since=now) for one in ids), batch_size=500
    )


class Migration(migrations.Migration):
    """A queue instead of a note of what was looked at."""

    dependencies = (
        ("matching", "0001_initial"),
        ("registration", "0001_initial"),
    )

    operations = (
        migrations.CreateModel(
            name="ToCompare",
            fields=[
                ("person", models.UUIDField(primary_key=True, serialize=False)),
                ("since", models.DateTimeField()),
                ("tried_at", models.DateTimeField(null=True)),
            ],
            options={
                "indexes": [models.Index(fields=["tried_at", "since"], name="to_compare_queue")],
            },
        ),
        migrations.RunPython(everyone_waits, migrations.RunPython.noop),
        migrations.DeleteModel(name="Looked"),
    )
