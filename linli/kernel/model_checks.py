"""Django system checks over all models: keys go only downward, and stay in their community."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from django.apps import AppConfig, apps
from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register
from django.db.models import Field, Model, UniqueConstraint

from linli.kernel.tenancy import CommunityModel, LocalKey

UPWARD, NOT_LOCAL, NOT_FIRST, NO_THROUGH = (f"linli.E00{number}" for number in range(1, 5))


@register(Tags.models)
def check_models(
    app_configs: Sequence[AppConfig] | None = None, **_kwargs: Any
) -> list[CheckMessage]:
    chosen = apps.get_app_configs() if app_configs is None else app_configs
    ours = [config for config in chosen if config.name.startswith("linli.")]
    return list(faults_of(model for config in ours for model in config.get_models()))


def faults_of(models: Iterable[type[Model]]) -> Iterator[CheckMessage]:
    for model in models:
        for field in [*model._meta.local_fields, *model._meta.local_many_to_many]:
            yield from _of_field(model, field)
        if issubclass(model, CommunityModel):
            yield from _of_uniques(model)


def height(label: str) -> int:
    """Higher apps may point to lower ones: kernel, then the apps in the order of settings."""
    order: list[str] = settings.LINLI_APPS
    return order.index(label) + 1 if label in order else 0


def _of_field(model: type[Model], field: "Field[Any, Any]") -> Iterator[CheckMessage]:
    target = field.related_model
    if not isinstance(target, type):
        return
    name = f"{model._meta.label}.{field.name}"
    here, there = model._meta.app_label, target._meta.app_label
    if height(there) > height(here):
        yield Error(f"{name} points upward, from {here} to {there}.", obj=model, id=UPWARD)
    through = getattr(field.remote_field, "through", None)
    if through is not None and through._meta.auto_created:
        yield Error(f"{name} needs a model of its own in between.", obj=model, id=NO_THROUGH)
    inside = issubclass(model, CommunityModel) and issubclass(target, CommunityModel)
    if inside and not isinstance(field, LocalKey):
        yield Error(
            f"{name} is a key between rows of a community.",
            hint="Use LocalKey: it names the community in every access.",
            obj=model,
            id=NOT_LOCAL,
        )


def _of_uniques(model: type[Model]) -> Iterator[CheckMessage]:
    """Uniques begin with the community, so that the rows can be kept apart by it."""
    for field in model._meta.local_fields:
        if field.unique and not field.primary_key:
            yield _not_first(model, field.name)
    for rule in model._meta.constraints:
        if isinstance(rule, UniqueConstraint) and rule.fields[:1] != ("community",):
            yield _not_first(model, rule.name)
    for index in model._meta.indexes:
        if index.fields and index.fields[0] != "community":
            yield _not_first(model, index.name)


def _not_first(model: type[Model], name: str) -> Error:
    return Error(f"{name} does not begin with the community.", obj=model, id=NOT_FIRST)
