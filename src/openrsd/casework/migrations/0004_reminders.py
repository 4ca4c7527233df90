"""From which day on something that is due is brought to mind."""

from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps
from django.db.models import F


def remind_when_due(apps: StateApps, _schema: BaseDatabaseSchemaEditor) -> None:
    """What was due before this had no such day; the next step of the case counts it anew."""
    apps.get_model("casework", "Deadline").objects.update(remind_on=F("due_on"))
    apps.get_model("casework", "Case").objects.update(remind_on=F("due_on"))


class Migration(migrations.Migration):
    dependencies = [("casework", "0003_standing_takes_two")]

    operations = [
        migrations.RemoveIndex(model_name="case", name="queue"),
        migrations.AddField("case", "remind_on", models.DateField(null=True)),
        migrations.AddField("deadline", "remind_on", models.DateField(null=True)),
        migrations.RunPython(remind_when_due, migrations.RunPython.noop),
        migrations.AlterField("deadline", "remind_on", models.DateField()),
        migrations.AddIndex(
            "case",
            models.Index(
                fields=["office", "priority", "registered_on", "id", "due_on", "remind_on"],
                name="queue",
            ),
        ),
    ]
