"""Interviews, the record of what is said in them, and what is kept apart from it."""

from openrsd.interviews.models.apart import APART, KeptApart
from openrsd.interviews.models.arranging import ROOM, InterpreterProfile, Room
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
    "APART",
    "BLOCK",
    "INTERVIEW",
    "ROOM",
    "BlockVersion",
    "Correction",
    "InterpreterProfile",
    "Interview",
    "KeptApart",
    "ReadBack",
    "RecordBlock",
    "Room",
    "Standing",
]
