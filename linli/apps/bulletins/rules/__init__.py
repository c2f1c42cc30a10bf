"""Who reads, writes and publishes."""

from django.utils.translation import gettext_lazy as _

from linli.kernel.access.actor import Role
from linli.kernel.access.permissions import all_rows, permit

SEE, WRITE, PUBLISH = "bulletins.see", "bulletins.write", "bulletins.publish"
SET_BRAND, REPORT = "bulletins.set_brand", "bulletins.report_plan"
COMPARE = "bulletins.compare"

STAFF = {Role.COMMITTEE: all_rows, Role.CHIEF: all_rows}
permit(
    SEE,
    _("See bulletins before they are published, and what is behind their figures"),
    roles={Role.STREET: all_rows, Role.DISTRICT: all_rows, **STAFF},
)
permit(WRITE, _("Write bulletins"), roles=STAFF)
permit(PUBLISH, _("Publish bulletins and take them back"), roles={Role.CHIEF: all_rows})
permit(SET_BRAND, _("Set the community's brand"), roles={Role.CHIEF: all_rows})
permit(REPORT, _("Report on the plan of the brand"), roles=STAFF)
permit(
    COMPARE,
    _("See what communities did, side by side"),
    roles={Role.STREET: all_rows, Role.DISTRICT: all_rows},
)
