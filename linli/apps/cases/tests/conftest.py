"""A community with its calendar, types, one grid with a building, and three units."""

import datetime as dt
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest

from linli.apps.cases.models import Case, CaseType
from linli.apps.cases.operations.catalogue import load_defaults
from linli.apps.cases.operations.dispatching import Unit, dispatch_case, sign_dispatch
from linli.apps.cases.operations.finishing import check_site, close_case
from linli.apps.cases.operations.handling import record_contact, report_done
from linli.apps.cases.operations.registering import NewCase, register_case
from linli.apps.cases.operations.reporting import ReporterGiven
from linli.apps.cases.operations.triage import accept_case
from linli.apps.organisations.public import Organisation
from linli.apps.places.public import Grid, Place
from linli.kernel.access.actor import Actor
from linli.kernel.calendar_tables import seed_calendar
from linli.kernel.community import Community
from linli.kernel.worktime import CHINA
from tests.cast import Cast

LIGHT = "test.light"
WALL = "test.wall"
FAMILY = "test.family"


def local(text: str) -> dt.datetime:
    return dt.datetime.fromisoformat(text).replace(tzinfo=CHINA)


@dataclass
class Ground:
    """What the tests of cases stand on; partner works for `firm`, rival for `rival_firm`."""

    cast: Cast
    grid: Grid
    other_grid: Grid
    building: Place
    home: Place
    firm: Organisation
    rival_firm: Organisation
    office: Organisation

    @property
    def a(self) -> Community:
        return self.cast.a

    def actor(self, who: str) -> Actor:
        return self.cast.actor(who)

    def new(
        self,
        text: str = "2栋4单元楼道灯不亮了",
        *,
        type_code: str = LIGHT,
        who: str = "resident",
        source: str = "resident",
        reporter: ReporterGiven | None = None,
        found_by_us: bool = False,
    ) -> Case:
        """A registered case in the building, reported by its resident unless found by us."""
        given = None if found_by_us else reporter or ReporterGiven(name="林小禾")
        return register_case(
            community=self.a,
            actor=self.actor(who),
            new=NewCase(text=text, type_code=type_code, source=source, place_id=self.building.id),
            reporter=given,
        )

    def accepted(self, **given: Any) -> Case:
        case = self.new(**given)
        return accept_case(community=self.a, actor=self.actor("committee"), case_id=case.id)

    def dispatched(self, to: Unit | None = None, **given: Any) -> Case:
        case = self.accepted(**given)
        return dispatch_case(
            community=self.a,
            actor=self.actor("committee"),
            case_id=case.id,
            to=to or Unit(organisation_id=self.firm.id),
        )

    def signed(self, **given: Any) -> Case:
        case = self.dispatched(**given)
        return sign_dispatch(community=self.a, actor=self.actor("partner"), case_id=case.id)

    def contacted(self, **given: Any) -> Case:
        case = self.signed(**given)
        return record_contact(community=self.a, actor=self.actor("partner"), case_id=case.id)

    def done(self, **given: Any) -> Case:
        case = self.contacted(**given)
        return report_done(
            community=self.a, actor=self.actor("partner"), case_id=case.id, result="灯已经换好"
        )

    def closed(self, **given: Any) -> Case:
        case = self.done(**given)
        if case.type.needs_site_check:
            check_site(
                community=self.a, actor=self.actor("committee"), case_id=case.id, passed=True
            )
        return close_case(community=self.a, actor=self.actor("committee"), case_id=case.id)

    def fresh(self, case: Case) -> Case:
        return Case.objects.select_related("type").get(community_id=self.a.id, id=case.id)

    def limits(self, code: str = LIGHT, **limits: Any) -> None:
        """Set the limits of a test type: response_value=…, resolution_unit=… ."""
        CaseType.objects.filter(community_id=self.a.id, code=code).update(**limits)


def _types(community: Community) -> None:
    since = dt.date(2020, 1, 1)
    names = {"zh-hans": "测试类型", "zh-hant": "測試類型", "en": "Test type"}
    common = {"community_id": community.id, "names": names, "effective_from": since}
    CaseType.objects.create(
        code=LIGHT,
        kind="component",
        keywords=["楼道灯"],
        duty="assist",
        duty_item="assist.common_facilities",
        **common,
    )
    CaseType.objects.create(code=WALL, kind="hazard", needs_site_check=True, **common)
    CaseType.objects.create(code=FAMILY, kind="dispute", confidential=True, public=False, **common)


def build_ground(cast: Cast) -> Ground:
    seed_calendar()
    load_defaults(community=cast.a, actor=cast.actor("system"))
    _types(cast.a)
    opened = dt.date(2020, 1, 1)
    common = {"community_id": cast.a.id, "kind": "general", "opened_on": opened}
    grid = Grid.objects.create(code="1", sequence=1, name="第一网格", **common)
    other = Grid.objects.create(code="2", sequence=2, name="第二网格", **common)
    building = Place(
        community_id=cast.a.id,
        kind="building",
        grid=grid,
        name="2栋",
        number="2",
        full_name="金星苑2栋",
    )
    building.building_id = building.id
    building.save()
    home = Place.objects.create(
        community_id=cast.a.id,
        kind="dwelling",
        parent=building,
        building=building,
        grid=grid,
        name="402",
        number="402",
        full_name="金星苑2栋402",
    )
    firm = Organisation.objects.create(kind="property_firm", name="金星物业")
    rival = Organisation.objects.create(kind="property_firm", name="银河物业")
    office = Organisation.objects.create(kind="street_office", name="西格马街道办")
    cast.give("partner", organisation_id=firm.id)
    cast.give("rival", organisation_id=rival.id)
    cast.give("grid_worker", grid_id=grid.id)
    cast.give("other_grid_worker", grid_id=other.id)
    return Ground(cast, grid, other, building, home, firm, rival, office)


@pytest.fixture
def ground(cast: Cast) -> Ground:
    return build_ground(cast)


@pytest.fixture
def random_id() -> Callable[[], uuid.UUID]:
    return uuid.uuid4
