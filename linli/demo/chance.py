"""Repeatable chance: the same words give the same sequence on every machine and run."""

from collections.abc import Mapping, Sequence
from random import Random
from typing import TypeVar

T = TypeVar("T")


def chance(*words: object) -> Random:
    return Random("|".join(str(word) for word in words))  # noqa: S311 demo people, no secrets


def weighted(rng: Random, weights: Mapping[T, float]) -> T:
    return rng.choices(list(weights), weights=list(weights.values()))[0]


def shares(weights: Mapping[T, float], total: int) -> dict[T, int]:
    """Split `total` by weights into whole numbers that add up exactly (largest remainder)."""
    whole = sum(weights.values())
    exact = {key: weight * total / whole for key, weight in weights.items()}
    counts = {key: int(value) for key, value in exact.items()}
    rest = sorted(exact, key=lambda key: exact[key] - counts[key], reverse=True)
    for key in rest[: total - sum(counts.values())]:
        counts[key] += 1
    return counts


def shuffled(rng: Random, items: Sequence[T]) -> list[T]:
    return rng.sample(list(items), len(items))
