"""A supervisor screens a whole caseload: nothing is lost, nothing is left out silently."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from openrsd.caseload.rows import Row
from openrsd.caseload.schema import case_schema
from openrsd.caseload.screening import schema_under, screen_batch, screen_file
from openrsd.caseload.stream import Pace, RowNumbers, Task, UnfinishedWork, stream
from openrsd.determination.determine import determine
from openrsd.determination.outcome import Outcome
from openrsd.errors import InvalidDocument
from tests.caseload.files import opened, some_records, some_rows, write
from tests.determination.worlds import shipped_law


def screened(path: Path, out: Path, **pace: Any) -> list[Row]:
    """The rows of the result."""
    screen_file(opened(path), out, shipped_law(), Pace(**pace))
    rows: list[Row] = pq.read_table(out).to_pylist()
    return rows


def test_the_file_says_of_each_case_what_the_case_says_by_itself(tmp_path: Path) -> None:
    source = write(tmp_path / "cases.parquet", some_rows())
    result = screened(source, tmp_path / "result.parquet")
    law = shipped_law()
    assert [row["case"] for row in result] == [row["case"] for row in some_rows()]
    for row, record in zip(result, some_records(), strict=True):
        alone = determine(record, law)
        assert row["outcome"] == alone.outcome
        assert row["floor"] == alone.floor
        assert row["problem"] is None
        assert [h["outcome"] for h in row["hypotheses"]] == [
            result.outcome for result in alone.by_hypothesis
        ]
        prohibited = {
            bar.destination: any(
                b.prohibited
                for r in alone.by_hypothesis
                for b in r.removal
                if b.destination == bar.destination
            )
            for r in alone.by_hypothesis
            for bar in r.removal
        }
        assert {r["destination"]: r["prohibited"] for r in row["removal"]} == prohibited


@pytest.mark.parametrize("group", [1, 7, 1000])
def test_how_the_rows_are_grouped_and_who_works_is_irrelevant(tmp_path: Path, group: int) -> None:
    usual = screened(write(tmp_path / "a.parquet", some_rows()), tmp_path / "ra.parquet")
    source = write(tmp_path / "b.parquet", some_rows(), group=group)
    assert screened(source, tmp_path / "rb.parquet", workers=3) == usual


def spoil(change: Callable[[Row], Any]) -> Callable[[Row], Row]:
    """A row with one thing changed."""

    def spoilt(row: Row) -> Row:
        change(row)
        return row

    return spoilt


def first_country(row: Row) -> Row:
    country: Row = row["countries"][0]
    return country


HARM = {"id": "h9", "findings": {}}
SPOILT: dict[str, tuple[Callable[[Row], Any], str]] = {
    "no id": (lambda row: row.update(case=None), "case is empty"),
    "huge id": (lambda row: row.update(case="x" * 100_000), "case has more than 200 letters"),
    "asylum": (lambda row: row.update(asylum="England"), "asylum is 'England'"),
    "authority": (lambda row: row.update(authority="police"), "authority is 'police'"),
    "status": (lambda row: row.update(status="gone"), "status is 'gone'"),
    "fact": (lambda row: row["facts"].update({"exit-permission": "perhaps"}), "yes, no or unknown"),
    "date": (lambda row: row["facts"].update({"birth-date": "31.12.1990"}), "YYYY-MM-DD"),
    "finding": (
        lambda row: row["findings"].update({"outside-country": 7}),
        "findings.outside-country is 7, expected 0 to 4",
    ),
    "negative finding": (
        lambda row: first_country(row)["findings"].update({"nationality-held": -1}),
        "is -1, expected 0 to 4",
    ),
    "country": (lambda row: first_country(row).update(code="Prk"), "countries.code is 'Prk'"),
    "two of a country": (
        lambda row: row["countries"].append(row["countries"][0]),
        "countries.code stands twice",
    ),
    "no countries": (
        lambda row: row.update(countries=[], hypotheses=[]),
        "no country of reference",
    ),
    "basis": (lambda row: first_country(row).update(basis="birth"), "countries.basis is 'birth'"),
    "kind of harm": (
        lambda row: first_country(row).update(harms=[{**HARM, "kind": "bad luck"}]),
        "countries.harms.kind is 'bad luck'",
    ),
    "nameless harm": (
        lambda row: first_country(row).update(harms=[{"findings": {}}]),
        "countries.harms.id is empty",
    ),
    "indicator": (lambda row: row.update(indicators=["suspicion"]), "indicators is 'suspicion'"),
    "answer": (
        lambda row: row.update(answers=[{"proposal": "unauthorised-exit", "answer": "maybe"}]),
        "answers.answer is 'maybe'",
    ),
    "area without its harms": (
        lambda row: first_country(row).update(
            harms=[{**HARM, "id": "a"}, {**HARM, "id": "b"}],
            areas=[{"id": "town", "findings": {}, "by_harm": [{"findings": {}}]}],
        ),
        "one entry for each of the harms",
    ),
    "hypothesis elsewhere": (
        lambda row: row.update(
            hypotheses=[{"id": "a", "nationality": ["FRA"], "former_habitual_residence": []}]
        ),
        "not in countries",
    ),
    "resting on nothing known": (
        lambda row: row.update(rests_on=[{"element": "guess", "source": "PRK", "edition": "1"}]),
        "rests_on.element is 'guess'",
    ),
}


@pytest.mark.parametrize("name", SPOILT)
def test_a_bad_row_is_reported_with_its_number_and_harms_no_other(
    tmp_path: Path, name: str
) -> None:
    # Given a caseload with one case in the middle that says something impossible
    change, told = SPOILT[name]
    rows = [row for row in some_rows() if len(row["hypotheses"]) == 0 and row["countries"]][:20]
    usual = screened(write(tmp_path / "a.parquet", rows), tmp_path / "ra.parquet")
    spoilt = [dict(row) for row in _copies(rows)]
    change(spoilt[12])
    # When it is screened
    result = screened(write(tmp_path / "b.parquet", spoilt), tmp_path / "rb.parquet")
    # Then row 13 stands there with what is wrong and without an outcome
    assert told in result[12]["problem"]
    assert result[12]["row"] == 13
    assert result[12]["outcome"] is None
    # And every other row is as before
    assert result[:12] + result[13:] == usual[:12] + usual[13:]


def _copies(rows: list[Row]) -> list[Row]:
    """Deep copies, through Arrow, so that spoiling one spoils no other."""
    table = pa.Table.from_pylist(rows, schema=case_schema(shipped_law()))
    copies: list[Row] = table.to_pylist()
    return copies


def test_every_bad_row_is_counted_and_none_is_left_out(tmp_path: Path) -> None:
    rows = _copies(some_rows())
    for row in rows[::2]:
        row["asylum"] = "nowhere"
    source = write(tmp_path / "cases.parquet", rows)
    summary = screen_file(opened(source), tmp_path / "result.parquet", shipped_law())
    assert (summary.rows, summary.bad) == (60, 30)
    assert list(summary.first_problems) == list(range(1, 41, 2))
    assert sum(summary.outcomes.values()) == 30
    assert set(summary.outcomes) <= {outcome.value for outcome in Outcome}


# Files that are wrong as a whole


def problems_with(path: Path) -> str:
    """What is said of a file, before anything is screened."""
    with pytest.raises(InvalidDocument) as raised:
        opened(path)
    return str(raised.value)


def without_trace(folder: Path, *sources: Path) -> None:
    """Nothing stands in the folder but the sources."""
    assert sorted(folder.iterdir()) == sorted(sources)


@pytest.mark.parametrize("kept", [0, 3, 100, -1, -9, -400])
def test_a_truncated_file_is_refused_in_one_line(tmp_path: Path, kept: int) -> None:
    path = write(tmp_path / "cases.parquet", some_rows())
    path.write_bytes(path.read_bytes()[:kept])
    told = problems_with(path)
    assert "no whole Parquet file" in told
    assert "\n" not in told
    without_trace(tmp_path, path)


def test_what_is_no_parquet_is_refused(tmp_path: Path) -> None:
    (tmp_path / "cases.csv").write_text("case,outcome\n1,yes\n")
    assert "not-parquet" in problems_with(tmp_path / "cases.csv")
    assert "does not exist" in problems_with(tmp_path / "nowhere.parquet")
    assert "a directory" in problems_with(tmp_path)


def test_a_file_damaged_inside_leaves_no_result(tmp_path: Path) -> None:
    path = write(tmp_path / "cases.parquet", some_rows() * 20, group=200)
    raw = bytearray(path.read_bytes())
    middle = len(raw) // 2
    raw[middle : middle + 2000] = bytes(2000)
    path.write_bytes(raw)
    with pytest.raises(InvalidDocument, match="damaged"):
        screen_file(opened(path), tmp_path / "result.parquet", shipped_law(), Pace(workers=1))
    assert not (tmp_path / "result.parquet").exists()


def test_text_that_is_no_text_is_refused(tmp_path: Path) -> None:
    path = write(tmp_path / "cases.parquet", some_rows()[:3])
    table = pq.read_table(path)
    offsets = pa.py_buffer(b"".join(n.to_bytes(4, "little") for n in (0, 2, 4, 6)))
    broken = pa.StringArray.from_buffers(3, offsets, pa.py_buffer(b"ab\xff\xfecd"))
    pq.write_table(table.set_column(0, "case", broken), path)
    with pytest.raises(InvalidDocument, match="UTF8"):
        screen_file(opened(path), tmp_path / "result.parquet", shipped_law())
    assert not (tmp_path / "result.parquet").exists()


def test_a_huge_word_is_reported_and_not_repeated(tmp_path: Path) -> None:
    rows = _copies(some_rows())
    rows[0]["facts"]["exit-permission"] = "no" * 5_000_000
    rows[1]["countries"][0]["code"] = "P" * 5_000_000
    source = write(tmp_path / "cases.parquet", rows)
    summary = screen_file(opened(source), tmp_path / "result.parquet", shipped_law())
    assert list(summary.first_problems) == [1, 2]
    assert all(len(told) < 400 for told in summary.first_problems.values())


def changed_schema(name: str, kind: Any) -> Any:
    """The schema with another type for one column."""
    schema = case_schema(shipped_law())
    return schema.set(schema.get_field_index(name), pa.field(name, kind))


def test_numbers_with_nan_in_place_of_findings_are_refused(tmp_path: Path) -> None:
    findings = pa.struct([("outside-country", pa.float64())])
    rows = [{**row, "findings": {"outside-country": float("nan")}} for row in some_rows()]
    path = write(tmp_path / "c.parquet", rows, schema=changed_schema("findings", findings))
    told = problems_with(path)
    assert "findings.outside-country" in told
    assert "NaN" in told
    assert "0 no, 1 open, 2 yes" in told


def test_columns_of_the_wrong_kind_are_named(tmp_path: Path) -> None:
    rows = [{**row, "countries": "PRK"} for row in some_rows()]
    path = write(tmp_path / "c.parquet", rows, schema=changed_schema("countries", pa.string()))
    assert "'countries' holds string" in problems_with(path)


def test_a_misspelt_finding_is_not_silently_lost(tmp_path: Path) -> None:
    findings = pa.struct([("outside-contry", pa.int8())])
    rows = [{**row, "findings": {"outside-contry": 2}} for row in some_rows()]
    path = write(tmp_path / "c.parquet", rows, schema=changed_schema("findings", findings))
    told = problems_with(path)
    assert "'findings.outside-contry' is not known" in told
    assert "outside-country" in told


def test_a_column_of_ones_own_is_left_unread_only_on_request(tmp_path: Path) -> None:
    schema = case_schema(shipped_law()).append(pa.field("office", pa.string()))
    rows = [{**row, "office": "north"} for row in some_rows()]
    path = write(tmp_path / "c.parquet", rows, schema=schema)
    assert "--ignore office" in problems_with(path)


def test_a_file_of_another_version_is_refused(tmp_path: Path) -> None:
    schema = case_schema(shipped_law()).with_metadata({"openrsd.caseload": "2"})
    path = write(tmp_path / "c.parquet", some_rows(), schema=schema)
    assert "version 2" in problems_with(path)


def test_other_writers_types_are_taken_as_they_are_meant(tmp_path: Path) -> None:
    # Given the same cases as other programs write them: wide numbers, words by number, large lists
    usual = screened(write(tmp_path / "a.parquet", some_rows()), tmp_path / "ra.parquet")
    schema = case_schema(shipped_law())
    wide = pa.schema([field.with_type(_widened(field.type)) for field in schema])
    path = write(tmp_path / "b.parquet", some_rows(), schema=wide)
    assert screened(path, tmp_path / "rb.parquet") == usual


def _widened(kind: Any) -> Any:
    if pa.types.is_list(kind):
        return pa.large_list(_widened(kind.value_type))
    if pa.types.is_struct(kind):
        return pa.struct([(f.name, _widened(f.type)) for f in kind.fields])
    if pa.types.is_string(kind):
        return pa.large_string()
    return pa.int64() if pa.types.is_integer(kind) else kind


def test_an_empty_caseload_has_an_empty_result(tmp_path: Path) -> None:
    path = write(tmp_path / "c.parquet", [])
    assert screened(path, tmp_path / "r.parquet") == []


# Stopped and gone on


class Stopped(Exception):
    """Somebody pulled the plug."""


def test_stopped_work_goes_on_where_it_was(tmp_path: Path) -> None:
    source = write(tmp_path / "cases.parquet", some_rows(), group=10)
    usual = screened(source, tmp_path / "usual.parquet")
    out = tmp_path / "result.parquet"
    steps: list[int] = []

    def stop_soon(rows: int) -> None:
        steps.append(rows)
        if len(steps) == 4:
            raise Stopped

    # Given work that was stopped in the middle: no result, but parts
    with pytest.raises(Stopped):
        screened(source, out, workers=1, progress=stop_soon)
    assert not out.exists()
    parts = sorted((tmp_path / "result.parquet.partial").glob("part-*.parquet"))
    before = {part.name: part.stat().st_mtime_ns for part in parts}
    assert 0 < len(parts) < 6
    # When it is started again
    again: list[int] = []
    assert screened(source, out, workers=1, progress=again.append) == usual
    # Then what was done was not done twice, and nothing but the result remains
    assert again[0] == 10 * len(before)
    assert not (tmp_path / "result.parquet.partial").exists()


def test_parts_of_other_work_are_never_mixed_in(tmp_path: Path) -> None:
    source = write(tmp_path / "cases.parquet", some_rows(), group=10)
    out = tmp_path / "result.parquet"

    def stop(_rows: int) -> None:
        raise Stopped

    with pytest.raises(Stopped):
        screened(source, out, workers=1, progress=stop)
    other = write(tmp_path / "other.parquet", some_rows()[:50], group=10)
    with pytest.raises(UnfinishedWork, match="--restart"):
        screened(other, out)
    assert len(screened(other, out, restart=True)) == 50


def test_an_older_result_stands_until_the_new_one_is_whole(tmp_path: Path) -> None:
    source = write(tmp_path / "cases.parquet", some_rows(), group=10)
    out = tmp_path / "result.parquet"
    out.write_bytes(b"the older result")

    def stop(_rows: int) -> None:
        raise Stopped

    with pytest.raises(Stopped):
        screened(source, out, workers=1, progress=stop)
    assert out.read_bytes() == b"the older result"


def test_too_little_memory_loses_nothing_of_what_is_done(tmp_path: Path) -> None:
    source = opened(write(tmp_path / "cases.parquet", some_rows(), group=10))
    law = shipped_law()

    def greedy(batch: pa.RecordBatch, rows: RowNumbers) -> pa.RecordBatch:
        if rows[0] > 30:
            pa.allocate_buffer(2**60)
        return screen_batch(batch, law, rows)

    task = Task(greedy, schema_under(law), {"task": "greedy"})
    out = tmp_path / "result.parquet"
    with pytest.raises(MemoryError):
        stream(source, out, task, lambda _: None, Pace(workers=1))
    assert not out.exists()
    assert len(list((tmp_path / "result.parquet.partial").glob("part-*.parquet"))) == 3
