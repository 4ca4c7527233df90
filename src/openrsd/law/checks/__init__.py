"""What must be true between law files: every name known, no cycle, no two versions on one day.

Each check yields problems; none stops at the first.
"""

from openrsd.errors import Problem
from openrsd.law.checks.burdens import check_burdens, check_cycles, check_derivations
from openrsd.law.checks.guidance import check_guidance
from openrsd.law.checks.intake import check_intake
from openrsd.law.checks.references import (
    check_elements,
    check_instruments,
    check_lists,
    check_sources,
    check_states,
)
from openrsd.law.checks.scopes import check_scopes
from openrsd.law.checks.triage import check_triage
from openrsd.law.checks.versions import check_ids, check_versions
from openrsd.law.corpus import Corpus


def check_corpus(corpus: Corpus) -> list[Problem]:
    """All problems between the items of a corpus, in file order."""
    problems = [
        *check_ids(corpus),
        *check_versions(corpus),
        *check_sources(corpus),
        *check_elements(corpus),
        *check_instruments(corpus),
        *check_lists(corpus),
        *check_states(corpus),
        *check_guidance(corpus),
        *check_triage(corpus),
        *check_intake(corpus),
    ]
    if not problems:
        # These walk the graph and so need every name to be known.
        problems.extend(check_cycles(corpus))
    if not problems:
        problems.extend(check_scopes(corpus))
        problems.extend(check_burdens(corpus))
        problems.extend(check_derivations(corpus))
    return sorted(set(problems))
