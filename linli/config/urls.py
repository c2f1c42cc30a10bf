"""All addresses: the apps', the programs' faces, and in test mode the test doors."""

from importlib.util import find_spec

from django.conf import settings
from django.urls import include, path

handler400 = "linli.web.errors.malformed"
handler404 = "linli.web.errors.not_found"
handler500 = "linli.web.errors.broken"

# Faces with a prefix of their own come first: what is theirs is found at once, the rest passes.
urlpatterns = []
if find_spec("linli.config.api"):
    urlpatterns.append(path("api/v1/", include("linli.config.api")))
if find_spec("linli.open311"):
    urlpatterns.append(path("open311/", include("linli.open311.urls")))
if settings.LINLI_TEST_MODE:
    urlpatterns.append(path("_test/", include("linli.testmode.urls")))
urlpatterns.append(path("", include("linli.web.urls")))
urlpatterns += [
    path("", include(f"linli.apps.{name}.urls"))
    for name in settings.LINLI_APPS
    if find_spec(f"linli.apps.{name}.urls")
]
