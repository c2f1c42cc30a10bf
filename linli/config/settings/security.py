"""What keeps people and their data safe, and what a production start refuses."""

from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

from linli.config.settings.env import ENV, Env
from linli.config.settings.keys import KEYS, SECRET_KEY

DEBUG = ENV.debug and not ENV.production
ALLOWED_HOSTS = ENV.hosts
LINLI_TEST_MODE = ENV.test_mode
LINLI_PRODUCTION = ENV.production
LINLI_CIPHER = ENV.cipher
LINLI_TRUSTED_PROXIES = ENV.trusted_proxies
LINLI_BASE_URL = ENV.base_url

AUTH_USER_MODEL = "accounts.Credential"
AUTHENTICATION_BACKENDS = ["linli.apps.accounts.sign_in.LoginNameBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 10},
    },
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "/login/"
LOGIN_REDIRECT_URL = "/"

SESSION_ENGINE = "linli.web.sessions"
SESSION_COOKIE_NAME = "linli_session"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = ENV.idle_minutes * 60
SESSION_COOKIE_SECURE = ENV.production
CSRF_COOKIE_SECURE = ENV.production
CSRF_COOKIE_HTTPONLY = True
CSRF_TRUSTED_ORIGINS = [ENV.base_url] if ENV.base_url else []
CSRF_FAILURE_VIEW = "linli.web.errors.csrf_failure"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_HSTS_SECONDS = 31536000 if ENV.production else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if ENV.trusted_proxies else None
X_FRAME_OPTIONS = "DENY"
DATA_UPLOAD_MAX_MEMORY_SIZE = 12 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:", "blob:"],
        "object-src": [NONE],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "form-action": [SELF],
    }
}


def production_faults(env: Env, secret: str, has_keys: bool) -> list[str]:
    """One line per setting that a production start refuses, each with the way out."""
    faults = []
    if env.debug:
        faults.append("LINLI_DEBUG is on. Remove it, or set LINLI_DEBUG=0.")
    if env.test_mode:
        faults.append("LINLI_TEST_MODE is on. Remove it: it lets anyone set the clock.")
    if not secret or len(secret) < 32:
        faults.append(
            "No secret. Run `linli init --keys` once, or set LINLI_SECRET_KEY to 32+ characters."
        )
    if not has_keys:
        faults.append(f"No field keys at LINLI_KEY_FILE ({env.key_file}). Run `linli init --keys`.")
    if env.key_file.is_relative_to(env.data):
        faults.append("LINLI_KEY_FILE lies inside LINLI_DATA. Move it: backups must not hold keys.")
    if not env.base_url.startswith("https://"):
        faults.append("Cookies would go without Secure. Set LINLI_BASE_URL=https://your.host.")
    if "*" in env.hosts or "testserver" in env.hosts:
        faults.append("LINLI_HOSTS is not set. Set LINLI_HOSTS=your.host.")
    return faults


if ENV.production:
    _faults = production_faults(ENV, SECRET_KEY, bool(KEYS.fields))
    if _faults:
        raise ImproperlyConfigured("Linli does not start like this:\n- " + "\n- ".join(_faults))
