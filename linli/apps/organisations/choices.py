"""Which words and states exist for bodies, duties, alliances, teams and their papers."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class UnitKind(models.TextChoices):
    """What a body is. Case types dispatch to the same words; a community's own word for a line
    of work stands in `Responsibility.line`.
    """

    PARTY_COMMITTEE = "party_committee", _("party committee")
    PARTY_BRANCH = "party_branch", _("party branch")
    PARTY_GROUP = "party_group", _("party group")
    RESIDENTS_COMMITTEE = "residents_committee", _("residents' committee")
    STREET_OFFICE = "street_office", _("street office")
    DEPARTMENT = "department", _("department of the street or district")
    PROPERTY_FIRM = "property_firm", _("property firm")
    OWNERS_COMMITTEE = "owners_committee", _("owners' committee")
    PROPERTY_COMMITTEE = "property_committee", _("property management committee")
    STATIONED_UNIT = "stationed_unit", _("stationed unit")
    SOCIAL_ORGANISATION = "social_organisation", _("social organisation")
    SOCIAL_WORK = "social_work", _("social work station")
    VOLUNTEER_TEAM = "volunteer_team", _("volunteer body")
    CHARITY = "charity", _("charity")
    NON_PUBLIC_FIRM = "non_public_firm", _("non-public firm")
    MEDIA = "media", _("media")
    SCHOOL = "school", _("school")
    KINDERGARTEN = "kindergarten", _("kindergarten")
    HOSPITAL = "hospital", _("hospital")
    HEALTH_CENTER = "health_center", _("community health centre")
    ELDER_SERVICE = "elder_service", _("elder care provider")
    POLICE = "police", _("police station")
    TRAFFIC_POLICE = "traffic_police", _("traffic police")
    COURT = "court", _("court")
    PROCURATORATE = "procuratorate", _("procuratorate")
    JUSTICE_OFFICE = "justice_office", _("justice office")
    LAW_FIRM = "law_firm", _("law firm")
    GOVERNANCE_CENTER = "governance_center", _("comprehensive governance centre")
    MEDIATION_COMMITTEE = "mediation_committee", _("people's mediation committee")
    URBAN_MANAGEMENT = "urban_management", _("urban management")
    MARKET_REGULATION = "market_regulation", _("market regulator")
    FIRE_RESCUE = "fire_rescue", _("fire and rescue")
    POWER_SUPPLY = "power_supply", _("power supply")
    WATER = "water", _("water supply")
    DRAINAGE = "drainage", _("drainage")
    GAS_SUPPLY = "gas_supply", _("gas supply")
    HEATING_SUPPLY = "heating_supply", _("heating")
    TELECOM = "telecom", _("telecommunications")
    SANITATION = "sanitation", _("cleaning and refuse")
    LANDSCAPING = "landscaping", _("greening")
    MUNICIPAL_WORKS = "municipal_works", _("municipal works")
    LIFT_MAINTENANCE = "lift_maintenance", _("lift maintenance")
    QUALIFIED_CONTRACTOR = "qualified_contractor", _("qualified contractor")
    BANK = "bank", _("bank")
    OTHER = "other", _("other unit")


PARTY_KINDS = (UnitKind.PARTY_COMMITTEE, UnitKind.PARTY_BRANCH, UnitKind.PARTY_GROUP)
OWN_KINDS = (*PARTY_KINDS, UnitKind.RESIDENTS_COMMITTEE)


class PresenceRole(models.TextChoices):
    """What a unit is to the community it is present in."""

    OWN = "own", _("body of the community itself")
    STATIONED_UNIT = "stationed_unit", _("stationed unit")
    SERVICE = "service", _("provides a service here")
    PARTNER = "partner", _("partner")
    SUPERIOR = "superior", _("superior body")
    CO_ORGANISER = "co_organiser", _("external co-organiser")


class Society(models.TextChoices):
    """The five societies 五社联动."""

    COMMUNITY = "community", _("the community")
    SOCIAL_ORGANISATION = "social_organisation", _("community social organisations")
    SOCIAL_WORKER = "social_worker", _("social workers")
    VOLUNTEER = "volunteer", _("community volunteers")
    CHARITY = "charity", _("social charity resources")


class MemberKind(models.TextChoices):
    RESIDENT = "resident", _("lives here")
    IN_SERVICE = "in_service", _("in-service, reported to the community")
    OTHER = "other", _("member")


class DutyRole(models.TextChoices):
    GRID_HEAD = "grid_head", _("grid head")
    DEPUTY = "deputy", _("deputy grid head")
    GRID_WORKER = "grid_worker", _("grid worker")
    BUILDING_HEAD = "building_head", _("building head")
    ENTRANCE_HEAD = "entrance_head", _("entrance head")
    PLOT = "plot", _("responsible for a plot")
    PROPERTY = "property", _("property firm in charge")
    SERVICE = "service", _("service unit in charge")
    POLICE = "police", _("community police officer")
    JUDGE = "judge", _("judge")
    PROSECUTOR = "prosecutor", _("prosecutor")
    LAWYER = "lawyer", _("legal adviser")
    DOCTOR = "doctor", _("family doctor")
    TEACHER = "teacher", _("teacher")
    SOCIAL_WORKER = "social_worker", _("social worker")
    COUNSELLOR = "counsellor", _("psychological counsellor")
    MEDIATOR = "mediator", _("mediator")
    PROFESSIONAL = "professional", _("posted professional")


LINE_ROLES = (
    DutyRole.GRID_HEAD,
    DutyRole.DEPUTY,
    DutyRole.GRID_WORKER,
    DutyRole.BUILDING_HEAD,
    DutyRole.ENTRANCE_HEAD,
    DutyRole.PLOT,
)
"""The responsibility chain of a place."""

POSTED_ROLES = (
    DutyRole.POLICE,
    DutyRole.JUDGE,
    DutyRole.PROSECUTOR,
    DutyRole.LAWYER,
    DutyRole.DOCTOR,
    DutyRole.TEACHER,
    DutyRole.SOCIAL_WORKER,
    DutyRole.COUNSELLOR,
    DutyRole.MEDIATOR,
    DutyRole.PROFESSIONAL,
)
"""Three officials, three masters 三官三师; the composition varies from place to place."""

UNIT_ROLES = (DutyRole.PROPERTY, DutyRole.SERVICE)


class EndReason(models.TextChoices):
    HANDED_OVER = "handed_over", _("handed over")
    LEFT = "left", _("left the post")
    MOVED = "moved", _("moved to other duties")
    TERM_ENDED = "term_ended", _("the term ended")
    REORGANISED = "reorganised", _("the area was drawn anew")
    MISTAKE = "mistake", _("was written by mistake")
    OTHER = "other", _("other reason")


class AllianceKind(models.TextChoices):
    ALLIANCE = "alliance", _("alliance")
    JOINT_BODY = "joint_body", _("joint body")
    PAIR = "pair", _("co-building pair")
    FOUR_IN_ONE = "four_in_one", _("four in one")
    GREATER_COMMITTEE = "greater_committee", _("greater party committee")


class PledgeState(models.TextChoices):
    OPEN = "open", _("in hand")
    KEPT = "kept", _("kept")
    WITHDRAWN = "withdrawn", _("withdrawn")


class CallState(models.TextChoices):
    CALLED = "called", _("called together")
    HELD = "held", _("was held")
    CANCELLED = "cancelled", _("called off")


class ChatPlatform(models.TextChoices):
    WECHAT = "wechat", _("WeChat")
    WECOM = "wecom", _("WeCom")
    QQ = "qq", _("QQ")
    DINGTALK = "dingtalk", _("DingTalk")
    OTHER = "other", _("another platform")


class CertificateKind(models.TextChoices):
    SPORTS_INSTRUCTOR = "sports_instructor", _("social sports instructor")
    CULTURE_COUNSELLOR = "culture_counsellor", _("culture activity counsellor")
    SOCIAL_WORKER = "social_worker", _("social worker")
    PSYCHOLOGIST = "psychologist", _("psychological counsellor")
    MEDIATOR = "mediator", _("people's mediator")
    LEGAL = "legal", _("lawyer or legal adviser")
    MEDICAL = "medical", _("doctor or nurse")
    FIRST_AID = "first_aid", _("first aid")
    FIRE_SAFETY = "fire_safety", _("fire safety")
    ELECTRICIAN = "electrician", _("electrician")
    TEACHER = "teacher", _("teacher")
    CHILD_WORK = "child_work", _("works with children")
    OTHER = "other", _("other qualification")


class TeamKind(models.TextChoices):
    GRID_TEAM = "grid_team", _("grid team")
    VOLUNTEER = "volunteer", _("volunteer team")
    HELP_GROUP = "help_group", _("help group")
    KIN_AND_FRIENDS = "kin_and_friends", _("kin-and-friends group")
    CULTURE_SPORT = "culture_sport", _("culture and sport team")
    LECTURE = "lecture", _("lecture team")
    PATROL = "patrol", _("patrol team")
    SELF_ORGANISED = "self_organised", _("self-organised class or team")
    OTHER = "other", _("other team")


class ResourceKind(models.TextChoices):
    """What units can give and what the community needs meet in these words."""

    VENUE = "venue", _("venue")
    EXPERTISE = "expertise", _("expertise")
    PEOPLE = "people", _("helping hands")
    GOODS = "goods", _("goods")
    FUNDS = "funds", _("funds")
    TRAINING = "training", _("training and lectures")
    PARKING = "parking", _("parking")
    OTHER = "other", _("other")
