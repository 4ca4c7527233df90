"""The product's own settings, on an installation made for this run, with the protected record."""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

from openrsd.config import installation
from openrsd.config.places import Places
from openrsd.vault import Argon2Parameters, Passphrase

HOME = Path(tempfile.mkdtemp(prefix="openrsd-tests-"))
atexit.register(shutil.rmtree, HOME, ignore_errors=True)
os.environ["OPENRSD_HOME"] = str(HOME)
os.environ["DATABASE_URL"] = os.environ.get("OPENRSD_TEST_DATABASE_URL", "")
PASSPHRASE = Passphrase("words for the tests only", Argon2Parameters(64, 1, 1))

places = Places.from_environment()
installation.make(places, installation.Kind.PRODUCTION, PASSPHRASE)
installation.unlock(places, PASSPHRASE)

from tests.served_settings import *  # noqa: E402, F403
from tests.served_settings import ALLOWED_HOSTS, DATABASES  # noqa: E402

ALLOWED_HOSTS += ["testserver"]
if not os.environ["DATABASE_URL"]:
    DATABASES["default"]["TEST"] = {"NAME": str(HOME / "data" / "test.sqlite")}
