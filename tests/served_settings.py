"""The product's own settings with the protected record, for an installation that is being served.

Run the product's own commands with DJANGO_SETTINGS_MODULE=tests.served_settings.
"""

import os
from importlib.resources import files
from pathlib import Path

from openrsd.config.settings import *  # noqa: F403
from openrsd.config.settings import INSTALLED_APPS

INSTALLED_APPS += ["tests.protected"]
ROOT_URLCONF = "tests.urls"
# Vectors take time; what is about them asks for them.
COI_MEANING = os.environ.get("OPENRSD_COI_MEANING") == "1"
# What an office says of itself in letters: invented.
LETTERS_PROFILE = Path(str(files("openrsd.decisions.letters") / "demonstration.yaml"))
