"""Brand, bulletins and the plan in the navigation."""

from django.utils.translation import gettext_lazy as _

from linli.apps.bulletins.rules import COMPARE, SEE
from linli.apps.bulletins.rules.upward import SEE_DEMANDS
from linli.web.nav import NavItem, nav_item

COMMUNITY = ("community",)
nav_item(
    NavItem("public", _("Brand"), "bulletins:brand", "star", order=40, homes=COMMUNITY, low=False)
)
nav_item(
    NavItem(
        "work",
        _("Plan and done"),
        "bulletins:board",
        "star",
        permission=SEE,
        group=_("What comes of it"),
        order=80,
        homes=COMMUNITY,
    )
)
nav_item(
    NavItem(
        "work",
        _("Bulletins"),
        "bulletins:desk",
        "doc",
        permission=SEE,
        group=_("What comes of it"),
        order=81,
        homes=COMMUNITY,
    )
)
nav_item(
    NavItem(
        "work",
        _("What was done"),
        "bulletins:communities",
        "star",
        permission=COMPARE,
        order=4,
        homes=("street", "district"),
    )
)
nav_item(
    NavItem(
        "work",
        _("Demands from above"),
        "bulletins:demands",
        "inbox",
        permission=SEE_DEMANDS,
        group=_("What comes of it"),
        order=84,
        homes=COMMUNITY,
    )
)
nav_item(
    NavItem(
        "work",
        _("Index of evidence"),
        "bulletins:programmes",
        "doc",
        permission=SEE_DEMANDS,
        group=_("What comes of it"),
        order=85,
        homes=COMMUNITY,
    )
)
