"""Django's settings: one module for every installation; what differs comes from the environment.

The secrets are in the vault, which is opened before Django starts. Without it (checks, migrations
being written) a random secret stands in, and nothing that it signs outlives the process.
"""

import secrets
from typing import Any
from uuid import UUID

from csp.constants import NONE, SELF

from openrsd import vault
from openrsd.config import environment
from openrsd.config.installation import read
from openrsd.config.places import Places
from openrsd.papers.printing import FONTS
from openrsd.web.bare_page import HSTS_SECONDS

PLACES = Places.from_environment()
_MADE = read(PLACES) if PLACES.about.exists() else None
DEMONSTRATION = _MADE is not None and _MADE.is_demonstration
# Checkpoints of the ledger name it.
INSTALLATION = _MADE.id if _MADE else UUID(int=0)

# Never: an error page would show what is sealed.
DEBUG = False
SECRET_KEY = vault.opened().web_secret.hex() if vault.is_open() else secrets.token_hex(32)
ALLOWED_HOSTS = environment.listed("OPENRSD_HOSTS", "localhost 127.0.0.1 [::1]")
HTTPS = environment.flag("OPENRSD_HTTPS")
# What was decided about certificates of protection: issuer, contacts, languages.
CERTIFICATES_PROFILE = environment.file("OPENRSD_CERTIFICATES", PLACES.home / "certificates.yaml")
# What offices say of themselves in letters: where to appeal, free counsel, complaints.
LETTERS_PROFILE = environment.file("OPENRSD_LETTERS", PLACES.home / "letters.yaml")

# For how long whoever registered a person goes on opening the record (docs/registration.md).
DESK_DAYS = environment.days("OPENRSD_DESK_DAYS", 14)

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    # Before the sign-in library: its pages are shown in our templates.
    "openrsd.accounts",
    "openrsd.accounts.signing_in",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "csp",
    "openrsd.vault",
    "openrsd.ledger",
    "openrsd.drafts",
    "openrsd.oversight",
    "openrsd.coi",
    "openrsd.lawbook",
    "openrsd.registration",
    "openrsd.matching",
    "openrsd.protection",
    "openrsd.casework",
    "openrsd.evidence",
    "openrsd.interviews",
    "openrsd.assessment",
    "openrsd.decisions",
    "openrsd.web",
]
MIDDLEWARE = [
    "openrsd.web.middleware.protective_headers",
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "openrsd.accounts.middleware.asking_is_not_using",
    "openrsd.web.languages.in_a_language",
    "openrsd.web.middleware.refusals_with_words",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "openrsd.web.unsent.shown_again",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "openrsd.accounts.middleware.acting_person",
    "openrsd.drafts.middleware.drafts_end_when_sent",
    "openrsd.accounts.signing_in.owed.OwedFirst",
    "openrsd.config.faults.StorageFaults",
]
ROOT_URLCONF = "openrsd.config.urls"
WSGI_APPLICATION = "openrsd.config.wsgi.application"
TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "openrsd.web.context.frame",
            ],
        },
    }
]

DATABASES = {"default": environment.database(PLACES)}
# Made again from the database whenever it is lost.
COI_INDEX = PLACES.coi_index
# Passages by their meaning too, where the extra is installed.
COI_MEANING = environment.flag("OPENRSD_COI_MEANING", default=True)
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
# In the database, so that all processes count the same attempts. It never forgets one early.
CACHES = {"default": {"BACKEND": "openrsd.accounts.signing_in.counts.Counts"}}

