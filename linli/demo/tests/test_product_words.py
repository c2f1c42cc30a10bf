"""The one test of the packs that needs the product: their kinds are its kinds."""

import pytest

from linli.apps.organisations.public import (
    POSTED_ROLES,
    AllianceKind,
    CertificateKind,
    Society,
    TeamKind,
    UnitKind,
)
from linli.apps.places.public import GridKind, RegionLevel
from linli.demo.packs import SLUGS, pack


@pytest.mark.parametrize("slug", SLUGS)
def test_kinds_are_words_that_the_product_knows(slug: str) -> None:
    content = pack(slug)
    assert {one.kind for one in content.organisations} <= set(UnitKind.values)
    assert {one.five_society for one in content.organisations} - {""} == set(Society.values)
    assert {one.role for one in content.professionals} <= {role.value for role in POSTED_ROLES}
    assert {one.kind for one in content.teams} <= set(TeamKind.values)
    assert {one.kind for one in content.qualified} <= set(CertificateKind.values)
    assert {one.kind for one in content.alliances} <= set(AllianceKind.values)
    assert {one.kind for one in content.joint_bodies} <= set(AllianceKind.values)
    shops = {"street", "commercial_complex"}
    assert {estate.kind for estate in content.estates} - shops <= {"gated", "partly", "open"}
    assert {grid.kind for grid in content.grids} <= set(GridKind.values)
    assert {region.level for region in content.regions} <= set(RegionLevel.values)
