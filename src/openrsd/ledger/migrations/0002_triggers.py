from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from openrsd.ledger import triggers


def hold(_apps: object, schema_editor: BaseDatabaseSchemaEditor) -> None:
    triggers.ensure(schema_editor.connection)


class Migration(migrations.Migration):
    dependencies = [("ledger", "0001_initial")]

    operations = [migrations.RunPython(hold, migrations.RunPython.noop)]
