"""The same screening, partition by partition, on Spark: for caseloads beyond one machine.

Nothing is evaluated in Spark's own terms. Each partition's batches go through `screen_batch`, with
the law as it was read here; Spark only reads, distributes and writes. The result is a folder.
"""

import os
import sys
from collections.abc import Collection, Iterator
from typing import Any

import pyarrow as pa
from pyspark import SparkConf
from pyspark.errors import AnalysisException, PySparkException, PySparkRuntimeError
from pyspark.sql import DataFrame, SparkSession
from pyspark.sql.functions import col
from pyspark.sql.pandas.types import from_arrow_schema, to_arrow_schema

from openrsd.caseload.screening import (
    FIRST_PROBLEMS,
    Screened,
    Tally,
    schema_under,
    screen_batch,
)
from openrsd.caseload.source import check_columns
from openrsd.errors import InvalidDocument, OpenRSDError, Problem
from openrsd.law.model import Law

ROW = "openrsd_row"
# A few thousand rows at a time keep the memory of a worker small.
BATCH_ROWS = 16_384


class NoSpark(OpenRSDError):
    """Spark cannot be started, or gave the work up."""

    code = "no-spark"


def screen_on_spark(
    source: str, out: str, law: Law, known: Law, ignored: Collection[str] = ()
) -> Screened:
    """Screen a caseload (a Parquet file or folder that all workers can read) into the folder `out`.

    The session is the one that `spark-submit` or the environment configures, else this machine.
    Raises InvalidDocument where the columns do not fit.
    """
    spark = _session()
    try:
        cases = spark.read.parquet(source)
    except AnalysisException as error:
        problem = Problem(source, 0, 0, "unreadable", "Spark finds no caseload here")
        raise InvalidDocument([problem]) from error
    check_columns(source, to_arrow_schema(cases.schema), known, ignored)
    result = screened_frame(cases.drop(*ignored), law)
    try:
        result.write.mode("errorifexists").parquet(out)
    except PySparkException as error:
        raise _failed(out, error) from error
    return _tally(spark.read.parquet(out))


def _failed(out: str, error: PySparkException) -> OpenRSDError:
    """One line for a folder that is there already, or for work that Spark gave up."""
    if error.getCondition() == "PATH_ALREADY_EXISTS":
        return NoSpark(f"{out} is there already; Spark writes into a new folder.")
    said = str(error).strip().splitlines()
    return NoSpark(f"Spark could not finish the work: {said[0][:300] if said else 'unknown'}")


def _session() -> SparkSession:
    # Workers run this Python, unless the cluster names another.
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    conf = SparkConf()
    conf.set("spark.sql.execution.arrow.maxRecordsPerBatch", str(BATCH_ROWS))
    conf.set("spark.ui.showConsoleProgress", "false")
    conf.setIfMissing("spark.ui.enabled", "false")
    if not conf.contains("spark.master"):
        # On this machine alone: nothing listens where others could reach it.
        conf.setMaster("local[*]")
        conf.set("spark.driver.bindAddress", "127.0.0.1")
        conf.set("spark.driver.host", "127.0.0.1")
    try:
        spark = SparkSession.builder.config(conf=conf).appName("openrsd").getOrCreate()
    except PySparkRuntimeError as error:
        raise NoSpark("Spark cannot be started here: it needs Java 17 or newer.") from error
    # What goes wrong is said by this program, in one line.
    spark.sparkContext.setLogLevel("OFF")
    return spark


def screened_frame(cases: DataFrame, law: Law) -> DataFrame:
    """The result of a frame of cases, lazily; `row` counts within each file of the source."""
    schema = plain(schema_under(law))

    def screen(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        for batch in batches:
            rows = batch.column(ROW).to_numpy()
            result = screen_batch(batch.drop_columns([ROW]), law, rows)
            yield result.cast(schema)

    numbered = cases.withColumn(ROW, col("_metadata.row_index") + 1)
    return numbered.mapInArrow(screen, from_arrow_schema(schema))


def plain(schema: Any) -> Any:
    """The schema with words in place of numbered words, which Spark does not know."""
    return pa.schema(
        [
            field.with_type(pa.string()) if pa.types.is_dictionary(field.type) else field
            for field in schema
        ]
    )


def _tally(result: DataFrame) -> Screened:
    """Counts of a result that stands in a folder."""
    tally = Tally()
    counted = result.groupBy("outcome").count().collect()
    tally.outcomes = {row["outcome"]: row["count"] for row in counted if row["outcome"]}
    bad = result.where(col("problem").isNotNull())
    tally.bad = bad.count()
    tally.rows = sum(row["count"] for row in counted)
    first = bad.orderBy("row").limit(FIRST_PROBLEMS).select("row", "problem").collect()
    tally.first = {row["row"]: row["problem"] for row in first}
    return tally.screened()
