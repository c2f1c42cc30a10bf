"""Apps, pages, languages, files."""

from pathlib import Path

from django.utils.translation import gettext_lazy as _

from linli.config.settings.env import ENV

BASE_DIR = Path(__file__).resolve().parents[3]
PACKAGE_DIR = Path(__file__).resolve().parents[2]

LINLI_APPS = [
    name
    for name in (
        "accounts",
        "places",
        "people",
        "organisations",
        "participation",
        "rounds",
        "cases",
        "venues",
        "halls",
        "activities",
        "duties",
        "volunteers",
        "care",
        "archive",
        "bulletins",
    )
    if (PACKAGE_DIR / "apps" / name / "apps.py").exists()
]

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_otp",
    "django_otp.plugins.otp_totp",
    "django_otp.plugins.otp_static",
    "django_htmx",
    "ninja",
    "csp",
    "linli.kernel",
    "linli.web",
    *[f"linli.apps.{name}" for name in LINLI_APPS],
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "linli.web.middleware.RequestId",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "linli.web.middleware.Language",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django_otp.middleware.OTPMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    *(["linli.apps.accounts.middleware.WhoActs"] if "accounts" in LINLI_APPS else []),
    "linli.web.middleware.Refusals",
]

ROOT_URLCONF = "linli.config.urls"
WSGI_APPLICATION = "linli.config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "linli.web.jinja.Templates",
        "NAME": "jinja2",
        "APP_DIRS": False,
        "DIRS": [
            PACKAGE_DIR / "web" / "templates_j",
            *[PACKAGE_DIR / "apps" / name / "templates_j" for name in LINLI_APPS],
            PACKAGE_DIR / "open311" / "templates_j",
        ],
        "OPTIONS": {"environment": "linli.web.jinja.environment"},
    },
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {"context_processors": ["django.template.context_processors.request"]},
    },
]

FORM_RENDERER = "linli.web.widgets.Widgets"

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [
    ("zh-hans", _("Simplified Chinese")),
    ("zh-hant", _("Traditional Chinese")),
    ("en", _("English")),
]
LOCALE_PATHS = [  # the parts that are no Django app
    PACKAGE_DIR / part / "locale" for part in ("config", "cli", "demo", "open311", "testmode")
]
LANGUAGE_COOKIE_NAME = "linli_language"
USE_I18N = True
USE_TZ = True
TIME_ZONE = ENV.time_zone

STATIC_URL = "/static/"
STATIC_ROOT = ENV.data / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
        if ENV.production
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS = not ENV.production
WHITENOISE_AUTOREFRESH = False
LINLI_MEDIA_ROOT = ENV.data / "media"
LINLI_DATA = ENV.data
SILENCED_SYSTEM_CHECKS = ["security.W019"]
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {"linli": {"level": "INFO"}, "django.server": {"level": "WARNING"}},
}
