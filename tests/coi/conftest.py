"""Real documents are read where the public data lies beside the repository."""

from tests.coi.library import SHARED

collect_ignore = [] if SHARED.exists() else ["test_real_documents.py"]
