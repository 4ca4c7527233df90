"""How fast country information is found among very many passages, beside plain FTS5 and tantivy.

Passages are made by mixing the sentences of DATA (judgments of the Federal Court of Australia), so
that words are as frequent as in real text. Of their vectors a few are real and the others lie
around them: what they say of ranks is nothing, what they cost is the same. Tantivy is measured
where it is installed. Makes an installation of its own.
Usage: PYTHONPATH=. python benchmarks/coi_search.py DATA [PASSAGES]
"""

import csv
import gzip
import json
import os
import random
import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

PASSAGES, REPORT, QUERIES = 200_000, 1_000, 200
REAL_VECTORS = 64
DOCUMENT = 1_000
MEDIAN_MS, P95_MS, REPORT_SECONDS = 60, 150, 60


def main() -> None:
    data = Path(sys.argv[1]) / "search_fca_refugee"
    count = int(sys.argv[2]) if len(sys.argv) > 2 else PASSAGES
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    os.environ["OPENRSD_COI_MEANING"] = "1"
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    sentences, queries = read(data)
    texts = mixed(sentences, count)
    fill(texts)
    ours = {way: measured(queries, by_us(way)) for way in ("words", "both")}
    fts5 = measured(queries, plain_fts5(texts))
    for way, took in ours.items():
        told(f"openrsd, {way}", took, fts5)
    told("plain FTS5, whole words", fts5, fts5)
    tantivy = by_tantivy(texts)
    if tantivy:
        told("tantivy", measured(queries, tantivy), fts5)
    sizes()
    a_report(sentences)


def read(data: Path) -> tuple[list[str], list[str]]:
    lines = gzip.decompress((data / "docs.jsonl.gz").read_bytes()).decode().splitlines()
    sentences = [one for line in lines for one in json.loads(line)["text"].split("\n") if one]
    rows = csv.reader((data / "queries.tsv").read_text("utf-8").splitlines(), delimiter="\t")
    return sentences, [row[1] for row in rows][:QUERIES]


def mixed(sentences: list[str], count: int) -> list[str]:
    chance = random.Random(7)  # noqa: S311
    return [" ".join(chance.sample(sentences, chance.randint(1, 4))) for _one in range(count)]


def fill(texts: list[str]) -> None:
    from openrsd.accounts.acting import system_actor
    from openrsd.coi.actions.adding import add_file
    from openrsd.coi.index.keeping import catch_up

    start = time.perf_counter()
    for at in range(0, len(texts), DOCUMENT):
        content = "\n\n".join(texts[at : at + DOCUMENT])
        add_file(content.encode(), f"{at}.md", acting=system_actor("benchmark"))
    print(f"{len(texts):,} passages added in {time.perf_counter() - start:.0f} s")
    start = time.perf_counter()
    catch_up()
    print(f"indexed by words in {time.perf_counter() - start:.0f} s")
    give_vectors(texts[:REAL_VECTORS])


def give_vectors(some: list[str]) -> None:
    import numpy as np

    from openrsd.coi.index.store import change, opened_index
    from openrsd.coi.meaning.embedding import embedder
    from openrsd.coi.meaning.keeping import embed_missing
    from openrsd.coi.meaning.matrix import packed
    from openrsd.coi.meaning.store import opened_vectors

    model = embedder()
    assert model is not None, "the extra `semantic` is not installed"
    real = model.of_passages(some)
    with opened_index() as index:
        digests = [row[0] for row in index.execute("SELECT DISTINCT digest FROM passages")]
    chance = np.random.default_rng(7)
    with opened_vectors(model.name) as vectors, change(vectors):
        for start in range(0, len(digests), 1_000):
            part = digests[start : start + 1_000]
            around = real[chance.integers(len(real), size=len(part))]
            made = around + chance.normal(scale=0.02, size=around.shape).astype(np.float32)
            made /= np.linalg.norm(made, axis=1)[:, None]
            vectors.executemany(
                "INSERT INTO vectors (digest, scale, parts) VALUES (?, ?, ?)",
                [(one, *packed(row)) for one, row in zip(part, made, strict=True)],
            )
    embed_missing()


