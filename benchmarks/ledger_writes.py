"""What the ledger costs whoever writes: eight at once save a sealed record, with and without it.

Makes an installation of its own; both kinds of writing take turns, so that a slow moment of the
machine falls on both. One sealer works as it does in a server.
Usage: PYTHONPATH=. python benchmarks/ledger_writes.py [WRITES OF EACH]
"""

import os
import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from statistics import median
from uuid import UUID, uuid4

WRITERS, TURNS, EACH = 8, 7, 40
RATIO = 2.0
OFFICE = UUID(int=3)


def main() -> None:
    each = int(sys.argv[1]) if len(sys.argv) > 1 else EACH
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    import django

    django.setup()
    from django.core.management import call_command

    from openrsd.ledger.sealing import Sealer
    from openrsd.vault import opened

    call_command("migrate", verbosity=0)
    compartment = uuid4()
    opened().keys.make(compartment)
    sealer = Sealer(uuid4(), opened().signing_key)
    sealer.start()
    plain, audited = [], []
    _all_write(_plain, each, compartment)  # connections are opened
    for _turn in range(TURNS):
        plain.append(_all_write(_plain, each, compartment))
        audited.append(_all_write(_audited, each, compartment))
    sealer.stop()
    writes = WRITERS * each
    print(f"{WRITERS} writers, {each} writes of each, {TURNS} turns, median")
    print(f"{'a sealed record saved':34}{writes / median(plain):8.0f} a second")
    print(f"{'the same with its entry':34}{writes / median(audited):8.0f} a second")
    ratio = median(audited) / median(plain)
    verdict = "within" if ratio < RATIO else "OVER"
    print(f"{'audited / unaudited':34}{ratio:8.2f}  {verdict} {RATIO:.0f}")


def _plain(compartment: UUID) -> None:
    from django.db import transaction
    from tests.protected.models import Dossier

    with transaction.atomic():
        dossier = Dossier(compartment=compartment, office=OFFICE, name="Ri Ok-hui")
        dossier.save(force_insert=True)


def _audited(compartment: UUID) -> None:
    from django.db import transaction
    from tests.protected.acts import OPEN
    from tests.protected.models import Dossier

    from openrsd.accounts.acting import Actor
    from openrsd.accounts.recording import note

    with transaction.atomic():
        dossier = Dossier(compartment=compartment, office=OFFICE, name="Ri Ok-hui")
        dossier.save(force_insert=True)
        acting = Actor("staff", OFFICE, OFFICE)
        note(OPEN, acting=acting, subject_kind="dossier", subjects=[dossier.id])


def _all_write(write: Callable[[UUID], None], each: int, compartment: UUID) -> float:
    """Seconds by the clock until all have written."""

    def work(_writer: int) -> None:
        from django.db import connection

        for _number in range(each):
            write(compartment)
        connection.close()

    start = time.perf_counter()
    with ThreadPoolExecutor(WRITERS) as pool:
        list(pool.map(work, range(WRITERS)))
    return time.perf_counter() - start


if __name__ == "__main__":
    main()
