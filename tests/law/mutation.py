"""Law files damaged as people and disks damage them: lines and letters lost, doubled, swapped."""

from collections.abc import Callable
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

from hypothesis import strategies as st


@cache
def corpus_files() -> dict[str, bytes]:
    """The shipped law files by their path below the corpus."""
    found: dict[str, bytes] = {}
    waiting: list[tuple[str, Traversable]] = [("", files("openrsd.law") / "corpus")]
    while waiting:
        prefix, folder = waiting.pop()
        for item in folder.iterdir():
            if item.is_dir():
                waiting.append((f"{prefix}{item.name}/", item))
            elif item.name.endswith((".yaml", ".csv")):
                found[f"{prefix}{item.name}"] = item.read_bytes()
    return found


def _lose(parts: list[bytes], i: int, j: int) -> None:
    del parts[i]


def _double(parts: list[bytes], i: int, j: int) -> None:
    parts.insert(j, parts[i])


def _swap(parts: list[bytes], i: int, j: int) -> None:
    parts[i], parts[j] = parts[j], parts[i]


DAMAGE: tuple[Callable[[list[bytes], int, int], None], ...] = (_lose, _double, _swap)


@st.composite
def mutated(draw: st.DrawFn, original: bytes) -> bytes:
    """The file after one to four accidents to its lines or bytes."""
    raw = original
    for _ in range(draw(st.integers(1, 4))):
        by_line = draw(st.booleans())
        parts = raw.splitlines(keepends=True) if by_line else [bytes([b]) for b in raw]
        if len(parts) < 2:
            break
        places = st.integers(0, len(parts) - 1)
        draw(st.sampled_from(DAMAGE))(parts, draw(places), draw(places))
        raw = b"".join(parts)
    return raw
