"""What holds for every test.

Generated tests search a sample on every run and much more on request, and nothing reaches another
machine.
"""

import os

from hypothesis import settings

from tests.emptying import let_tables_be_emptied
from tests.no_outside import refuse_outside

pytest_plugins = ["tests.serving"]

settings.register_profile("sampled", max_examples=60, deadline=None, derandomize=True)
settings.register_profile("soak", max_examples=2000, deadline=None)
settings.load_profile("soak" if os.environ.get("OPENRSD_SOAK") == "1" else "sampled")
refuse_outside()
let_tables_be_emptied()
