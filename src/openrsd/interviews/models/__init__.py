"""Interviews, the record of what is said in them, and what is kept apart from it."""

from openrsd.interviews.models.meetings import INTERVIEW, Interview
from openrsd.interviews.models.record import (
    BLOCK,
    BlockVersion,
    Correction,
    ReadBack,
    RecordBlock,
    Standing,
)

__all__ = [
    "BLOCK",
    "INTERVIEW",
    "BlockVersion",
    "Correction",
    "Interview",
    "ReadBack",
    "RecordBlock",
    "Standing",
]
