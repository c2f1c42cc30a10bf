"""Why each personal field is kept: purpose, lawful ground, sensitivity, how long.

Apps declare the fields of their models here; a test asks for every field of every model that
names itself complete. The notice page, "my information" and the compliance audit read it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from django.apps import apps
from django.db.models import Model
from django.utils.functional import Promise

Text = str | Promise


class Sensitivity(StrEnum):
    PLAIN = "plain"  # says nothing about a person
    PERSONAL = "personal"
    SENSITIVE = "sensitive"  # PIPL article 28: masked, a reason is asked, views are logged


class LawfulBasis(StrEnum):
    """PIPL article 13."""

    CONSENT = "consent"
    STATUTORY_DUTY = "statutory_duty"
    CONTRACT = "contract"
    EMERGENCY = "emergency"
    PUBLIC_INTEREST = "public_interest"
    TECHNICAL = "technical"  # keys and times that only make the record work


@dataclass(frozen=True)
class Field:
    """`retention` names the policy whose days it is kept after its use, or says it in words."""

    name: str
    purpose: Text
    basis: LawfulBasis
    sensitivity: Sensitivity
    retention: Text


Shelves = Mapping[str, Mapping[str, Field]]
CATALOGUE: dict[str, dict[str, Field]] = {}


def catalogue(model: str, fields: Iterable[Field]) -> None:
    """Declare fields of "app.Model"; later calls add to earlier ones."""
    shelf = CATALOGUE.setdefault(model.lower(), {})
    for each in fields:
        if each.name in shelf:
            raise ValueError(f"{model}.{each.name} is declared twice")
        shelf[each.name] = each


def undeclared(app_label: str, declared: Shelves = CATALOGUE) -> list[str]:
    """Fields of an app's community rows that nobody declared, and declared ones that are gone."""
    from linli.kernel.tenancy import CommunityModel

    wrong = []
    for model in apps.get_app_config(app_label).get_models():
        if issubclass(model, CommunityModel):
            wrong += _differences(model, declared)
    return sorted(wrong)


def _differences(model: type[Model], declared: Shelves) -> list[str]:
    label = model._meta.label_lower
    real = {field.name for field in model._meta.concrete_fields} - {"id", "community"}
    return [f"{label}.{name}" for name in real ^ set(declared.get(label, {}))]
