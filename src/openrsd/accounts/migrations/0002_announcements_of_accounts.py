"""Announcements tell of what was done to accounts too, and by whom."""

import django.db.models.deletion
from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def name_who_opened(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    """Until now each told of a record that someone opened for herself."""
    del editor
    given = apps.get_model("accounts", "Grant").objects.filter(pk=models.OuterRef("grant"))
    announced = apps.get_model("accounts", "Announcement").objects.filter(by=None)
    announced.update(by=models.Subquery(given.values("given_by")[:1]))


class Migration(migrations.Migration):
    dependencies = [("accounts", "0001_initial")]

    operations = [
        migrations.AlterField(
            model_name="grant",
            name="basis",
            field=models.CharField(
                choices=[
                    ("assignment", "Assigned"),
                    ("supervision", "Assigned as supervisor"),
                    ("break-glass", "Opened in an emergency"),
                    ("authority", "Signed authority"),
                    ("self", "Her own record"),
                ],
                max_length=16,
            ),
        ),
        migrations.AlterField(
            model_name="announcement",
            name="grant",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="announcements",
                to="accounts.grant",
            ),
        ),
        migrations.AddField(
            model_name="announcement",
            name="posting",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="announcements",
                to="accounts.posting",
            ),
        ),
        migrations.AddField(
            model_name="announcement",
            name="what",
            field=models.CharField(
                choices=[
                    ("break-glass", "A record was opened in an emergency"),
                    ("reset", "Password and second factor were reset"),
                    ("posted", "A role was given"),
                ],
                default="break-glass",
                max_length=16,
            ),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="announcement", name="by", field=models.UUIDField(null=True)
        ),
        migrations.RunPython(name_who_opened, migrations.RunPython.noop),
        migrations.AlterField(model_name="announcement", name="by", field=models.UUIDField()),
    ]
