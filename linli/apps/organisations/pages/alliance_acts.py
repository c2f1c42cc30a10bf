"""Founding alliances, promising, recording what was done, meeting."""

import datetime as dt
from typing import Any

from django.utils.translation import gettext_lazy as _

from linli.apps.organisations.forms import alliances as forms
from linli.apps.organisations.forms.units import UntilForm
from linli.apps.organisations.models import (
    Alliance,
    AllianceMember,
    BodyCall,
    Need,
    Pledge,
    Resource,
)
from linli.apps.organisations.operations import (
    call_body,
    call_off_body,
    end_alliance,
    end_resource,
    found_alliance,
    join_alliance,
    leave_alliance,
    meet_need,
    offer_resource,
    pledge,
    raise_need,
    record_deed,
    settle_pledge,
    write_minutes,
)
from linli.apps.organisations.pages.acting import Act, act_page, row_of
from linli.apps.organisations.pages.addresses import alliance_page, alliances_page
from linli.apps.organisations.queries import circle
from linli.web.asked import Asked


def own_name(alliance: Alliance) -> str:
    return alliance.name


def promise(row: Pledge) -> str:
    return f"{row.organisation.called}: {row.text}"


def hold_meeting(asked: Asked, body: Alliance, given: dict[str, Any]) -> BodyCall:
    meets_at = dt.datetime.combine(given["day"], given["time"], asked.community.zone)
    return call_body(
        actor=asked.actor,
        alliance=body,
        agenda=given["agenda"],
        meets_at=meets_at,
        where=given["where"],
    )


def offer_seats(form: Any, asked: Asked, call: BodyCall) -> None:
    members = circle(asked.community, call.alliance).members
    form.offer([seat.organisation for seat in members if seat.until is None])


def pledge_without_alliance(asked: Asked, _subject: Any, given: dict[str, Any]) -> Pledge:
    return pledge(community=asked.community, actor=asked.actor, **given)


new_alliance = act_page(
    Act(
        title=_("Found an alliance, a pair or a joint body"),
        button=_("Found it"),
        form=forms.AllianceForm,
        run=lambda asked, _none, given: found_alliance(
            community=asked.community, actor=asked.actor, **given
        ),
        back=alliances_page,
        done=_("Founded. Now write down what each member promises."),
    )
)
end_of_alliance = act_page(
    Act(
        title=_("The alliance ends"),
        button=_("End the alliance"),
        form=UntilForm,
        find=row_of(Alliance),
        lead=own_name,
        run=lambda asked, body, given: end_alliance(actor=asked.actor, alliance=body, **given),
        back=alliances_page,
        done=_("The alliance has ended; its history stays."),
        danger=True,
    )
)
new_seat = act_page(
    Act(
        title=_("A unit joins"),
        button=_("Let it join"),
        form=forms.SeatForm,
        find=row_of(Alliance),
        lead=own_name,
        run=lambda asked, body, given: join_alliance(actor=asked.actor, alliance=body, **given),
        back=alliance_page,
        done=_("The unit has joined."),
    )
)
end_of_seat = act_page(
    Act(
        title=_("The unit leaves"),
        button=_("Let it leave"),
        form=UntilForm,
        find=row_of(AllianceMember),
        lead=lambda seat: str(seat.organisation.name),
        run=lambda asked, seat, given: leave_alliance(actor=asked.actor, member=seat, **given),
        back=alliance_page,
        done=_("The unit has left."),
        danger=True,
    )
)
new_pledge = act_page(
    Act(
        title=_("A promise"),
        button=_("Write the promise down"),
        form=forms.PledgeForm,
        find=row_of(Alliance),
        lead=own_name,
        start=lambda _asked, _body: {"public": True},
        run=lambda asked, body, given: pledge(
            community=asked.community, actor=asked.actor, alliance=body, **given
        ),
        back=alliance_page,
        done=_("The promise is written down."),
    )
)
new_single_pledge = act_page(
    Act(
        title=_("A promise"),
        button=_("Write the promise down"),
        form=forms.PledgeForm,
        start=lambda _asked, _none: {"public": True},
        run=pledge_without_alliance,
        back=alliances_page,
        done=_("The promise is written down."),
    )
)
settlement = act_page(
    Act(
        title=_("Is the promise kept?"),
        button=_("Settle it"),
        form=forms.SettleForm,
        find=row_of(Pledge),
        lead=promise,
        run=lambda asked, row, given: settle_pledge(actor=asked.actor, pledge=row, **given),
        back=alliance_page,
        done=_("The promise is settled."),
    )
)
new_deed = act_page(
    Act(
        title=_("What was done"),
        button=_("Write it down"),
        form=forms.DeedForm,
        find=row_of(Pledge),
        lead=promise,
        run=lambda asked, row, given: record_deed(actor=asked.actor, pledge=row, **given),
        back=alliance_page,
        done=_("Written down. Thank you for telling us."),
    )
)
new_call = act_page(
    Act(
        title=_("Call the body together"),
        button=_("Call it together"),
        form=forms.CallForm,
        find=row_of(Alliance),
        lead=own_name,
        run=hold_meeting,
        back=alliance_page,
        done=_("The meeting is called. Tell the members by telephone or in their group."),
    )
)
call_off = act_page(
    Act(
        title=_("Call the meeting off"),
        button=_("Call it off"),
        form=forms.NoForm,
        find=row_of(BodyCall),
        lead=lambda call: str(call.agenda),
        run=lambda asked, call, _given: call_off_body(actor=asked.actor, call=call),
        back=alliance_page,
        done=_("The meeting is called off."),
        danger=True,
    )
)
minutes = act_page(
    Act(
        title=_("Minutes"),
        button=_("Keep the minutes"),
        form=forms.MinutesForm,
        find=row_of(BodyCall),
        ready=offer_seats,
        lead=lambda call: str(call.agenda),
        run=lambda asked, call, given: write_minutes(actor=asked.actor, call=call, **given),
        back=alliance_page,
        done=_("The minutes are kept. Write what was agreed as promises."),
    )
)
new_resource = act_page(
    Act(
        title=_("What a unit can give"),
        button=_("Add to the list"),
        form=forms.ResourceForm,
        run=lambda asked, _none, given: offer_resource(
            community=asked.community, actor=asked.actor, **given
        ),
        back=alliances_page,
        done=_("It is in the list of resources."),
    )
)
end_of_resource = act_page(
    Act(
        title=_("No longer to be had"),
        button=_("Take it off the list"),
        form=UntilForm,
        find=row_of(Resource),
        lead=lambda row: str(row.text),
        run=lambda asked, row, given: end_resource(actor=asked.actor, resource=row, **given),
        back=alliances_page,
        done=_("It is off the list."),
        danger=True,
    )
)
new_need = act_page(
    Act(
        title=_("What the community looks for"),
        button=_("Add to the list"),
        form=forms.NeedForm,
        run=lambda asked, _none, given: raise_need(
            community=asked.community, actor=asked.actor, **given
        ),
        back=alliances_page,
        done=_("It is in the list of needs."),
    )
)
need_met = act_page(
    Act(
        title=_("Which promise meets the need?"),
        button=_("Join them"),
        form=forms.MeetForm,
        find=row_of(Need),
        lead=lambda row: str(row.text),
        run=lambda asked, row, given: meet_need(actor=asked.actor, need=row, **given),
        back=alliances_page,
        done=_("The need is met."),
    )
)
