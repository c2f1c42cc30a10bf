"""What a community may choose about its people's data."""

from django.utils.translation import gettext_lazy as _

from linli.kernel.policies import policy_kind

REQUEST_DAYS = policy_kind(
    "people.request_days",
    _("Days to answer a person who asks about the own information"),
    default=15,
    unit=_("working days"),
    source=_("project's proposal: PIPL article 50 asks for a convenient channel and reasons"),
    low=1,
    high=30,
).key
VIEW_LOG_DAYS = policy_kind(
    "people.view_log_days",
    _("How long it is kept who looked at masked information"),
    default=1095,
    unit=_("days"),
    source=_("PIPL article 56: records for at least three years"),
    low=1095,
).key
MOVED_OUT_DAYS = policy_kind(
    "people.moved_out_days",
    _("How long people who have moved away stay in the register"),
    default=730,
    unit=_("days"),
    source=_("project's proposal: PIPL article 19, the shortest time that serves"),
    low=30,
).key
DECEASED_DAYS = policy_kind(
    "people.deceased_days",
    _("How long the dead stay in the register"),
    default=1095,
    unit=_("days"),
    source=_("project's proposal: PIPL articles 19 and 49"),
    low=30,
).key
TAG_DAYS = policy_kind(
    "people.tag_days",
    _("How long a tag is kept after it has ended"),
    default=365,
    unit=_("days"),
    source=_("project's proposal: PIPL article 19, the shortest time that serves"),
    low=0,
).key
SMALLEST_CELL = policy_kind(
    "people.smallest_cell",
    _("Smallest number of people with a tag that is shown outside the community"),
    default=5,
    unit=_("people"),
    source=_("project's proposal: smaller groups could be recognised"),
    low=1,
).key
