"""Numbers of taking part that a community may choose."""

from django.utils.translation import gettext_lazy as _

from linli.kernel.policies import policy_kind

HOURS, YEARS = _("hours"), _("years")
OUR_PROPOSAL = _("project's proposal")
OF_MINORS = _("rule of a city on minors in voluntary service: consent below 14, adults below 10")

ACCOMPANY_AGE = policy_kind(
    "participation.accompany_age",
    _("Children below this age take part with an adult only"),
    default=10,
    unit=YEARS,
    source=OF_MINORS,
    low=0,
    high=18,
).key
CONSENT_AGE = policy_kind(
    "participation.consent_age",
    _("Minors below this age need the consent of a guardian"),
    default=14,
    unit=YEARS,
    source=OF_MINORS,
    low=0,
    high=18,
).key
CONSENT_HOLD = policy_kind(
    "participation.consent_hold_hours",
    _("How long a place is kept until the guardian consents"),
    default=48,
    unit=HOURS,
    source=OUR_PROPOSAL,
    low=1,
    high=240,
).key
OFFER_HOLD = policy_kind(
    "participation.offer_hold_hours",
    _("How long an offered place is kept"),
    default=10,
    unit=HOURS,
    source=OUR_PROPOSAL,
    low=1,
    high=72,
).key
QUIET_FROM = policy_kind(
    "participation.quiet_from_hour",
    _("Quiet hours begin: nobody is told anything from here on"),
    default=21,
    unit=_("o'clock"),
    source=OUR_PROPOSAL,
    low=0,
    high=23,
).key
QUIET_UNTIL = policy_kind(
    "participation.quiet_until_hour",
    _("Quiet hours end"),
    default=8,
    unit=_("o'clock"),
    source=OUR_PROPOSAL,
    low=0,
    high=23,
).key
QUIET_EXTENDS_TO = policy_kind(
    "participation.quiet_extends_to_hour",
    _("An offer that would end in the quiet hours ends at this hour of the morning"),
    default=9,
    unit=_("o'clock"),
    source=OUR_PROPOSAL,
    low=0,
    high=23,
).key
LATE_STOP = policy_kind(
    "participation.late_stop_hours",
    _("So long before the beginning nobody moves up any more; free seats are given at the door"),
    default=2,
    unit=HOURS,
    source=OUR_PROPOSAL,
    low=0,
    high=72,
).key
LATE_WITHDRAWAL = policy_kind(
    "participation.late_withdrawal_hours",
    _("A withdrawal so short before the beginning is noted as late"),
    default=12,
    unit=HOURS,
    source=OUR_PROPOSAL,
    low=0,
    high=168,
).key
CHECK_IN_MARGIN = policy_kind(
    "participation.check_in_margin_hours",
    _("So long before the beginning and after the end people can be checked in"),
    default=3,
    unit=HOURS,
    source=OUR_PROPOSAL,
    low=0,
    high=24,
).key
QR_SECONDS = policy_kind(
    "participation.qr_seconds",
    _("How often the code on the wall changes"),
    default=30,
    unit=_("seconds"),
    source=OUR_PROPOSAL,
    low=10,
    high=600,
).key
