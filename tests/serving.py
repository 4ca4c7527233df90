"""Real installations, made and served by the product's own commands, for one test or a few.

An empty installation of each kind is made once and copied from then on. Where the tests run on
PostgreSQL, each copy has a database of its own there.
"""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from http.client import HTTPConnection, HTTPException, HTTPResponse
from pathlib import Path
from uuid import uuid4

import psycopg
import pytest
from psycopg import sql
from psycopg.conninfo import conninfo_to_dict

from openrsd.vault import Argon2Parameters, MasterKeys, Passphrase
from tests import warm
from tests.warm import REPOSITORY, SOAK, Bounds

SERVER = os.environ.get("OPENRSD_TEST_DATABASE_URL", "")
PASSPHRASE = "words for served tests only"  # noqa: S105
# The caseload of a demonstration takes its time; tests/story makes all of it once.
SMALL = {"demo": ("--households", "0")}
START_SECONDS = 60
STOP_SECONDS = 30


@dataclass(frozen=True)
class Ran:
    """What came of a command."""

    code: int
    out: str
    err: str


@dataclass(frozen=True)
class Home:
    """An installation in a folder of its own."""

    folder: Path
    database_url: str = ""
    extra: Mapping[str, str] = field(default_factory=dict)

    @property
    def environment(self) -> dict[str, str]:
        """What its commands find in their environment."""
        inherited = {
            name: value for name, value in os.environ.items() if not name.startswith("OPENRSD_")
        }
        return {
            **inherited,
            "OPENRSD_HOME": str(self.folder),
            "OPENRSD_PASSPHRASE": PASSPHRASE,
            "OPENRSD_NO_INPUT": "1",
            "DATABASE_URL": self.database_url,
            "DJANGO_SETTINGS_MODULE": "tests.served_settings",
            "PYTHONPATH": str(REPOSITORY),
            **self.extra,
        }

    def with_environment(self, **extra: str) -> "Home":
        """The same with further variables."""
        return replace(self, extra={**self.extra, **extra})

    def command(
        self,
        *arguments: str | Path,
        succeeds: bool = True,
        under: Callable[[], None] | None = None,
    ) -> Ran:
        """Runs `openrsd` to its end; `under` prepares the process, to take something from it."""
        return self._run([*warm.COMMAND, *map(str, arguments)], succeeds, under)

    def inside(self, code: str, *arguments: str) -> str:
        """Runs Python code in the unlocked installation and returns what it printed."""
        lines = "\n".join(f"    {line}" for line in code.strip().splitlines())
        program = (
            "from openrsd.cli.unlocking import unlocked\nwith unlocked() as installation:\n" + lines
        )
        return self._run(["-c", program, *arguments], succeeds=True).out

    def start(
        self, *options: str, port: int | None = None, under: Callable[[], None] | None = None
    ) -> "Served":
        """Serves it on a free port; comes back when it answers."""
        port = port or free_port()
        log = (self.folder / "server.log").open("ab")
        with log:
            process = subprocess.Popen(
                [sys.executable, "-m", "openrsd.cli.main", "serve", "--port", str(port), *options],
                env=self.environment,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
                preexec_fn=under,
            )
        served = Served(self, port, process)
        try:
            served.wait_until_answering()
        except BaseException:
            served.kill()
            raise
        return served

    @contextmanager
    def serving(self, *options: str, port: int | None = None) -> "Iterator[Served]":
        """Serves it for as long as the block lasts. The server must have had nothing to say."""
        served = self.start(*options, port=port)
        try:
            yield served
        except BaseException:
            served.kill()
            raise
        served.stop()

    def _run(
        self,
        program: Sequence[str],
        succeeds: bool,
        under: Callable[[], None] | None = None,
    ) -> Ran:
        done = warm.run(program, self.environment, Bounds(START_SECONDS * 2), under=under)
        ran = Ran(done.code, done.out.decode(), done.err.decode())
        assert "Traceback" not in ran.err, ran.err
        assert not succeeds or ran.code == 0, ran.err
        return ran


