"""Who may read numbers and records, and who may let other programs listen."""

from django.utils.translation import gettext_lazy as _

from linli.kernel.access.actor import Role
from linli.kernel.access.permissions import all_rows, permit, with_scope

permit(
    "measures.read",
    _("read the numbers of the community, also those that are not public"),
    roles={
        **dict.fromkeys((*Role.STAFF, Role.STREET, Role.DISTRICT), all_rows),
        Role.PROGRAM: with_scope("measures:read"),
    },
)
permit(
    "records.read",
    _("read the stream of records: who did what, when"),
    roles={
        **dict.fromkeys((Role.CHIEF, Role.AUDIT_ADMIN), all_rows),
        Role.PROGRAM: with_scope("records:read"),
    },
)
permit(
    "webhooks.manage",
    _("add and end receivers of webhooks"),
    roles={
        **dict.fromkeys((Role.CHIEF, Role.SYSTEM_ADMIN), all_rows),
        Role.PROGRAM: with_scope("webhooks"),
    },
)
