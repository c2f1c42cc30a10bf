"""Households that add up: exactly so many, with exactly so many people and elders."""

from collections.abc import Callable
from dataclasses import dataclass
from random import Random

from linli.demo.chance import shares, shuffled
from linli.demo.names import Sex

# GB/T 4761-2008, two digits: the relation to the head of the household.
HEAD, SPOUSE, SON, DAUGHTER, GRANDCHILD, PARENT, OTHER = "02", "10", "20", "30", "40", "50", "99"
RELATION_WORDS = {
    HEAD: "户主",
    SPOUSE: "配偶",
    SON: "子",
    DAUGHTER: "女",
    GRANDCHILD: "孙子女",
    PARENT: "父母",
    OTHER: "其他",
}


@dataclass(frozen=True)
class Draft:
    """A member before the name: `line` is the family line, one surname each."""

    relation: str
    sex: Sex
    age: int
    line: str


@dataclass(frozen=True)
class Kind:
    name: str
    size: int
    elders: int
    share: float
    make: Callable[[Random], list[Draft]]


def _sex(rng: Random) -> Sex:
    return "male" if rng.random() < 0.51 else "female"


def _between(low: int, value: int, high: int) -> int:
    return max(low, min(high, value))


def _elder_age(rng: Random) -> int:
    low, high = rng.choices(((60, 69), (70, 79), (80, 89), (90, 97)), (55, 29, 13, 3))[0]
    return rng.randint(low, high)


def _child(rng: Random, age: int) -> Draft:
    sex = _sex(rng)
    line = "a" if rng.random() < 0.93 else "b"
    return Draft(SON if sex == "male" else DAUGHTER, sex, age, line)


def _couple(rng: Random, low: int, high: int, floor: int, ceiling: int) -> list[Draft]:
    him = rng.randint(low, high)
    her = _between(floor, him - rng.randint(-2, 5), ceiling)
    pair: tuple[tuple[Sex, int, str], ...] = (("male", him, "a"), ("female", her, "b"))
    head, spouse = pair if rng.random() < 0.72 else pair[::-1]
    return [Draft(HEAD, *head), Draft(SPOUSE, *spouse)]


def _young_couple(rng: Random) -> list[Draft]:
    return _couple(rng, 25, 58, 23, 59)


def _elder_couple(rng: Random) -> list[Draft]:
    him = _elder_age(rng)
    return _couple(rng, him, him, 60, 97)


def _family(children: int, older: int = 0) -> Callable[[Random], list[Draft]]:
    def make(rng: Random) -> list[Draft]:
        pair = _couple(rng, 27, 57, 25, 59)
        his = next(one for one in pair if one.sex == "male")
        hers = next(one for one in pair if one.sex == "female")
        eldest = _between(0, min(hers.age - rng.randint(22, 33), 27), 27)
        kids = [_child(rng, _between(0, eldest - 3 * n, 27)) for n in range(children)]
        age = max(his.age, hers.age) + rng.randint(23, 31)
        side = "a" if rng.random() < 0.7 else "b"
        mother = Draft(PARENT, "female", _between(60, age - rng.randint(0, 4), 97), "c")
        father = Draft(PARENT, "male", _between(60, age, 97), side)
        parents = [mother, father] if rng.random() < 0.68 else [father, mother]
        return pair + kids + parents[:older]

    return make


def _alone(low: int, high: int) -> Callable[[Random], list[Draft]]:
    return lambda rng: [Draft(HEAD, _sex(rng), rng.randint(low, high), "a")]


def _alone_elder(rng: Random) -> list[Draft]:
    return [Draft(HEAD, "female" if rng.random() < 0.64 else "male", _elder_age(rng), "a")]


def _single_parent(rng: Random) -> list[Draft]:
    head = Draft(HEAD, "female" if rng.random() < 0.7 else "male", rng.randint(29, 55), "a")
    child = _child(rng, _between(1, head.age - rng.randint(24, 33), 26))
    return [head, child]


def _elder_and_child(rng: Random) -> list[Draft]:
    elder = Draft(HEAD, _sex(rng), _elder_age(rng), "a")
    return [elder, _child(rng, _between(24, elder.age - rng.randint(24, 34), 59))]


def _elders_and_child(rng: Random) -> list[Draft]:
    pair = _elder_couple(rng)
    youngest = min(one.age for one in pair)
    return [*pair, _child(rng, _between(22, youngest - rng.randint(24, 34), 59))]