# Accounts
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["openrsd.vault.password_hasher.Argon2idHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "openrsd.accounts.signing_in.passwords.NotEasilyGuessed"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
ACCOUNT_ADAPTER = "openrsd.accounts.signing_in.adapters.AccountAdapter"
# Nobody has a mail address here: no mail is sent, and none could be read by others.
ACCOUNT_USER_MODEL_EMAIL_FIELD = None
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_REAUTHENTICATION_TIMEOUT = 300
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_RATE_LIMITS = {
    "login": "30/m/ip",
    "login_failed": "10/m/ip,5/5m/key",
    # More than anyone reads: openrsd.accounts.limits.
    "ledger": "60/m/user",
    "maybe": "60/m/user",
    "desk": "30/m/user",
    # A check of a certificate that the browser could not make itself.
    "certificate": "30/m/ip",
}
MFA_ADAPTER = "openrsd.accounts.signing_in.adapters.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "OpenRSD"
# Clocks of telephones differ; no code is good twice.
MFA_TOTP_TOLERANCE = 1
MFA_RECOVERY_CODES_SHOW_ONCE = True
# Browsers themselves refuse passkeys over plain HTTP, save on this very machine.
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not HTTPS

# Browsers take a cookie of such a name from nobody else: no other host, no plain HTTP.
OF_THIS_HOST = "__Host-" if HTTPS else ""

# Sessions and forms
SESSION_ENGINE = "openrsd.accounts.signing_in.session_store"
SESSION_COOKIE_NAME = f"{OF_THIS_HOST}sessionid"
SESSION_COOKIE_AGE = 8 * 60 * 60
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Strict"
SESSION_COOKIE_SECURE = HTTPS
CSRF_COOKIE_NAME = f"{OF_THIS_HOST}csrftoken"
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Strict"
CSRF_COOKIE_SECURE = HTTPS
CSRF_FAILURE_VIEW = "openrsd.web.views.form_expired"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
# The page of a household sends 38 fields for each of its members.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000
# What is sent in is never written to a disk unsealed.
FILE_UPLOAD_HANDLERS = ["openrsd.web.uploads.InMemory"]
FILE_UPLOAD_MAX_MEMORY_SIZE = 12 * 1024 * 1024

# What was typed into a form and never sent is forgotten after as many days without a word more.
DRAFTS_KEPT_DAYS = environment.days("OPENRSD_DRAFTS_DAYS", 30)

# Headers
SECURE_CONTENT_TYPE_NOSNIFF = True
# Other sites are told nothing. Under "no-referrer" browsers would also hide from ourselves where a
# form was sent from, and every form would be refused.
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_HSTS_SECONDS = HSTS_SECONDS if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
SECURE_SSL_REDIRECT = HTTPS
X_FRAME_OPTIONS = "DENY"
if environment.flag("OPENRSD_BEHIND_PROXY"):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    # Attempts to sign in are counted by whom the proxy names, not by the proxy's own address.
    ALLAUTH_TRUSTED_PROXY_COUNT = 1
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        # data: for the pictures inside style sheets.
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}

# Languages and times
LANGUAGE_CODE = "en"
LANGUAGES = [(code, code) for code in environment.listed("OPENRSD_LANGUAGES", "en")]
LANGUAGE_COOKIE_NAME = f"{OF_THIS_HOST}django_language"
LANGUAGE_COOKIE_HTTPONLY = True
LANGUAGE_COOKIE_SAMESITE = "Strict"
# Light or dark.
THEME_COOKIE_NAME = f"{OF_THIS_HOST}openrsd_theme"
USE_TZ = True
TIME_ZONE = "UTC"

# Static files come straight from the package: nothing is built or collected.
STATIC_URL = "/static/"
# The fonts of printed papers serve the pages too.
STATICFILES_DIRS = [("fonts", FONTS)]
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = False

# Nothing leaves: what would be mailed is written to nowhere.
EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
# An installation is not to be entered in a list that every browser carries.
SILENCED_SYSTEM_CHECKS = ["security.W021"]
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"no_content": {"()": "openrsd.config.logs.NoContent"}},
    "formatters": {"one_line": {"()": "openrsd.config.logs.OneLine"}},
    "handlers": {
        "terminal": {
            "class": "logging.StreamHandler",
            "filters": ["no_content"],
            "formatter": "one_line",
        },
    },
    "root": {"handlers": ["terminal"], "level": "WARNING"},
}
