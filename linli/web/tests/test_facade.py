import pytest

from linli.web.facade import Windows, facade


@pytest.mark.parametrize(
    ("windows", "lit", "do", "late"),
    [
        (Windows(37, 7, 2), 37, 7, 2),
        (Windows(0, 0, 0), 0, 0, 0),
        (Windows(1, 0, 0), 1, 0, 0),
    ],
)
def test_each_matter_is_one_window(windows: Windows, lit: int, do: int, late: int) -> None:
    drawn = facade(windows, "words")
    assert [drawn.count(f'class="{kind}"') for kind in ("lit", "do", "late")] == [lit, do, late]


def test_very_many_matters_keep_their_proportion_and_hide_none() -> None:
    drawn = facade(Windows(90_000, 9_000, 1), "words")
    counts = [drawn.count(f'class="{kind}"') for kind in ("lit", "do", "late")]
    assert counts[0] > 5 * counts[1] > 0
    assert counts[2] == 1


def test_the_sentence_is_escaped_and_the_picture_stays_the_same() -> None:
    assert 'aria-label="&lt;b&gt; &#34;"' in facade(Windows(1, 1, 1), '<b> "')
    assert facade(Windows(3, 2, 1), "w") == facade(Windows(3, 2, 1), "w")
