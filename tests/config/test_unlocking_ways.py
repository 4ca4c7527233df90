"""The secret of an installation: typed, in a file, in a variable; and nowhere afterwards."""

import os
import pty
import sys
from pathlib import Path

import pytest

from tests.config.test_locking import processes_of
from tests.config.writing_people import Browser, signed_in
from tests.serving import Home

pytestmark = pytest.mark.any_database

KEY = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8="
WORDS = "four unrelated words here"


def bare(folder: Path, **environment: str) -> Home:
    """A folder in which nothing is, and no secret in the environment."""
    return Home(folder).with_environment(OPENRSD_PASSPHRASE="", **environment)


def private_file(path: Path, content: str) -> str:
    path.write_text(content)
    path.chmod(0o600)
    return str(path)


def typed(home: Home, command: str, answers: list[str]) -> tuple[int, str]:
    """Runs a command at a terminal and types these answers, one for each question."""
    environment = {**home.environment, "OPENRSD_NO_INPUT": "0"}
    process, terminal = pty.fork()
    if process == 0:
        os.execve(  # noqa: S606
            sys.executable, [sys.executable, "-m", "openrsd.cli.main", command], environment
        )
    shown = question = b""
    while True:
        try:
            piece = os.read(terminal, 1024)
        except OSError:
            break
        shown, question = shown + piece, question + piece
        if answers and question.endswith(b": "):
            os.write(terminal, answers.pop(0).encode() + b"\n")
            question = b""
    _process, status = os.waitpid(process, 0)
    os.close(terminal)
    return os.waitstatus_to_exitcode(status), shown.decode()


def test_a_person_types_it_twice_and_then_once(tmp_path: Path) -> None:
    home = bare(tmp_path / "home")
    code, shown = typed(home, "init", [WORDS, "something else again", WORDS, WORDS])
    assert code == 0, shown
    assert WORDS not in shown
    code, shown = typed(home, "upgrade", [WORDS])
    assert code == 0, shown
    code, shown = typed(home, "upgrade", ["four unrelated words there"])
    assert code == 2
    assert "does not open" in shown


def test_a_passphrase_that_is_too_short_makes_nothing(tmp_path: Path) -> None:
    home = Home(tmp_path / "home").with_environment(OPENRSD_PASSPHRASE=WORDS[:8])
    refused = home.command("init", succeeds=False)
    assert refused.code == 2
    assert "at least 12" in refused.err
    assert not (home.folder / "installation.json").exists()
    home.with_environment(OPENRSD_PASSPHRASE=WORDS).command("init")


@pytest.mark.parametrize("kind", ["passphrase", "key"])
def test_in_a_file_or_in_a_variable(tmp_path: Path, kind: str) -> None:
    content = WORDS if kind == "passphrase" else KEY
    file = private_file(tmp_path / "secret", content + "\n")
    home = bare(tmp_path / "home")
    home.command("init", f"--{kind}-file", file)
    home.with_environment(**{f"OPENRSD_{kind.upper()}": content}).command("upgrade")
    home.with_environment(**{f"OPENRSD_{kind.upper()}_FILE": file}).command("upgrade")
    refused = home.command("upgrade", succeeds=False)
    assert refused.code == 2
    assert "is missing" in refused.err


def test_a_passphrase_and_a_key_are_not_both(tmp_path: Path) -> None:
    home = bare(tmp_path / "home", OPENRSD_KEY=KEY)
    refused = home.with_environment(OPENRSD_PASSPHRASE=WORDS).command("init", succeeds=False)
    assert refused.code == 2
    assert "not both" in refused.err


def test_installations_live_side_by_side(tmp_path: Path) -> None:
    one = Home(tmp_path / "one").with_environment(OPENRSD_PASSPHRASE=WORDS)
    other = Home(tmp_path / "other").with_environment(OPENRSD_PASSPHRASE=WORDS)
    for home in (one, other):
        home.command("init")
    with one.serving() as first, other.serving() as second:
        assert first.get("/account/sign-in/").status == 200
        assert second.get("/account/sign-in/").status == 200
    assert one.inside("print(installation.id)") != other.inside("print(installation.id)")


def test_the_workers_inherit_no_secret_by_name(production: Home) -> None:
    secret = production.environment["OPENRSD_PASSPHRASE"].encode()
    with production.serving() as served:
        workers = [process for process in processes_of(served) if process != served.process.pid]
        assert workers
        for process in workers:
            # Of a process that keeps to itself only the administrator can read these at all.
            for about in ("environ", "cmdline"):
                try:
                    assert secret not in Path(f"/proc/{process}/{about}").read_bytes()
                except PermissionError:
                    continue


def test_whoever_was_signed_in_when_it_was_locked_is_not_when_it_is_open(
    demonstration: Home,
) -> None:
    served = demonstration.start()
    try:
        browser = signed_in(served, "clerk")
        assert browser.get("/").status == 200
        demonstration.command("lock")
        demonstration.command("unlock")
        served.process.wait(10)
    finally:
        served.kill()
    with demonstration.serving() as again:
        assert Browser(again.port, dict(browser.cookies)).get("/").status == 302
