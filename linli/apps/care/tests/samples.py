"""A help group of community a for the walk over all addresses."""

from linli.apps.care.tests.conftest import build_ward
from tests.cast import Cast


def samples(cast: Cast) -> dict[str, object]:
    ward = build_ward(cast)
    group = ward.form(person=ward.other)
    return {"care.group_id": group.id, "helper_id": group.members.all()[0].id}
