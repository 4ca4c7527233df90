"""Serving an installation: one parent that seals the ledger and watches, workers that answer."""

import fcntl
import json
import multiprocessing
import os
import socket
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from ipaddress import ip_address
from pathlib import Path
from typing import NoReturn

from granian.constants import Interfaces
from granian.server import Server

from openrsd.config.environment import flag
from openrsd.config.errors import AlreadyServed, UnsafeSetting
from openrsd.config.installation import Installation
from openrsd.config.places import Places
from openrsd.config.worker import LAST_ANSWERS_SECONDS, Loader
from openrsd.texts import gettext as _
from openrsd.vault import Unlocking, opened
from openrsd.vault.durable import make_folder, writing_in
from openrsd.vault.locking import when_locked

LAST_REQUESTS_SECONDS = 10
ADDRESS_FREE_SECONDS = 3.0
_PROBE_SECONDS = 0.1


@dataclass(frozen=True, slots=True)
class Address:
    """Where the server listens."""

    host: str
    port: int

    @property
    def is_loopback(self) -> bool:
        """Whether only this machine can reach it."""
        with suppress(ValueError):
            return ip_address(self.host).is_loopback
        return self.host == "localhost"

    @property
    def url(self) -> str:
        """As typed into a browser on this machine."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        shown = "localhost" if self.is_loopback or self.host in ("0.0.0.0", "::") else host  # noqa: S104
        return f"{'https' if flag('OPENRSD_HTTPS') else 'http'}://{shown}:{self.port}/"


@dataclass(frozen=True, slots=True)
class Size:
    """How many processes answer, and how many requests each answers at once."""

    workers: int = 1
    threads: int = 8


def refuse_unsafe(installation: Installation, address: Address) -> None:
    """UnsafeSetting where real sign-ins would cross a network unencrypted."""
    https, proxy = flag("OPENRSD_HTTPS"), flag("OPENRSD_BEHIND_PROXY")
    if https and not proxy:
        raise UnsafeSetting(
            _(
                "OPENRSD_HTTPS needs a web server in front that does the encryption; "
                "set OPENRSD_BEHIND_PROXY=1 when there is one."
            )
        )
    if proxy and not address.is_loopback and "OPENRSD_PROXIES" not in os.environ:
        raise UnsafeSetting(
            _(
                "{host} can be reached from other machines, and each could claim to be the web "
                "server in front. Name its addresses in OPENRSD_PROXIES, or listen on 127.0.0.1."
            ).format(host=address.host)
        )
    if not (https or address.is_loopback or installation.is_demonstration):
        raise UnsafeSetting(
            _(
                "{host} can be reached from other machines, and without HTTPS they could read "
                "everything. Listen on 127.0.0.1, or put a web server with HTTPS in front and "
                "set OPENRSD_HTTPS=1 and OPENRSD_BEHIND_PROXY=1."
            ).format(host=address.host)
        )


@contextmanager
def only_server(places: Places, address: Address) -> Iterator[None]:
    """AlreadyServed unless this is the one server of the installation, on a free address."""
    make_folder(places.run)
    with writing_in(places.run):
        descriptor = os.open(places.serving, os.O_CREAT | os.O_RDWR, 0o600)
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise AlreadyServed(
                _("Another server is working for {home} already.").format(home=places.home)
            ) from None
        about = {"process": os.getpid(), "url": address.url}
        with writing_in(places.run):
            os.truncate(descriptor, 0)
            os.pwrite(descriptor, json.dumps(about).encode() + b"\n", 0)
        _refuse_taken(address)
        yield
    finally:
        os.close(descriptor)


@contextmanager
def sealing(installation: Installation) -> Iterator[None]:
    """The ledger is sealed and house is kept meanwhile; at the end what the workers wrote is sealed
    too.
    """
    from django.db import transaction

    from openrsd.config.acts import SERVED, note_act
    from openrsd.config.housekeeping import housekeeping
    from openrsd.ledger import clock, triggers
    from openrsd.ledger.sealing import Sealer

    clock.check(datetime.now(UTC))
    triggers.ensure()
    with transaction.atomic():
        # It shows too that there is room and a right to write.
        note_act(SERVED, installation.id)
    sealer = Sealer(installation.id, opened().signing_key)
    sealer.start()
    try:
        with housekeeping():
            yield
    finally:
        sealer.stop()


def serve(
    places: Places,
    unlocking: Unlocking,
    address: Address,
    size: Size,
    answering: Callable[[], None],
) -> None:
    """Serves until it is told to stop or the installation is locked. Calls `answering` once."""
    # A fresh process for each worker: no connection and no lock is shared by accident.
    multiprocessing.set_start_method("spawn", force=True)
    server = Server(
        "openrsd",
        address=address.host,
        port=address.port,
        interface=Interfaces.WSGI,
        workers=size.workers,
        blocking_threads=size.threads,
        websockets=False,
        log_enabled=False,
        respawn_failed_workers=True,
        workers_kill_timeout=LAST_REQUESTS_SECONDS,
    )

    def become_locked() -> None:
        for worker in server.wrks:
            # They end by themselves now: none is replaced.
            worker.interrupt_by_parent = True
        time.sleep(LAST_ANSWERS_SECONDS)
        for worker in server.wrks:
            worker.kill()  # type: ignore[no-untyped-call]
        show_locked_page(places, address)

    when_locked(places.run, become_locked)
    threading.Thread(
        target=_tell_when_answering, args=(address, answering), name="first answer", daemon=True
    ).start()
    loader = Loader(places, unlocking, os.getpid())
    server.serve(target_loader=loader, wrap_loader=False)


def show_locked_page(places: Places, address: Address) -> NoReturn:
    """Replaces this process, and with it all that it knew, by the server of the locked page."""
    module = "openrsd.config.locked_server"
    command = [sys.executable, "-I", "-m", module, address.host, str(address.port)]
    command += [str(places.run), *(["https"] if flag("OPENRSD_HTTPS") else [])]
    os.execve(sys.executable, command, {"PATH": os.defpath})  # noqa: S606


def _refuse_taken(address: Address) -> None:
    """A server that was just killed may still let go of the address."""
    until = time.monotonic() + ADDRESS_FREE_SECONDS
    while (problem := _why_not_free(address)) and time.monotonic() < until:
        time.sleep(_PROBE_SECONDS)
    if problem:
        raise AlreadyServed(
            _("Cannot listen on {host} port {port}: {reason}.").format(
                host=address.host, port=address.port, reason=problem
            )
        )


def _why_not_free(address: Address) -> str:
    try:
        kind, *_rest, place = socket.getaddrinfo(
            address.host, address.port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
        with socket.socket(kind, socket.SOCK_STREAM) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(place)
    except OSError as problem:
        return problem.strerror or str(problem)
    return ""


def _tell_when_answering(address: Address, answering: Callable[[], None]) -> None:
    host = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(address.host, address.host)  # noqa: S104
    while True:
        with suppress(OSError), socket.create_connection((host, address.port), timeout=1):
            break
        time.sleep(_PROBE_SECONDS)
    answering()


def running_server(places: Places) -> Path | None:
    """The file of the server that works for this installation now; None where none does."""
    try:
        descriptor = os.open(places.serving, os.O_RDONLY)
    except OSError:
        return None
    try:
        fcntl.flock(descriptor, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except OSError:
        return places.serving
    finally:
        os.close(descriptor)
    return None
