"""The process that has read the libraries, and forks for each command (see tests/warm.py)."""

import json
import os
import resource
import signal
import socket
import sys
import time
import types
from dataclasses import dataclass
from importlib import import_module
from typing import Any

from openrsd.cli.commands import COMMANDS
from openrsd.law.loader import shipped_corpus

# What Django and the rooms read that hangs on no setting. The rest reads settings, or starts
# threads, with which no process may fork.
LIBRARIES = (
    "asgiref.sync", "cryptography.x509", "csp.constants", "django.contrib.auth.hashers",
    "django.core.mail", "django.core.management", "django.core.serializers.json",
    "django.db.models", "django.db.migrations.executor", "django.forms", "django.http",
    "django.template.loader", "django.test", "django.urls", "django.utils.translation",
    "fido2.server", "logging.config",
    "openrsd.config.preparing", "openrsd.ledger.verification", "openrsd.vault",
    "openrsd.vault.bundles", "psycopg", "pyrage", "sqlcipher3", "yaml",
)  # fmt: skip
FILES = 4


@dataclass(frozen=True)
class Asked:
    """A program to be run, in the process that was forked for it."""

    program: list[str]
    environment: dict[str, str]
    folder: str
    memory: int

    def run(self) -> None:
        """As Python runs it; the process ends with it."""
        os.chdir(self.folder)
        if self.memory:
            resource.setrlimit(resource.RLIMIT_AS, (self.memory, self.memory))
        os.environ.clear()
        os.environ.update(self.environment)
        time.tzset()
        how, what, *arguments = self.program
        if how == "-m":
            module: Any = import_module(what)
            # What it calls itself in its help, and what processes of its own read first.
            sys.modules["__main__"] = module
            sys.argv = [str(module.__file__), *arguments]
            module.run()
        else:
            main = types.ModuleType("__main__")
            sys.modules["__main__"] = main
            sys.argv = ["-c", *arguments]
            exec(compile(what, "<string>", "exec"), main.__dict__)  # noqa: S102


def serve(door: socket.socket, most: int) -> Asked:
    """Forks for each request; comes back in the forked process. Ends when nobody can ask more."""
    # Nobody waits for the processes that wait for the programs.
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    while True:
        request, files, _flags, _address = socket.recv_fds(door, most, FILES)
        if not request:
            sys.exit()
        if os.fork() == 0:
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            asked = Asked(**json.loads(request))
            process = os.fork()
            if process == 0:
                door.close()
                _take(files)
                return asked
            _wait(process, socket.socket(fileno=files[-1]))
        for file in files:
            os.close(file)


def _wait(process: int, told: socket.socket) -> None:
    told.send(str(process).encode())
    _process, status = os.waitpid(process, 0)
    told.send(str(os.waitstatus_to_exitcode(status)).encode())
    os._exit(0)


def _take(files: list[int]) -> None:
    for number, file in enumerate(files[:3]):
        os.dup2(file, number)
    for file in files:
        os.close(file)


def warm_up() -> None:
    """Reads the libraries and the law that ships. All of it is there to save time only."""
    for module, _name in COMMANDS.values():
        import_module(f"openrsd.cli.{module}")
    for name in LIBRARIES:
        import_module(name)
    shipped_corpus()


if __name__ == "__main__":
    warm_up()
    serve(socket.socket(fileno=int(sys.argv[1])), int(sys.argv[2])).run()
