"""LINLI_MAIL_URL: smtp://user:password@host:port?tls=starttls|ssl|none; empty: no e-mail."""

from urllib.parse import parse_qsl, unquote, urlsplit

from linli.config.settings.env import ENV

_url = urlsplit(ENV.mail_url)
_tls = dict(parse_qsl(_url.query)).get("tls", "starttls")

LINLI_MAIL = bool(ENV.mail_url)
EMAIL_BACKEND = (
    "django.core.mail.backends.locmem.EmailBackend"
    if ENV.test_mode
    else "django.core.mail.backends.smtp.EmailBackend"
)
EMAIL_HOST = _url.hostname or "localhost"
EMAIL_PORT = _url.port or 25
EMAIL_HOST_USER = unquote(_url.username or "")
EMAIL_HOST_PASSWORD = unquote(_url.password or "")
EMAIL_USE_TLS = bool(ENV.mail_url) and _tls == "starttls"
EMAIL_USE_SSL = _tls == "ssl"
EMAIL_TIMEOUT = 15
DEFAULT_FROM_EMAIL = ENV.mail_from