@dataclass(frozen=True)
class Served:
    """A server that runs."""

    home: Home
    port: int
    process: "subprocess.Popen[bytes]"

    @property
    def url(self) -> str:
        """Its address, by the name that passkeys need."""
        return f"http://localhost:{self.port}"

    @property
    def log(self) -> str:
        """Everything that it printed."""
        return (self.home.folder / "server.log").read_text("utf-8")

    def get(self, path: str = "/", **headers: str) -> HTTPResponse:
        """One plain request, with its answer read."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=STOP_SECONDS)
        try:
            host = {"Host": f"localhost:{self.port}"}
            connection.request("GET", path, headers={**host, **headers})
            answer = connection.getresponse()
            answer.read()
        finally:
            connection.close()
        return answer

    def answers(self) -> bool:
        """Whether anything answers there."""
        try:
            self.get("/account/sign-in/")
        except (OSError, HTTPException):
            # Nobody there, or gone in the middle of the answer.
            return False
        return True

    def wait_until_answering(self) -> None:
        """Until it answers, or has ended, which fails."""
        until = time.monotonic() + START_SECONDS
        while not self.answers():
            assert self.process.poll() is None, self.log
            assert time.monotonic() < until, self.log
            time.sleep(0.05)

    def stop(self) -> None:
        """Stops it as an operator does; it ends well and has complained of nothing."""
        self.process.send_signal(signal.SIGTERM)
        try:
            code = self.process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            self.kill()
            raise
        assert code == 0, self.log
        for bad in ("Traceback", "Error", "error", "Warning"):
            assert bad not in self.log, self.log

    def kill(self) -> None:
        """Ends it and all its processes without warning."""
        try:
            os.killpg(self.process.pid, signal.SIGKILL)
        except ProcessLookupError:
            return
        finally:
            self.process.wait(STOP_SECONDS)


class Installations:
    """Makes installations quickly: each kind once by the real command, then copies."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._templates: dict[str, Home] = {}

    def make(self, command: str, *, in_file: bool = False) -> Home:
        """A fresh installation as `openrsd init` or `openrsd demo` leaves it.

        `in_file`: with its database in a file, wherever the other tests have theirs.
        """
        name = f"{command}-in-file" if in_file else command
        if name not in self._templates:
            made = Home(self._folder / name)
            made = made if in_file else _with_database(made)
            made.command(command, *SMALL.get(command, ()))
            if command == "init" and not SOAK:
                _cheap_to_unlock(made)
            self._templates[name] = made
        return self.copy(self._templates[name])

    def empty(self, folder: Path) -> Home:
        """A folder for an installation, with an empty database where the others have theirs."""
        return _with_database(Home(folder))

    def copy(self, original: Home) -> Home:
        """Another installation with the same content, which nothing serves now."""
        folder = self._folder / uuid4().hex
        shutil.copytree(original.folder, folder)
        copied = replace(original, folder=folder)
        return _with_database(copied, like=original) if original.database_url else copied


def _cheap_to_unlock(home: Home) -> None:
    """The same passphrase opens it with less work, for whoever opens it many times."""
    file = home.folder / "keys" / "master.keys"
    cheap = Passphrase(PASSPHRASE, Argon2Parameters(64, 1, 1))
    MasterKeys.open(file, Passphrase(PASSPHRASE)).unlock_with(cheap)


def free_port() -> int:
    """A port on which nothing listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _with_database(home: Home, like: Home | None = None) -> Home:
    if not SERVER:
        return home
    name = f"served_{uuid4().hex}"
    with psycopg.connect(SERVER, autocommit=True) as connection:
        statement = sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name))
        if like:
            origin = str(conninfo_to_dict(like.database_url)["dbname"])
            statement += sql.SQL(" TEMPLATE {}").format(sql.Identifier(origin))
        connection.execute(statement)
    scheme, _slash, rest = SERVER.partition(":///")
    return replace(home, database_url=f"{scheme}:///{name}?{rest.partition('?')[2]}")


@pytest.fixture(scope="session")
def installations(tmp_path_factory: pytest.TempPathFactory) -> Installations:
    """Makes and copies installations for the whole run."""
    return Installations(tmp_path_factory.mktemp("installations"))


@pytest.fixture
def production(installations: Installations) -> Home:
    """A fresh installation for real work, with nobody in it yet."""
    return installations.make("init")


@pytest.fixture
def demonstration(installations: Installations) -> Home:
    """A fresh demonstration."""
    return installations.make("demo")


@pytest.fixture(scope="module")
def served_demonstration(installations: Installations) -> Iterator[Served]:
    """A demonstration that is served while the tests of one file run."""
    with installations.make("demo").serving() as served:
        yield served
