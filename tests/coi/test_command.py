"""`openrsd coi`, run as an administrator runs it, on an installation of its own."""

import json
from pathlib import Path

from tests.serving import Home

REPORT = """---
title: Markets
publisher: An invented institute
reference: INST/7
published: 2026-03
---
1. Prices of maize rose by a third.

2. A market was closed.
"""
MAPPING = """code: prices
name: Prices
reads: rows
known_by: [place, price]
details: {title: Prices of maize, publisher: An institute, kind: ngo}
text: "In {place} maize was {price}."
"""


def test_a_folder_is_added_found_measured_and_its_index_made_again(
    production: Home, tmp_path: Path
) -> None:
    folder = tmp_path / "documents"
    folder.mkdir()
    (folder / "report.md").write_text(REPORT, "utf-8")
    (folder / "README.md").write_text("Notes of ours.", "utf-8")
    (folder / "scan.tiff").write_bytes(b"II*")
    (folder / "broken.json").write_text("{", "utf-8")
    ran = production.command("coi", "add", folder, "--format", "json", succeeds=False)
    broken, report = json.loads(ran.out)
    assert [one["title"] for one in report["documents"]] == ["Markets"]
    assert "is no JSON" in broken["error"]
    assert "Left out: 2 files" in ran.err

    prices, mapping = tmp_path / "prices.csv", tmp_path / "prices.yaml"
    prices.write_text("place,price\nHyesan,dear\n", "utf-8")
    mapping.write_text(MAPPING, "utf-8")
    ran = production.command("coi", "add", prices, succeeds=False)
    assert "not known what the columns of this table mean" in ran.err
    ran = production.command("coi", "add", prices, "--mapping", mapping)
    assert "Prices of maize: 1 passages" in ran.out
    assert "already" in production.command("coi", "add", prices, "--mapping", mapping,
                                           succeeds=False).err  # fmt: skip

    queries = tmp_path / "queries.jsonl"
    queries.write_text('{"query": "maize rose", "relevant": ["INST/7#1"]}\n', "utf-8")
    assert "MRR 1.000" in production.command("coi", "evaluate", queries).out
    production.command("coi", "index", "--rebuild")
    measured = json.loads(production.command("coi", "evaluate", queries, "--format", "json").out)
    assert (measured["ndcg_10"], measured["missed"]) == (1, 0)
    knowing = production.with_environment(OPENRSD_COI_MEANING="1")
    measured = json.loads(knowing.command("coi", "evaluate", queries, "--format", "json").out)
    assert set(measured["ways"]) == {"words", "meaning", "both"}
    assert measured["more_than"]["words"] == {"mean": 0, "low": 0, "high": 0}
    queries.write_text("no query\n", "utf-8")
    assert "line 1" in production.command("coi", "evaluate", queries, succeeds=False).err
    assert "world-factbook" in production.command("coi", "mappings").out
