"""A supervisor at a desk: whole caseloads from the command line."""

import signal
import subprocess
import sys
import time
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from openrsd.cli.caseload_frame import NotEnoughMemory, resumable
from tests.caseload.files import some_rows, write
from tests.cli.command import heeds_its_keys, openrsd

EXAMPLES = Path("examples/cases")
GUIDANCE = Path("src/openrsd/law/corpus/guidance/prk.yaml")


def test_a_caseload_is_screened_and_summed_up(tmp_path: Path) -> None:
    source = write(tmp_path / "cases.parquet", some_rows())
    ran = openrsd("caseload", "screen", source, "--out", tmp_path / "result.parquet")
    assert "60 cases" in ran.text
    assert "undecided" in ran.text
    assert "None is a decision." in ran.text
    assert pq.read_metadata(tmp_path / "result.parquet").num_rows == 60


def test_bad_rows_are_named_and_end_in_an_exit_code_of_their_own(tmp_path: Path) -> None:
    rows = some_rows()
    rows[4]["asylum"] = "Nowhere"
    source = write(tmp_path / "cases.parquet", rows)
    ran = openrsd("caseload", "screen", source, "--out", tmp_path / "result.parquet")
    assert ran.code == 65
    assert "Row 5: asylum is 'Nowhere'" in ran.err
    assert "not screened" in ran.out


def test_scripts_read_the_summary_as_json(tmp_path: Path) -> None:
    source = write(tmp_path / "cases.parquet", some_rows())
    out = tmp_path / "result.parquet"
    ran = openrsd("caseload", "screen", source, "--out", out, "--format", "json")
    assert ran.json["rows"] == 60
    assert ran.json["not_screened"] == 0
    assert sum(ran.json["outcomes"].values()) == 60


def test_a_file_that_is_no_caseload_ends_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "cases.parquet").write_bytes(b"PAR1 and then nothing")
    ran = openrsd("caseload", "screen", tmp_path / "cases.parquet", "--out", tmp_path / "r.parquet")
    assert ran.code == 2
    assert ran.err.count("\n") == 1
    assert "no whole Parquet file" in ran.err


def test_a_result_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    source = write(tmp_path / "cases.parquet", some_rows())
    ran = openrsd("caseload", "screen", source, "--out", tmp_path / "no" / "result.parquet")
    assert ran.code == 73
    ran = openrsd("caseload", "screen", source, "--out", tmp_path)
    assert ran.code == 73


def test_live_case_files_become_a_caseload(tmp_path: Path) -> None:
    files = sorted(EXAMPLES.glob("*.yaml"))
    out = tmp_path / "cases.parquet"
    assert "cases in" in openrsd("caseload", "collect", *files, "--out", out).text
    one_by_one = openrsd("screen", *files, "--format", "json").json
    openrsd("caseload", "screen", out, "--out", tmp_path / "result.parquet")
    together = pq.read_table(tmp_path / "result.parquet")["outcome"].to_pylist()
    assert together == [person["outcome"] for case in one_by_one for person in case["persons"]]


def test_a_published_decision_has_no_place_in_a_caseload(tmp_path: Path) -> None:
    decision = "examples/minimal.yaml"
    ran = openrsd("caseload", "collect", decision, "--out", tmp_path / "cases.parquet")
    assert ran.code == 2
    assert "published decision" in ran.err
    assert not (tmp_path / "cases.parquet").exists()


def test_new_guidance_is_compared_with_the_law_of_today(tmp_path: Path) -> None:
    source = write(tmp_path / "cases.parquet", some_rows())
    guidance = tmp_path / "prk.yaml"
    text = GUIDANCE.read_text().replace('edition: "2026-11"', 'edition: "2026-12"')
    guidance.write_text(text)
    out = tmp_path / "list.parquet"
    ran = openrsd("caseload", "compare", source, "--after", guidance, "--out", out)
    assert "cases to look at" in ran.text
    assert "nothing is computed about them" in ran.text
    assert pq.read_metadata(out).metadata[b"openrsd.before_law_as_of"]


@pytest.mark.parametrize(
    ("named", "told"),
    [
        ("nowhere.yaml", "does not exist"),
        ("nowhere.yaml", "a file of country guidance"),
        ("2026-02-31", "no day of the calendar"),
        ("examples/minimal.yaml", "not known here"),
        ("src/openrsd/law/corpus/standards.yaml", "no file of country guidance"),
    ],
)
def test_a_side_of_a_comparison_that_cannot_be_read_is_said(
    tmp_path: Path, named: str, told: str
) -> None:
    source = write(tmp_path / "cases.parquet", some_rows())
    ran = openrsd("caseload", "compare", source, "--after", named, "--out", tmp_path / "l.parquet")
    assert ran.code == 2
    assert told in ran.err


def test_every_column_is_explained(tmp_path: Path) -> None:
    columns = openrsd("caseload", "schema", "--format", "json").json["columns"]
    assert [column["name"] for column in columns if not column["says"]] == []
    names = {column["name"] for column in columns}
    assert {"countries.harms.findings.objective-risk", "facts.exit-permission"} <= names


def test_work_that_is_interrupted_says_so_and_goes_on(tmp_path: Path) -> None:
    # Given a caseload that takes some seconds
    source, out = tmp_path / "cases.parquet", tmp_path / "result.parquet"
    openrsd("caseload", "generate", "--cases", "400000", "--out", source)
    command = [sys.executable, "-m", "openrsd.cli.main", "caseload", "screen", str(source)]
    command += ["--out", str(out), "--workers", "1"]
    work = subprocess.Popen(command, stderr=subprocess.PIPE, text=True, preexec_fn=heeds_its_keys)
    # When somebody stops it as soon as the first part is there
    partial = tmp_path / "result.parquet.partial"
    while not list(partial.glob("part-*.parquet")) and work.poll() is None:
        time.sleep(0.01)
    work.send_signal(signal.SIGINT)
    _, told = work.communicate(timeout=60)
    # Then it says that nothing is lost, no result stands there, and started again it goes on
    assert work.returncode == 130
    assert "goes on from it" in told
    assert not out.exists()
    again = subprocess.run(command, capture_output=True, text=True, check=True)
    assert "400000 cases" in again.stdout


def test_too_little_memory_is_said_with_what_to_do() -> None:
    with pytest.raises(NotEnoughMemory, match="--workers 1"), resumable():
        pa.allocate_buffer(2**60)


def test_settings_that_spark_would_not_heed_are_refused(tmp_path: Path) -> None:
    source = write(tmp_path / "cases.parquet", some_rows())
    arguments = ("--out", tmp_path / "result", "--engine", "spark", "--workers", "2")
    ran = openrsd("caseload", "screen", source, *arguments)
    assert ran.code == 2
    assert "Spark has its own settings" in ran.err
