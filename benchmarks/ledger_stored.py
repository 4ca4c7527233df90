"""How fast the ledger is verified where it is stored, beside reading the same rows only.

Makes an installation of its own and fills its encrypted database with sealed entries by direct
insertion. Seconds are of one core, beside those of the clock.
Usage: PYTHONPATH=. python benchmarks/ledger_stored.py [ENTRIES]
"""

import multiprocessing
import os
import resource
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import islice
from pathlib import Path

from benchmarks.ledger import BUDGET_SECONDS, INSTALLATION, RUN, entry

from openrsd.ledger.chain import Seal
from openrsd.ledger.entries import Entry

ENTRIES = 1_000_000
LOADED_AT_ONCE = 20_000
FORK = multiprocessing.get_context("fork")


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
    from django.db import transaction

    from openrsd.ledger.chain import mark_of, seal_marks
    from openrsd.ledger.entries import new_id

    seal: Seal | None = None
    made = iter(range(1, count + 1))
    while numbers := list(islice(made, LOADED_AT_ONCE)):
        entries = [replace(one, id=new_id(one.at)) for one in map(entry, numbers)]
        seals = []
        for start in range(0, len(entries), RUN):
            run = entries[start : start + RUN]
            seal = seal_marks(seal, [mark_of(one) for one in run], run[-1].at)
            seals.append(seal)
        with transaction.atomic():
            _insert(entries, seals)


def _insert(entries: list[Entry], seals: list[Seal]) -> None:
    from django.db import connection

    from openrsd.ledger.recording import INSERT_ENTRY, INSERT_SUBJECT, entry_row, subject_rows
    from openrsd.ledger.sealing import keep

    with connection.cursor() as cursor:
        cursor.executemany(INSERT_ENTRY, [entry_row(one) for one in entries])
        cursor.executemany(INSERT_SUBJECT, [row for one in entries for row in subject_rows(one)])
    for seal in seals:
        keep(seal)


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


def _measured(name: str, work: Callable[[], None]) -> float:
    """Seconds of a core that the work took in a process of its own."""
    queue = FORK.Queue()

    def measure() -> None:
        clock, core = time.perf_counter(), time.process_time()
        work()
        clock, core = time.perf_counter() - clock, time.process_time() - core
        queue.put((clock, core, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024))

    process = FORK.Process(target=measure)
    process.start()
    clock, core, peak = queue.get()
    process.join()
    print(f"{name:34}{core:8.1f} s{clock:8.1f} s by the clock{peak:8.0f} MiB at most")
    return float(core)


if __name__ == "__main__":
    main()
