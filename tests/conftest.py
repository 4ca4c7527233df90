"""How hard the generated tests search: a sample on every run, a long soak on request."""

import os

from hypothesis import settings

settings.register_profile("sampled", max_examples=60, deadline=None, derandomize=True)
settings.register_profile("soak", max_examples=2000, deadline=None)
settings.load_profile("soak" if os.environ.get("OPENRSD_SOAK") == "1" else "sampled")
