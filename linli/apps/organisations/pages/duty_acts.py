"""Giving duties, handing them over, ending them."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from linli.apps.organisations.forms import duties as forms
from linli.apps.organisations.forms.base import key_of
from linli.apps.organisations.models import Responsibility
from linli.apps.organisations.operations import (
    hand_over_responsibility,
    make_responsible,
    relieve,
)
from linli.apps.organisations.pages.acting import Act, act_page, row_of
from linli.apps.organisations.pages.addresses import duties_page, duty_page
from linli.web.asked import Asked


def duty_in_words(duty: Responsibility) -> str:
    where = duty.place.full_name if duty.place else duty.grid.name if duty.grid else ""
    return " · ".join(filter(None, [duty.get_role_display(), where, duty.display_name]))


def asked_for(asked: Asked, _subject: Any) -> dict[str, Any]:
    """A gap's link brings the grid or the building and the duty that is missing."""
    grid = key_of(asked.GET.get("grid", ""))
    return {
        "role": asked.GET.get("role", ""),
        "grid": str(grid) if grid else "",
        "place": asked.GET.get("place", "")[:120],
        "public": True,
    }


new_duty = act_page(
    Act(
        title=_("Make somebody responsible"),
        button=_("Write it down"),
        form=forms.DutyForm,
        start=asked_for,
        run=lambda asked, _duty, given: make_responsible(
            community=asked.community, actor=asked.actor, **given
        ),
        back=duties_page,
        done=_("Written down. The public page and the wall sheet show it from that day."),
        more=(
            "person",
            "organisation",
            "line_of_work",
            "profession",
            "service_hours",
            "duty_text",
            "full_time",
        ),
    )
)
hand_over = act_page(
    Act(
        title=_("Hand over to somebody else"),
        button=_("Hand over"),
        form=forms.HandOverForm,
        find=row_of(Responsibility),
        lead=duty_in_words,
        run=lambda asked, duty, given: hand_over_responsibility(
            actor=asked.actor, responsibility=duty, **given
        ),
        back=duty_page,
        done=_("Handed over. Print the wall sheet anew, and give the hand-over pack along."),
    )
)
relief = act_page(
    Act(
        title=_("The duty ends"),
        button=_("End the duty"),
        form=forms.ReliefForm,
        find=row_of(Responsibility),
        lead=duty_in_words,
        run=lambda asked, duty, given: relieve(actor=asked.actor, responsibility=duty, **given),
        back=duty_page,
        done=_("The duty has ended; its history stays."),
        danger=True,
    )
)
