"""Invented cases in the schema of a caseload, block by block."""

import json
from collections.abc import Iterator
from typing import Any

import numpy as np
import pyarrow as pa

from openrsd.caseload.generate.block import Block, Prepared
from openrsd.caseload.generate.columns import opaque_ids
from openrsd.caseload.generate.mixes import recipe_for
from openrsd.caseload.schema import case_schema
from openrsd.law.model import Law

SYNTHETIC_KEY = b"openrsd.synthetic"
DEFAULT_MIX = "mixed"
# Every block is drawn whole and by itself: a caseload begins the same however long it is.
BLOCK = 32_768


def generate(law: Law, cases: int, seed: int, mix: str = DEFAULT_MIX) -> Iterator[pa.RecordBatch]:
    """So many invented cases, in one batch at least. The same seed, mix and law give the same.

    Raises UnknownMix, or InvalidDocument where the law does not know a name in the mix.
    """
    prepared = Prepared(recipe_for(mix, law), law)
    schema = synthetic_schema(law, seed, mix)
    for first in range(0, max(cases, 1), BLOCK):
        random = np.random.default_rng(np.random.SeedSequence([seed, first // BLOCK]))
        columns = Block(prepared, random, BLOCK).columns()
        columns["case"] = opaque_ids(seed, first, BLOCK)
        whole = pa.RecordBatch.from_arrays([columns[n] for n in schema.names], schema=schema)
        yield whole.slice(0, cases - first)


def synthetic_schema(law: Law, seed: int, mix: str = DEFAULT_MIX) -> Any:
    """The schema of an invented caseload, which says that it is invented, and how."""
    schema = case_schema(law)
    about = json.dumps({"seed": seed, "mix": mix}, sort_keys=True)
    return schema.with_metadata({**schema.metadata, SYNTHETIC_KEY: about.encode()})
