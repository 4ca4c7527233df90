"""Beyond one machine: Spark hands out the partitions, and the same evaluation screens them."""

from pathlib import Path

import pyarrow.parquet as pq
import pytest

from openrsd.caseload.screening import screen_file
from openrsd.caseload.spark import NoSpark, screen_on_spark
from openrsd.errors import InvalidDocument
from tests.caseload.files import opened, some_rows, write
from tests.determination.worlds import shipped_law


def test_spark_says_what_one_machine_says(tmp_path: Path) -> None:
    # Given a caseload in two files, with a row that cannot be read
    rows = some_rows()
    rows[3]["asylum"] = "Nowhere"
    law = shipped_law()
    folder = tmp_path / "cases"
    folder.mkdir()
    source = write(folder / "a.parquet", rows, group=10)
    screen_file(opened(source), tmp_path / "alone.parquet", law)
    # When Spark screens it in its local mode
    spark = screen_on_spark(str(folder), str(tmp_path / "result"), law, law)
    # Then it is the same, row by row
    assert (spark.rows, spark.bad) == (60, 1)
    assert list(spark.first_problems) == [4]
    alone = pq.read_table(tmp_path / "alone.parquet").to_pylist()
    together = pq.read_table(tmp_path / "result").to_pylist()
    assert sorted(together, key=lambda row: row["row"]) == alone


def test_what_is_no_caseload_is_refused_before_spark_works(tmp_path: Path) -> None:
    path = write(tmp_path / "cases.parquet", some_rows())
    pq.write_table(pq.read_table(path).rename_columns({"status": "state"}), path)
    law = shipped_law()
    with pytest.raises(InvalidDocument, match="'state' is not known"):
        screen_on_spark(str(path), str(tmp_path / "result"), law, law)
    assert not (tmp_path / "result").exists()


def test_spark_never_writes_over_a_folder_that_is_there(tmp_path: Path) -> None:
    path = write(tmp_path / "cases.parquet", some_rows())
    out = tmp_path / "result"
    out.mkdir()
    law = shipped_law()
    with pytest.raises(NoSpark, match="is there already"):
        screen_on_spark(str(path), str(out), law, law)
    assert list(out.iterdir()) == []
