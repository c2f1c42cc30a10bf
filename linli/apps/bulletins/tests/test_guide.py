"""The guide "write your own brand in ten minutes", followed literally."""

import re
from pathlib import Path

import pytest

from linli.apps.bulletins.queries.brands import brand_of
from linli.cli.main import main
from tests.cast import Cast

GUIDE = Path(__file__).parents[4] / "docs/guide/brands.md"


def example() -> str:
    found = re.search(r"```toml\n(.*?)```", GUIDE.read_text(), re.DOTALL)
    assert found is not None
    return found[1]


@pytest.mark.django_db
def test_the_guide_leads_to_a_brand_and_its_bulletin(cast: Cast, tmp_path: Path) -> None:
    path, out = tmp_path / "mine.toml", tmp_path / "bulletin.docx"
    path.write_text(example())
    assert main(["brand", "check", str(path)]) == 0
    assert main(["brand", "load", str(path), "--community", cast.a.slug]) == 0
    assert main(["bulletin", cast.a.slug, "--format", "docx", "-o", str(out)]) == 0
    assert out.stat().st_size > 10_000
    brand = brand_of(cast.a)
    assert brand is not None
    assert brand.names.en == "Lamp Lane"


@pytest.mark.django_db
def test_a_faulty_file_is_not_loaded(cast: Cast, tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    path.write_text(example().replace('"{n}件"', '"317件"'))
    assert main(["brand", "check", str(path)]) == 1
    assert main(["brand", "load", str(path), "--community", cast.a.slug]) == 1
    assert brand_of(cast.a) is None
    assert main(["brand", "check", str(tmp_path / "nothing.toml")]) == 1
    assert main(["bulletin", cast.a.slug]) == 1
