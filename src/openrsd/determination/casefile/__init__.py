"""Case files: a claim, its facts and findings as a document that a lawyer writes by hand.

Pure: a document comes in, records and a law come out. Reading from disk is the command's work.
"""

from openrsd.determination.casefile.build import Case, Choices, read_case
from openrsd.determination.casefile.shapes import CaseFile, case_file_schema

__all__ = ["Case", "CaseFile", "Choices", "case_file_schema", "read_case"]
