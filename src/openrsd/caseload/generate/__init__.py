"""Invented caseloads, for demonstrations, tests and measurements. Nobody in them is real.

A mix says which origins, facts and stages there are and how often; courses say which findings a
case has. Both are data files beside the code.
"""

from openrsd.caseload.generate.generator import generate
from openrsd.caseload.generate.mixes import mix_names

__all__ = ["generate", "mix_names"]
