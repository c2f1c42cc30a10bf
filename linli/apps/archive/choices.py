"""The words of honours: whose they are, who gives them, how far a nomination is."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from linli.kernel.records.writing import verb


class Holder(models.TextChoices):
    COMMUNITY = "community", pgettext_lazy("who holds an honour", "the community")
    PERSON = "person", pgettext_lazy("who holds an honour", "a person")
    TEAM = "team", pgettext_lazy("who holds an honour", "a team")


class HonourSort(models.TextChoices):
    TITLE = "title", _("title of honour")
    PRIZE = "prize", _("prize of a competition")


class HonourLevel(models.TextChoices):
    COMMUNITY = "community", pgettext_lazy("level of an honour", "community")
    STREET = "street", pgettext_lazy("level of an honour", "street")
    DISTRICT = "district", pgettext_lazy("level of an honour", "district")
    CITY = "city", pgettext_lazy("level of an honour", "city")
    PROVINCE = "province", pgettext_lazy("level of an honour", "province")
    NATION = "nation", pgettext_lazy("level of an honour", "nation")


class Cycle(models.TextChoices):
    ONCE = "once", _("without rounds")
    YEAR = "year", _("every year")
    QUARTER = "quarter", _("every quarter")
    MONTH = "month", _("every month")


class NominationState(models.TextChoices):
    PROPOSED = "proposed", pgettext_lazy("nomination", "consent awaited")
    CONSENTED = "consented", pgettext_lazy("nomination", "has agreed")
    IN_NOTICE = "in_notice", pgettext_lazy("nomination", "in public notice")
    GRANTED = "granted", pgettext_lazy("nomination", "granted")
    DECLINED = "declined", pgettext_lazy("nomination", "declined by the nominee")
    TURNED_DOWN = "turned_down", pgettext_lazy("nomination", "not granted")
    MERGED = "merged", pgettext_lazy("nomination", "joined with another")


LIVING = (NominationState.PROPOSED, NominationState.CONSENTED, NominationState.IN_NOTICE)


class ObjectionState(models.TextChoices):
    OPEN = "open", pgettext_lazy("objection", "to be decided")
    UPHELD = "upheld", pgettext_lazy("objection", "upheld")
    DISMISSED = "dismissed", pgettext_lazy("objection", "dismissed")


KIND_OPENED = verb("archive.kind_opened", "level", "sort", "cycle")
KIND_CLOSED = verb("archive.kind_closed", "on")
NOMINATED = verb("archive.nominated", "kind", "cycle", "supporters")
IDENTIFIED = verb("archive.nominee_identified", "merged_into")
CONSENTED = verb("archive.nomination_consented")
DECLINED = verb("archive.nomination_declined", "was")
TURNED_DOWN = verb("archive.nomination_turned_down", "was")
NOTICE_BEGUN = verb("archive.notice_begun", "until", "days")
OBJECTED = verb("archive.objected", "objection", "days_left")
OBJECTION_DECIDED = verb("archive.objection_decided", "objection", "decision", "until")
GRANTED = verb("archive.honour_granted", "nomination", "level", "on")
ENTERED = verb("archive.honour_entered", "holder", "level", "on")
REVOKED = verb("archive.honour_revoked", "on")
FORWARDED = verb("archive.honour_forwarded", "on")
SHOWN = verb("archive.honour_shown", "public")
FORGOTTEN = verb("archive.holder_forgotten", "honours", "nominations")
