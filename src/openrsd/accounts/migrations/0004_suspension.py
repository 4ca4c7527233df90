"""That a supervisor keeps someone from all work for a time."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """Nobody is suspended."""

    dependencies = (("accounts", "0003_brief_grants"),)

    operations = (
        migrations.AddField(
            model_name="user",
            name="suspended_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AlterField(
            model_name="announcement",
            name="what",
            field=models.CharField(
                choices=[
                    ("break-glass", "A record was opened in an emergency"),
                    ("reset", "Password and second factor were reset"),
                    ("posted", "A role was given"),
                    ("suspended", "Someone was suspended"),
                    ("resumed", "A suspension was ended"),
                ],
                max_length=16,
            ),
        ),
    )
