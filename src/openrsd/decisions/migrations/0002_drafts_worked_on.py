"""A draft is worked on before it is handed in. Those that were there were all handed in."""

import django.utils.timezone
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps


def _handed_in(apps: StateApps, _schema: BaseDatabaseSchemaEditor) -> None:
    drafts = apps.get_model("decisions", "Draft").objects
    drafts.update(handed_in_at=models.F("drafted_at"), saved_at=models.F("drafted_at"))


class Migration(migrations.Migration):
    dependencies = [
        ("casework", "0001_initial"),
        ("decisions", "0001_initial"),
    ]

    operations = [
        migrations.AddField(
            model_name="draft",
            name="handed_in_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="draft",
            name="version",
            field=models.PositiveIntegerField(default=1),
        ),
        migrations.AddField(
            model_name="draft",
            name="saved_at",
            field=models.DateTimeField(default=django.utils.timezone.now),
        ),
        migrations.RunPython(_handed_in, migrations.RunPython.noop),
        migrations.AddConstraint(
            model_name="draft",
            constraint=models.UniqueConstraint(
                condition=models.Q(("handed_in_at__isnull", True)),
                fields=("claim",),
                name="one_draft_worked_on",
            ),
        ),
    ]
