"""The product's own settings with the protected record, for an installation that is being served.

Run the product's own commands with DJANGO_SETTINGS_MODULE=tests.served_settings.
"""

from openrsd.config.settings import *  # noqa: F403
from openrsd.config.settings import INSTALLED_APPS

INSTALLED_APPS += ["tests.protected"]
ROOT_URLCONF = "tests.urls"
