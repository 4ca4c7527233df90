from django.db import migrations

import openrsd.vault.fields


class Migration(migrations.Migration):
    dependencies = [
        ("drafts", "0001_initial"),
    ]

    operations = [
        migrations.AddField(
            model_name="draft",
            name="title",
            field=openrsd.vault.fields.SealedText(
                "draft.title", "I", optional=True, sealed_by="compartment"
            ),
        ),
    ]
