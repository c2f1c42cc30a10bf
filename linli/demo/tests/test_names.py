import re
import time
from datetime import date

import pytest

from linli.demo.chance import chance, shares
from linli.demo.names import (
    IdentityNumbers,
    age_on,
    birth_date,
    check_digit,
    full_name,
    given_name,
    mobile,
)


def test_check_digit_agrees_with_the_published_examples() -> None:
    assert check_digit("36042619910101007") == "1"
    assert check_digit("23030619630405451") == "3"


def test_a_birth_date_gives_exactly_the_age_it_was_made_for() -> None:
    rng = chance("ages")
    for as_of in (date(2024, 2, 29), date(2023, 8, 12), date(2019, 12, 31)):
        for age in range(100):
            assert age_on(birth_date(rng, age, as_of), as_of) == age


def test_identity_numbers_of_one_day_differ_and_tell_the_sex() -> None:
    numbers = IdentityNumbers("440191")
    born = date(1950, 1, 1)
    given = [numbers.next(born, "male") for _ in range(5)]
    given += [numbers.next(born, "female") for _ in range(5)]
    assert len(set(given)) == 10
    assert [int(one[16]) % 2 for one in given] == [1] * 5 + [0] * 5
    assert all(check_digit(one[:17]) == one[17] for one in given)


def test_mobile_numbers_are_well_formed_unassigned_and_never_twice() -> None:
    given = {mobile("15401", turn) for turn in range(20_000)}
    assert len(given) == 20_000
    assert all(re.fullmatch(r"154\d{8}", one) for one in given)


def test_a_mobile_block_outside_the_fictional_range_is_refused() -> None:
    with pytest.raises(ValueError, match="154"):
        mobile("13800", 1)


def test_a_name_taken_in_the_household_is_not_given_again() -> None:
    rng = chance("taken")
    taken: set[str] = set()
    for _ in range(12):
        taken.add(full_name(rng, "陈", "female", 1990, taken))
    assert len(taken) == 12


def test_given_names_have_one_or_two_characters_in_every_era() -> None:
    rng = chance("eras")
    for year in (1930, 1955, 1975, 1990, 2005, 2020):
        names = [given_name(rng, sex, year) for sex in ("male", "female") for _ in range(50)]
        assert {len(name) for name in names} == {1, 2}


def test_five_thousand_names_take_less_than_a_second() -> None:
    rng = chance("speed")
    began = time.perf_counter()
    for _ in range(5000):
        full_name(rng, "林", "male", 1980)
    assert time.perf_counter() - began < 1


def test_shares_add_up_exactly() -> None:
    assert shares({"a": 1, "b": 1, "c": 1}, 100) == {"a": 34, "b": 33, "c": 33}
