"""How fast the ledger is verified where it is stored, beside reading the same rows only.

Makes an installation of its own and fills its encrypted database with sealed entries by direct
insertion. Seconds are of the clock; one core works.
Usage: PYTHONPATH=. python benchmarks/ledger_stored.py [ENTRIES]
"""

import json
import multiprocessing
import os
import resource
import sys
import time
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from benchmarks.ledger import BUDGET_SECONDS, INSTALLATION, RUN, entry

ENTRIES = 1_000_000
LOADED_AT_ONCE = 20_000


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else ENTRIES
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import connection

    call_command("migrate", verbosity=0)
    start = time.perf_counter()
    load(count)
    name = connection.settings_dict["NAME"]
    size = Path(name).stat().st_size / 2**20 if connection.vendor == "sqlite" else 0
    print(f"{count:,} entries, {RUN} to a seal, {size:,.0f} MiB of encrypted database")
    print(f"{'loaded':34}{time.perf_counter() - start:8.1f} s")
    connection.close()
    read = _measured("only read", _read_only)
    verified = _measured("verified in the database", _verify)
    print(f"{'verified / only read':34}{verified / read:8.2f}")
    verdict = "within" if verified < BUDGET_SECONDS else "OVER"
    print(f"{verdict} the budget of {BUDGET_SECONDS:.0f} s")


def load(count: int) -> None:
    """Entries, their subjects, marks and seals, as recording and sealing write them."""
    from django.db import connection, transaction

    from openrsd.ledger.chain import ID_LENGTH, Seal, mark_of, seal_marks
    from openrsd.ledger.entries import new_id
    from openrsd.ledger.export_lines import detail_fields
    from openrsd.ledger.rows import ENTRY_COLUMNS, stored_id

    insert = {
        "ledger_entry": len(ENTRY_COLUMNS),
        "ledger_entry_subject": 3,
        "ledger_mark": 4,
        "ledger_seal": 7,
    }
    columns = {
        "ledger_entry": ", ".join(ENTRY_COLUMNS),
        "ledger_entry_subject": "subject, at, entry",
        "ledger_mark": "position, seal, entry, digest",
        "ledger_seal": "number, first, last, root, previous, at, hash",
    }
    moment = connection.ops.adapt_datetimefield_value
    seal: Seal | None = None
    made = iter(range(1, count + 1))
    while numbers := list(islice(made, LOADED_AT_ONCE)):
        rows: dict[str, list[tuple[Any, ...]]] = {table: [] for table in insert}
        marks = []
        for number in numbers:
            plain = entry(number)
            one = entry(number, id=new_id(plain.at))
            key, at = stored_id(one.id), moment(one.at)
            rows["ledger_entry"].append(
                (
                    key,
                    at,
                    one.actor_kind,
                    stored_id(one.actor),
                    stored_id(one.office) if one.office else None,
                    one.action,
                    one.subject_kind,
                    b"".join(subject.bytes for subject in one.subjects),
                    one.result.value,
                    one.purpose,
                    stored_id(one.reason.compartment) if one.reason else None,
                    one.reason.ciphertext if one.reason else None,
                    json.dumps(detail_fields(one.detail)),
                )
            )
            for subject in dict.fromkeys(one.subjects):
                rows["ledger_entry_subject"].append((stored_id(subject), at, key))
            mark = mark_of(one)
            marks.append((key, mark, one.at))
        for start in range(0, len(marks), RUN):
            run = marks[start : start + RUN]
            seal = seal_marks(seal, [mark for _key, mark, _at in run], run[-1][2])
            head = seal.head
            rows["ledger_seal"].append(
                (
                    head.number,
                    head.first,
                    head.last,
                    head.root,
                    head.previous,
                    moment(head.at),
                    seal.hash,
                )
            )
            for position, (key, mark, _at) in enumerate(run, head.first):
                rows["ledger_mark"].append((position, head.number, key, mark[ID_LENGTH:]))
        with transaction.atomic(), connection.cursor() as cursor:
            for table, width in insert.items():
                values = ", ".join(["%s"] * width)
                statement = f"INSERT INTO {table} ({columns[table]}) VALUES ({values})"  # noqa: S608
                cursor.executemany(statement, rows[table])


def _rows() -> Iterator[None]:
    from django.db import connection

    for table in ("ledger_entry", "ledger_entry_subject", "ledger_mark", "ledger_seal"):
        with connection.chunked_cursor() as cursor:
            cursor.execute(f"SELECT * FROM {table}")  # noqa: S608
            while cursor.fetchmany(2_000):
                yield


def _read_only() -> None:
    for _some in _rows():
        pass


def _verify() -> None:
    from openrsd.ledger.stored_verification import verify_stored

    found = verify_stored(INSTALLATION, {})
    assert found.whole, found.findings[:5]


def _measured(name: str, work: object) -> float:
    """Seconds that the work took in a process of its own."""
    context = multiprocessing.get_context("fork")
    queue = context.Queue()

    def measure() -> None:
        assert callable(work)
        start = time.perf_counter()
        work()
        seconds = time.perf_counter() - start
        queue.put((seconds, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024))

    process = context.Process(target=measure)
    process.start()
    process.join()
    seconds, peak = queue.get()
    print(f"{name:34}{seconds:8.1f} s{peak:8.0f} MiB at most")
    return float(seconds)


if __name__ == "__main__":
    main()
