"""A community's pack: its names, ground, bodies and sizes, as `communities/<slug>.toml` holds them.

Sizes and profile facts are given; results (counts of what people did) never are.
"""

from dataclasses import dataclass
from datetime import date
from functools import cache

from linli.demo.reading import ContentError, load, shape

SLUGS = ("gangwanyicun", "nongnaner", "suihuabei", "haiyang", "haizhou", "kexiang")
TOUR = "gangwanyicun"


@dataclass(frozen=True)
class Words:
    zh_Hans: str  # noqa: N815 the tag of the language
    zh_Hant: str  # noqa: N815
    en: str


@dataclass(frozen=True)
class Region:
    """`real_code` says that the code is the published one; all others are unassigned numbers."""

    level: str
    code: str
    name: Words
    short_name: str
    real_code: bool = False


@dataclass(frozen=True)
class Hours:
    days: str
    opens: str
    closes: str


@dataclass(frozen=True)
class Office:
    address: str
    telephone: str
    supervision_telephone: str
    night_telephone: str
    hours: tuple[Hours, ...]


@dataclass(frozen=True)
class Fact:
    key: str
    words: str
    as_of: date
    source: str
    value: float | None = None
    unit: str = ""
    estate: str = ""


@dataclass(frozen=True)
class Sizes:
    households: int
    residents: int
    elders60: int
    party_members: int
    five_olds: int = 0


@dataclass(frozen=True)
class BuildingRun:
    """Equal buildings in a row: `numbers` is "2" or "3-12"."""

    numbers: str
    entrances: int
    floors: int
    per_floor: int
    use: str = "residential"


@dataclass(frozen=True)
class Estate:
    """`kind` is gated, partly, open, or for shops street or commercial_complex."""

    name: str
    kind: str
    year: int
    address: str
    buildings: tuple[BuildingRun, ...] = ()


@dataclass(frozen=True)
class Cover:
    estate: str
    numbers: str


@dataclass(frozen=True)
class Grid:
    sequence: int
    name: str
    kind: str
    cover: tuple[Cover, ...]


@dataclass(frozen=True)
class Staff:
    """A worker of the community; `grids` are served by this person, `heads` are led."""

    key: str
    name: str
    sex: str
    post: str
    telephone: str
    since: date
    grids: tuple[int, ...] = ()
    heads: tuple[int, ...] = ()


@dataclass(frozen=True)
class Organisation:
    """`kind` is a kind of unit as case types and organisations name it."""

    key: str
    name: str
    kind: str
    five_society: str = ""
    contact: str = ""
    telephone: str = ""
    address: str = ""
    serves: tuple[str, ...] = ()
    trades: tuple[str, ...] = ()
    paired_since: date | None = None
    about: str = ""


@dataclass(frozen=True)
class Pledge:
    member: str
    text: str
    since: date


@dataclass(frozen=True)
class Alliance:
    name: str
    kind: str
    since: date
    members: tuple[str, ...]
    pledges: tuple[Pledge, ...] = ()


@dataclass(frozen=True)
class JointBody:
    name: str
    kind: str
    since: date
    seats: tuple[str, ...]
    rhythm: str = ""


@dataclass(frozen=True)
class Professional:
    """`profession` is the community's own word, `role` the duty that it is."""

    name: str
    profession: str
    role: str
    unit: str
    telephone: str
    hours: str
    place: str
    grids: tuple[int, ...]
    since: date


@dataclass(frozen=True)
class PartyBranch:
    name: str
    grid: int
    groups: int


@dataclass(frozen=True)
class Team:
    """`drawn_from` says among whom the generator chooses the members."""

    name: str
    kind: str
    since: date
    size: int
    drawn_from: str
    purpose: str
    cover: tuple[Cover, ...] = ()


@dataclass(frozen=True)
class ChatGroup:
    name: str
    owner: str
    since: date
    cover: tuple[Cover, ...]


@dataclass(frozen=True)
class Qualified:
    kind: str
    words: str
    size: int
    issuer: str
    valid_to: date


@dataclass(frozen=True)
class Pack:
    slug: str
    code: str
    article: int
    note: str
    as_of: date
    time_zone: str
    surnames: str
    mobile_block: str
    name: Words
    short_name: Words
    regions: tuple[Region, ...]
    office: Office
    sizes: Sizes
    facts: tuple[Fact, ...]
    estates: tuple[Estate, ...]
    grids: tuple[Grid, ...]
    staff: tuple[Staff, ...]
    organisations: tuple[Organisation, ...]
    branches: tuple[PartyBranch, ...]
    professionals: tuple[Professional, ...]
    joint_bodies: tuple[JointBody, ...]
    alliances: tuple[Alliance, ...] = ()
    teams: tuple[Team, ...] = ()
    chat_groups: tuple[ChatGroup, ...] = ()
    qualified: tuple[Qualified, ...] = ()
    without_head: tuple[Cover, ...] = ()

    @property
    def community_code(self) -> str:
        return self.regions[-1].code

    @property
    def county_code(self) -> str:
        """Six digits, unassigned: with it no made-up identity number can be a real person's."""
        return next(region.code for region in self.regions if region.level == "county")


def numbers(text: str) -> range:
    first, _, last = text.partition("-")
    return range(int(first), int(last or first) + 1)


@cache
def pack(slug: str) -> Pack:
    if slug not in SLUGS:
        raise ContentError(f"no demo community is called {slug}")
    return shape(Pack, load(f"communities/{slug}.toml"), slug)
