"""Comments, checklists and the sample of a review."""

import uuid

import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models

import openrsd.vault.fields


class Migration(migrations.Migration):
    dependencies = [
        ("casework", "0004_reminders"),
        ("decisions", "0002_drafts_worked_on"),
    ]

    operations = [
        migrations.AddField(
            model_name="signature",
            name="batch",
            field=models.UUIDField(null=True),
        ),
        migrations.CreateModel(
            name="QualityChecklist",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("compartment", models.UUIDField()),
                ("office", models.UUIDField(db_index=True)),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                ("by", models.UUIDField()),
                ("is_complete", models.BooleanField()),
                (
                    "content",
                    openrsd.vault.fields.SealedJSON(
                        "decisions.quality", "S", sealed_by="compartment"
                    ),
                ),
                (
                    "draft",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="checklists",
                        to="decisions.draft",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="ReviewComment",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("compartment", models.UUIDField()),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                ("by", models.UUIDField()),
                (
                    "content",
                    openrsd.vault.fields.SealedJSON(
                        "decisions.comment", "S", sealed_by="compartment"
                    ),
                ),
                (
                    "draft",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="comments",
                        to="decisions.draft",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="CommentWord",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("compartment", models.UUIDField()),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                ("by", models.UUIDField()),
                (
                    "content",
                    openrsd.vault.fields.SealedJSON(
                        "decisions.comment-word", "S", sealed_by="compartment"
                    ),
                ),
                (
                    "comment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="words",
                        to="decisions.reviewcomment",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="SampleDraw",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("drawn_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("share", models.PositiveSmallIntegerField()),
                ("is_sampled", models.BooleanField()),
                (
                    "case",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="sample_draw",
                        to="casework.case",
                    ),
                ),
            ],
        ),
    ]
