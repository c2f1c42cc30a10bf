from linli.kernel.remembering import forget, lower, lowest, recall, remembered


def test_outside_every_question_is_asked_anew() -> None:
    asked: list[int] = []
    for turn in range(3):
        recall("key", lambda turn=turn: asked.append(turn))  # type: ignore[misc]
    assert asked == [0, 1, 2]


def test_inside_it_is_asked_once_and_nothing_stays_behind() -> None:
    with remembered():
        assert recall("key", lambda: 1) == 1
        assert recall("key", lambda: 2) == 1
    assert recall("key", lambda: 3) == 3


def test_the_lowest_value_is_kept_until_it_is_forgotten() -> None:
    lower("key", 1)
    assert lowest("key") is None
    with remembered():
        for value in (5, 3, 4):
            lower("key", value)
        assert lowest("key") == 3
        forget("key")
        assert lowest("key") is None
