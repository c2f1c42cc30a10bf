import io

import pytest
from PIL import Image

from linli.demo.loading.pictures import SCENES, before_and_after
from linli.demo.packs import SLUGS
from linli.demo.telling import stories


def light(file: io.BytesIO) -> float:
    with Image.open(file) as image:
        assert (image.format, image.size, len(image.getexif())) == ("JPEG", (960, 720), 0)
        return float(sum(image.convert("L").resize((1, 1)).tobytes()))


@pytest.mark.parametrize("kind", [*SCENES, "drain.flooding"])
def test_after_is_lighter_than_before(kind: str) -> None:
    before, after = before_and_after("a-story", kind)
    assert light(after) > light(before) + 20


def test_no_two_stories_share_a_picture_and_one_story_keeps_its_own() -> None:
    told = [story for slug in SLUGS for story in stories(slug) if story.pair]
    bodies = [file.getvalue() for story in told for file in before_and_after(story.key, story.type)]
    assert len(set(bodies)) == len(bodies) == 2 * len(told)
    again = before_and_after(told[0].key, told[0].type)
    assert [file.getvalue() for file in again] == bodies[:2]
