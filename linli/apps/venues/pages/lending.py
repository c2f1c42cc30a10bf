"""Things and books: entering, lending, saying what is broken."""

import uuid
from typing import Any

from django.utils.translation import gettext_lazy as _

from linli.apps.venues.forms import keeping as forms
from linli.apps.venues.models import Item
from linli.apps.venues.operations import (
    enter_item,
    lend_item,
    report_fault,
)
from linli.apps.venues.pages.forming import Act, act_page, room_here, who
from linli.apps.venues.queries.things import things_of
from linli.apps.venues.rules import DESK
from linli.kernel.errors import NotSeen
from linli.web.asked import Asked


def _item(asked: Asked, key: uuid.UUID) -> Any:
    rows = Item.objects.filter(community_id=asked.community.id, id=key, retired_at__isnull=True)
    found = rows.first()
    if found is None:
        raise NotSeen()
    return things_of(asked.community, [found])[0]


def _enter_item(asked: Asked, _none: Any, form: Any) -> Any:
    given = dict(form.cleaned_data)
    room = given.pop("room_id")
    venue = uuid.UUID(given.pop("venue_id"))
    return enter_item(
        **who(asked), venue_id=venue, room_id=uuid.UUID(room) if room else None, **given
    )


new_item = act_page(
    Act(
        title=_("Enter a thing or a book"),
        button=_("Enter it"),
        form=forms.ItemForm,
        run=_enter_item,
        done=_("It is in the list."),
        back="venues:things",
    )
)
new_loan = act_page(
    Act(
        title=_("Lend it"),
        button=_("Lend it"),
        form=forms.LoanForm,
        find=_item,
        run=lambda asked, thing, form: lend_item(
            **who(asked),
            item_id=thing.item.id,
            person=form.found,
            borrower=form.cleaned_data["borrower"],
            due_on=form.cleaned_data["due_on"],
        ),
        done=_("Lent. It stands in the list until it is back."),
        back="venues:things",
        permission=DESK,
    )
)
item_fault = act_page(
    Act(
        title=_("Something is broken"),
        button=_("Write it down"),
        form=forms.FaultForm,
        find=_item,
        run=lambda asked, thing, form: report_fault(
            **who(asked), item_id=thing.item.id, **form.cleaned_data
        ),
        done=_("Written down."),
        back="venues:things",
        permission=DESK,
    )
)
room_fault = act_page(
    Act(
        title=_("Something is broken"),
        button=_("Write it down"),
        form=forms.FaultForm,
        find=room_here,
        run=lambda asked, row, form: report_fault(
            **who(asked), room_id=row.id, **form.cleaned_data
        ),
        done=_("Thank you. Whoever looks after the room reads it."),
        back="venues:finder",
        permission="venues.book",
    )
)
