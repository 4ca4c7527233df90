"""A bundle is whole or not at all, opens with its secret only, and is never all in memory."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pyrage
import pytest

from openrsd.vault import CannotWrite, MalformedSecret, StoreExists
from openrsd.vault.bundles import (
    PIECE_BYTES,
    BundleIdentity,
    BundlePassphrase,
    BundleRecipients,
    DamagedBundle,
    WrongBundleSecret,
    read_bundle,
    write_bundle,
)

IDENTITY = pyrage.x25519.Identity.generate()
HERS = BundleIdentity(f"# her key\n{IDENTITY}\n")
FOR_HER = BundleRecipients((str(IDENTITY.to_public()),))
PIECES = [("about", b"{}"), ("empty", b""), ("long", os.urandom(PIECE_BYTES)), ("end", b"fin")]


@pytest.fixture(scope="module")
def bundle(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("bundle") / "a.openrsd"
    write_bundle(path, FOR_HER, PIECES)
    return path


def test_what_goes_in_comes_out(bundle: Path) -> None:
    assert list(read_bundle(bundle, HERS)) == PIECES
    assert bundle.stat().st_mode & 0o077 == 0
    assert [path.name for path in bundle.parent.iterdir()] == [bundle.name]


def test_a_passphrase_seals_and_opens(tmp_path: Path) -> None:
    path = tmp_path / "a.openrsd"
    words = BundlePassphrase("nine boats at the pier")
    write_bundle(path, words, PIECES[:1])
    assert list(read_bundle(path, words)) == PIECES[:1]
    for wrong in (BundlePassphrase("ten boats at the pier"), HERS):
        with pytest.raises(WrongBundleSecret):
            list(read_bundle(path, wrong))


def test_the_age_file_within_opens_with_age_alone(bundle: Path) -> None:
    content = bundle.read_bytes().removeprefix(b"OpenRSD bundle 1\n\0\0\0\0")
    assert pyrage.decrypt(content, [IDENTITY])[:5] == b"about"


def test_another_identity_or_a_passphrase_does_not_open(bundle: Path) -> None:
    other = BundleIdentity(str(pyrage.x25519.Identity.generate()))
    for wrong in (other, BundlePassphrase("nine boats at the pier")):
        with pytest.raises(WrongBundleSecret):
            list(read_bundle(bundle, wrong))


@pytest.mark.parametrize("share", [0, 0.00001, 0.0001, 0.3, 0.9, 0.999999])
def test_a_bundle_cut_short_is_found(bundle: Path, tmp_path: Path, share: float) -> None:
    content = bundle.read_bytes()
    cut = tmp_path / "cut"
    cut.write_bytes(content[: int(len(content) * share)])
    with pytest.raises(DamagedBundle):
        list(read_bundle(cut, HERS))


@pytest.mark.parametrize("at", [3, 30, 400, 2_000_000, -1])
def test_a_changed_byte_is_found(bundle: Path, tmp_path: Path, at: int) -> None:
    content = bytearray(bundle.read_bytes())
    content[at] ^= 1
    changed = tmp_path / "changed"
    changed.write_bytes(content)
    with pytest.raises((DamagedBundle, WrongBundleSecret)):
        list(read_bundle(changed, HERS))


def test_any_other_file_is_no_bundle(tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.write_bytes(b"OpenRSD bundle 1\n\xff\xff\xff\xff")
    with pytest.raises(DamagedBundle):
        list(read_bundle(other, HERS))


def test_who_reads_may_stop_early(bundle: Path) -> None:
    pieces = read_bundle(bundle, HERS)
    assert next(pieces) == PIECES[0]
    pieces.close()  # type: ignore[attr-defined]


def test_a_fault_on_the_way_leaves_no_file(tmp_path: Path) -> None:
    def failing() -> Iterator[tuple[str, bytes]]:
        yield PIECES[2]
        raise RuntimeError

    with pytest.raises(RuntimeError):
        write_bundle(tmp_path / "a", FOR_HER, failing())
    with pytest.raises(CannotWrite):
        write_bundle(tmp_path / "no folder" / "a", FOR_HER, PIECES)
    assert list(tmp_path.iterdir()) == []


def test_nothing_is_overwritten(bundle: Path) -> None:
    with pytest.raises(StoreExists):
        write_bundle(bundle, FOR_HER, PIECES)


def test_what_is_no_secret_is_refused(tmp_path: Path) -> None:
    with pytest.raises(MalformedSecret):
        BundlePassphrase("short")
    with pytest.raises(MalformedSecret):
        write_bundle(tmp_path / "a", BundleRecipients(("age1nonsense",)), PIECES)
    with pytest.raises(MalformedSecret):
        list(BundleIdentity("nonsense").identities(b""))


FULL = """
import resource, sys
from pathlib import Path
from openrsd.vault.bundles import BundleRecipients, write_bundle
from openrsd.vault.errors import CannotWrite
import signal
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (8_000_000, 8_000_000))
pieces = (("x", bytes(4_000_000)) for _ in range(40))
try:
    write_bundle(Path(sys.argv[1]), BundleRecipients((sys.argv[2],)), pieces)
except CannotWrite as problem:
    print(problem)
"""
LONG = """
import sys
from pathlib import Path
from openrsd.vault.bundles import BundleIdentity, BundleRecipients, read_bundle, write_bundle
pieces = (("x", bytes(4_000_000)) for _ in range(75))
write_bundle(Path(sys.argv[1]), BundleRecipients((sys.argv[2],)), pieces)
read = read_bundle(Path(sys.argv[1]), BundleIdentity(sys.argv[3]))
print(sum(len(piece) for _name, piece in read))
print(Path("/proc/self/status").read_text().split("VmHWM:")[1].split()[0])
"""


def said(program: str, *arguments: str) -> list[str]:
    done = subprocess.run(
        [sys.executable, "-c", program, *arguments], capture_output=True, text=True, check=False
    )
    assert done.stderr == ""
    return done.stdout.splitlines()


def test_a_full_disk_is_said_in_a_line_and_leaves_nothing(tmp_path: Path) -> None:
    lines = said(FULL, str(tmp_path / "a"), str(IDENTITY.to_public()))
    assert lines == [f"Cannot write in {tmp_path}: File too large."]
    assert list(tmp_path.iterdir()) == []


def test_three_hundred_megabytes_go_through_little_memory(tmp_path: Path) -> None:
    read, most_kib = said(LONG, str(tmp_path / "a"), str(IDENTITY.to_public()), str(IDENTITY))
    assert int(read) == 300_000_000
    assert int(most_kib) < 150_000
