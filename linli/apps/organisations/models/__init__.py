"""Organisations are shared ground; what they are and do in a community are its own rows."""

from linli.apps.organisations.models.alliances import (
    Alliance,
    AllianceMember,
    BodyAttendance,
    BodyCall,
    BodyMinutes,
    DeedSociety,
    Need,
    Pledge,
    PledgeDeed,
    Resource,
)
from linli.apps.organisations.models.dated import Dated, in_force
from linli.apps.organisations.models.responsibilities import Responsibility
from linli.apps.organisations.models.teams import (
    ChatGroup,
    ChatGroupPlace,
    Qualification,
    Team,
    TeamMember,
    TeamPlace,
)
from linli.apps.organisations.models.units import GridBranch, Member, Organisation, Post, Presence

__all__ = [
    "Alliance",
    "AllianceMember",
    "BodyAttendance",
    "BodyCall",
    "BodyMinutes",
    "ChatGroup",
    "ChatGroupPlace",
    "Dated",
    "DeedSociety",
    "GridBranch",
    "Member",
    "Need",
    "Organisation",
    "Pledge",
    "PledgeDeed",
    "Post",
    "Presence",
    "Qualification",
    "Resource",
    "Responsibility",
    "Team",
    "TeamMember",
    "TeamPlace",
    "in_force",
]