def _grandparents(rng: Random) -> list[Draft]:
    pair = _elder_couple(rng)
    youngest = min(one.age for one in pair)
    age = _between(3, youngest - rng.randint(50, 58), 22)
    return [*pair, Draft(GRANDCHILD, _sex(rng), age, "a")]


def _flatmates(size: int) -> Callable[[Random], list[Draft]]:
    def make(rng: Random) -> list[Draft]:
        sex = _sex(rng)
        ages = [rng.randint(21, 36) for _ in range(size)]
        relations = [HEAD] + [OTHER] * (size - 1)
        return [Draft(r, sex, a, line) for r, a, line in zip(relations, ages, "abc", strict=False)]

    return make


KINDS = {
    kind.name: kind
    for kind in (
        Kind("alone_elder", 1, 1, 0.07, _alone_elder),
        Kind("elder_couple", 2, 2, 0.11, _elder_couple),
        Kind("elder_and_child", 2, 1, 0.04, _elder_and_child),
        Kind("elders_and_child", 3, 2, 0.04, _elders_and_child),
        Kind("grandparents", 3, 2, 0.01, _grandparents),
        Kind("three_generations_4", 4, 1, 0.05, _family(1, 1)),
        Kind("three_generations_5", 5, 2, 0.04, _family(1, 2)),
        Kind("alone", 1, 0, 0.10, _alone(22, 59)),
        Kind("couple", 2, 0, 0.13, _young_couple),
        Kind("single_parent", 2, 0, 0.04, _single_parent),
        Kind("family_3", 3, 0, 0.24, _family(1)),
        Kind("family_4", 4, 0, 0.09, _family(2)),
        Kind("family_5", 5, 0, 0.005, _family(3)),
        Kind("flatmates_2", 2, 0, 0.025, _flatmates(2)),
        Kind("flatmates_3", 3, 0, 0.01, _flatmates(3)),
    )
}
# One household becomes another: the first ladder changes elders only, the second people only.
AGEING = (("alone", "alone_elder", 1), ("couple", "elder_couple", 2))
GROWING = (("couple", "family_3"), ("family_3", "family_4"), ("alone", "couple"))


def _move(counts: dict[str, int], old: str, new: str) -> bool:
    if counts[old] == 0:
        return False
    counts[old] -= 1
    counts[new] += 1
    return True


def _fix_elders(counts: dict[str, int], missing: int) -> None:
    while missing:
        old, new, elders = AGEING[abs(missing) > 1]
        if not _move(counts, *((old, new) if missing > 0 else (new, old))):
            raise ValueError("these households cannot hold so many people of 60 and over")
        missing -= elders if missing > 0 else -elders


def _fix_people(counts: dict[str, int], missing: int) -> None:
    turn = stuck = 0
    while missing:
        old, new = GROWING[turn % len(GROWING)]
        pair = (old, new) if missing > 0 else (new, old)
        moved = _move(counts, *pair)
        stuck = 0 if moved else stuck + 1
        if stuck > len(GROWING):
            raise ValueError("these households cannot hold so many people")
        missing -= (1 if missing > 0 else -1) if moved else 0
        turn += 1


def kinds_of(households: int, residents: int, elders: int) -> dict[str, int]:
    """How many households of each kind, so that all three totals are met exactly."""
    usual = sum(kind.share * kind.elders for kind in KINDS.values())
    factor = elders / households / usual
    weights = {name: kind.share * (factor if kind.elders else 1.0) for name, kind in KINDS.items()}
    younger = sum(share for name, share in weights.items() if not KINDS[name].elders)
    older = sum(share for name, share in weights.items() if KINDS[name].elders)
    scale = max(0.05, 1 - older) / younger
    weights = {n: w if KINDS[n].elders else w * scale for n, w in weights.items()}
    counts = shares(weights, households)
    _fix_elders(counts, elders - sum(n * KINDS[k].elders for k, n in counts.items()))
    _fix_people(counts, residents - sum(n * KINDS[k].size for k, n in counts.items()))
    return counts


def compose(rng: Random, households: int, residents: int, elders: int) -> list[list[Draft]]:
    counts = kinds_of(households, residents, elders)
    kinds = [KINDS[name] for name, count in counts.items() for _ in range(count)]
    return [kind.make(rng) for kind in shuffled(rng, kinds)]