def by_us(way: str) -> Callable[[str], object]:
    from openrsd.coi.asking import question_of
    from openrsd.coi.index.searching import Filters
    from openrsd.coi.searching import Way, search

    return lambda text: search(question_of(text), Filters(), start=0, limit=20, way=Way(way))


def plain_fts5(texts: list[str]) -> Callable[[str], object]:
    """FTS5 as it comes, unencrypted, in a file; any of the words, the best twenty."""
    index = sqlite3.connect(Path(tempfile.mkdtemp()) / "plain.sqlite")
    index.execute("CREATE VIRTUAL TABLE words USING fts5(body, content='')")
    rows = enumerate(texts, 1)
    index.executemany("INSERT INTO words (rowid, body) VALUES (?, ?)", rows)
    index.commit()
    sql = "SELECT rowid FROM words WHERE words MATCH ? ORDER BY bm25(words) LIMIT 20"

    def ask(text: str) -> object:
        asked = " OR ".join(f'"{word}"' for word in _words(text))
        return index.execute(sql, (asked,)).fetchall()

    return ask


def by_tantivy(texts: list[str]) -> Callable[[str], object] | None:
    try:
        import tantivy
    except ImportError:
        return None
    schema = tantivy.SchemaBuilder().add_text_field("body").build()
    index = tantivy.Index(schema, path=tempfile.mkdtemp())
    writer = index.writer()
    for text in texts:
        writer.add_document(tantivy.Document(body=text))
    writer.commit()
    index.reload()
    searcher = index.searcher()
    return lambda text: (
        searcher.search(index.parse_query(" ".join(_words(text)), ["body"]), 20).hits
    )


def _words(text: str) -> list[str]:
    return "".join(letter if letter.isalnum() else " " for letter in text).split()


def measured(queries: list[str], find: Callable[[str], object]) -> list[float]:
    """Milliseconds of each query, after a few that are not counted."""
    for query in queries[:3]:
        find(query)
    took = []
    for query in queries:
        start = time.perf_counter()
        find(query)
        took.append((time.perf_counter() - start) * 1000)
    return sorted(took)


def told(what: str, took: list[float], beside: list[float]) -> None:
    median, late = statistics.median(took), took[int(len(took) * 0.95)]
    ratio = median / statistics.median(beside)
    print(
        f"{what}: median {median:.1f} ms, 95 of 100 within {late:.1f} ms; {ratio:.1f} of plain "
        f"FTS5 (wanted: {MEDIAN_MS} and {P95_MS})"
    )


def sizes() -> None:
    from openrsd.coi.index.store import place
    from openrsd.coi.meaning.store import vectors_place

    for name, path in (("words", place()), ("vectors", vectors_place())):
        print(f"index of {name}: {path.stat().st_size / 1024**2:.0f} MiB")


def a_report(sentences: list[str]) -> None:
    """A report of 200 pages: 1,000 paragraphs of about a hundred words."""
    from openrsd.accounts.acting import system_actor
    from openrsd.coi.actions.adding import add_file
    from openrsd.coi.index.keeping import catch_up
    from openrsd.coi.meaning.keeping import embed_missing

    chance = random.Random(8)  # noqa: S311
    text = "\n\n".join(" ".join(chance.sample(sentences, 4)) for _one in range(REPORT))
    start = time.perf_counter()
    add_file(text.encode(), "report.md", acting=system_actor("benchmark"))
    catch_up()
    words = time.perf_counter() - start
    embed_missing()
    print(
        f"a report of {REPORT:,} paragraphs: found by words after {words:.1f} s, by meaning after "
        f"{time.perf_counter() - start:.0f} s (wanted: {REPORT_SECONDS})"
    )


if __name__ == "__main__":
    main()
