"""/api/v1/: the frame's own routers and the `router` of each app's `api.py`."""

from importlib import import_module
from importlib.util import find_spec
from typing import Any

from django.conf import settings
from django.urls import URLPattern, path, re_path
from ninja import NinjaAPI
from ninja.openapi.docs import Swagger

from linli.apps.accounts.public import actor_from_key
from linli.web.api import refusals
from linli.web.api.who import BearerKey, SessionOrNobody

ROOMS = ("communities", "measures", "records", "webhooks")


def make_api() -> NinjaAPI:
    api = NinjaAPI(
        title="Linli 邻里",
        version="1",
        description="The same operations as the pages, for programs. Guide: docs/guide/api.md.",
        auth=[BearerKey(actor_from_key), SessionOrNobody()],
        # From this package, and no picture of a validator from outside.
        docs=Swagger({"validatorUrl": None}),
    )
    refusals.install(api)
    for room in ROOMS:
        api.add_router("", import_module(f"linli.web.api.{room}").router)
    for name in settings.LINLI_APPS:
        if find_spec(f"linli.apps.{name}.api"):
            api.add_router("", import_module(f"linli.apps.{name}.api").router, tags=[name])
    return api


def in_json(pattern: Any) -> Any:
    if isinstance(pattern, URLPattern) and pattern.name not in {"openapi-view", "openapi-json"}:
        pattern.callback = refusals.in_json(pattern.callback)
    return pattern


api = make_api()
_patterns, _app, _namespace = api.urls
urlpatterns = [
    path("", ([in_json(each) for each in _patterns], _app, _namespace)),
    re_path(r"^(?P<rest>.*)$", refusals.no_such_path),
]
