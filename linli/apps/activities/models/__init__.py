"""What is announced, on which dates, by whom, and what came of it."""

from linli.apps.activities.models.activity import (
    Activity,
    ActivityTag,
    ActivityUnit,
    Series,
    Speaker,
)
from linli.apps.activities.models.session import Outcome, Session, Stand

__all__ = [
    "Activity",
    "ActivityTag",
    "ActivityUnit",
    "Outcome",
    "Series",
    "Session",
    "Speaker",
    "Stand",
]
