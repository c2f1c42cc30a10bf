"""The acts of the staff on kinds, nominations, objections and honours."""

import uuid
from typing import Any

from django.utils.translation import gettext_lazy as _

from linli.apps.archive import forms, operations
from linli.apps.archive.models import Honour, HonourKind, Nomination, Objection
from linli.apps.archive.rules import CONSENT, EDIT, NOMINATE, OBJECT
from linli.kernel import clock
from linli.web.acting import Act, NoForm, act_page, row_of
from linli.web.addresses import url
from linli.web.asked import Asked

Given = dict[str, Any]


def desk(asked: Asked, _none: Any) -> str:
    return url("archive:desk", slug=asked.community.slug)


def to_file(asked: Asked, row: Nomination) -> str:
    return url("archive:nomination", slug=asked.community.slug, nomination_id=row.id)


def to_file_of(asked: Asked, row: Objection) -> str:
    return url("archive:nomination", slug=asked.community.slug, nomination_id=row.nomination_id)


def to_honour(asked: Asked, row: Honour) -> str:
    return url("archive:file", slug=asked.community.slug, honour_id=row.id)


def here(asked: Asked) -> dict[str, Any]:
    return {"community": asked.community, "actor": asked.actor}


def on_nomination(operation: Any) -> Any:
    def run(asked: Asked, row: Nomination, given: Given) -> None:
        operation(**here(asked), nomination_id=row.id, **given)

    return run


def on_honour(operation: Any) -> Any:
    def run(asked: Asked, row: Honour, given: Given) -> None:
        operation(**here(asked), honour_id=row.id, **given)

    return run


def nominate(asked: Asked, _none: Any, given: Given) -> None:
    person = given.pop("person")
    kind_id = uuid.UUID(given.pop("kind_id"))
    operations.nominate(
        **here(asked), kind_id=kind_id, person_id=person.id if person else None, **given
    )


def identify(asked: Asked, row: Nomination, given: Given) -> None:
    operations.identify_nominee(**here(asked), nomination_id=row.id, person_id=given["person"].id)


def named(row: Nomination) -> str:
    return f"{row.display_name} · {row.kind.name}"


new_kind = act_page(
    Act(
        title=_("A new kind of honour"),
        button=_("Open it for nominations"),
        form=forms.KindForm,
        run=lambda asked, _none, given: operations.open_honour_kind(**here(asked), **given),
        back=desk,
        done=_("People can be nominated for it now."),
        permission=EDIT,
        more=("giver", "sort", "self_nomination"),
    )
)
closing = act_page(
    Act(
        title=_("No more nominations"),
        button=_("Close it"),
        form=NoForm,
        find=row_of(HonourKind),
        lead=lambda row: str(row.name),
        run=lambda asked, row, _given: operations.close_honour_kind(**here(asked), kind_id=row.id),
        back=desk,
        done=_("It is closed; what was granted stays."),
        permission=EDIT,
        danger=True,
    )
)
new_nomination = act_page(
    Act(
        title=_("Write down a nomination"),
        button=_("Nominate"),
        form=forms.StaffNominationForm,
        run=nominate,
        back=desk,
        done=_("Written down. Now the nominee is asked."),
        permission=NOMINATE,
    )
)
identification = act_page(
    Act(
        title=_("Who is meant"),
        button=_("This person is meant"),
        form=forms.IdentifyForm,
        find=row_of(Nomination, "kind"),
        lead=named,
        run=identify,
        back=desk,
        done=_("The nomination belongs to this person now."),
        permission=EDIT,
    )
)
consent = act_page(
    Act(
        title=_("The nominee agrees"),
        button=_("Write down the consent"),
        form=forms.ToldForm,
        find=row_of(Nomination, "kind"),
        lead=named,
        run=on_nomination(operations.agree_to_nomination),
        back=to_file,
        done=_("Written down. The public notice may begin."),
        permission=CONSENT,
    )
)
refusal = act_page(
    Act(
        title=_("The nominee declines"),
        button=_("Write it down"),
        form=forms.ToldForm,
        find=row_of(Nomination, "kind"),
        lead=named,
        run=on_nomination(operations.decline_nomination),
        back=to_file,
        done=_("As they wish. Nothing of it is shown."),
        permission=CONSENT,
        danger=True,
    )
)
notice = act_page(
    Act(
        title=_("Begin the public notice"),
        button=_("Show it to everybody"),
        form=forms.NoticeForm,
        find=row_of(Nomination, "kind"),
        lead=named,
        start=lambda _asked, row: {"story": row.story},
        hint=_("Name and story stand on the public page until the last day; anybody may object."),
        run=on_nomination(operations.begin_notice),
        back=to_file,
        done=_("The notice has begun. Working days count from the next one."),
        permission=EDIT,
    )
)
rejection = act_page(
    Act(
        title=_("Not granted"),
        button=_("Write it down"),
        form=forms.ReasonForm,
        find=row_of(Nomination, "kind"),
        lead=named,
        run=on_nomination(operations.turn_down_nomination),
        back=to_file,
        done=_("Written down with its reason."),
        permission=EDIT,
        danger=True,
    )
)
grant = act_page(
    Act(
        title=_("Grant the honour"),
        button=_("Grant"),
        form=forms.GrantForm,
        find=row_of(Nomination, "kind"),
        lead=named,
        run=on_nomination(operations.grant_honour),
        back=to_file,
        done=_("Granted. It stands among the honours now."),
        permission=EDIT,
    )
)
objection = act_page(
    Act(
        title=_("Somebody objects"),
        button=_("Write down the objection"),
        form=forms.StaffObjectionForm,
        find=row_of(Nomination, "kind"),
        lead=named,
        run=on_nomination(operations.raise_objection),
        back=to_file,
        done=_("The clock of the notice stands still until it is decided."),
        permission=OBJECT,
    )
)
decision = act_page(
    Act(
        title=_("Decide the objection"),
        button=_("Decide"),
        form=forms.DecisionForm,
        find=row_of(Objection),
        lead=lambda row: str(row.text),
        run=lambda asked, row, given: operations.decide_objection(
            **here(asked), objection_id=row.id, **given
        ),
        back=to_file_of,
        done=_("Decided."),
        permission=EDIT,
        picks=("upheld",),
    )
)
new_honour = act_page(
    Act(
        title=_("Enter an honour"),
        button=_("Enter the honour"),
        form=forms.HonourForm,
        start=lambda asked, _none: {"public": True, "granted_on": clock.today(asked.community)},
        run=lambda asked, _none, given: operations.record_honour(**here(asked), **given),
        back=desk,
        done=_("It stands among the honours now."),
        permission=EDIT,
        more=("sort", "grade", "giver", "document_no", "valid_until", "person", "reason"),
    )
)
revocation = act_page(
    Act(
        title=_("Revoke the honour"),
        button=_("Revoke"),
        form=forms.RevokeForm,
        find=row_of(Honour),
        lead=lambda row: f"{row.name} · {row.display_name}",
        run=on_honour(operations.revoke_honour),
        back=to_honour,
        done=_("It is off the public page; the reason stays here."),
        permission=EDIT,
        danger=True,
    )
)
forwarding = act_page(
    Act(
        title=_("Recommend to the next level"),
        button=_("Write it down"),
        form=forms.ForwardForm,
        find=row_of(Honour),
        lead=lambda row: f"{row.name} · {row.display_name}",
        run=on_honour(operations.forward_honour),
        back=to_honour,
        done=_("Written down. Enter the higher honour when it is given."),
        permission=EDIT,
    )
)
publicity = act_page(
    Act(
        title=_("Who may see this honour"),
        button=_("Save"),
        form=forms.ShowForm,
        find=row_of(Honour),
        start=lambda _asked, row: {"public": row.public},
        lead=lambda row: f"{row.name} · {row.display_name}",
        run=on_honour(operations.show_honour),
        back=to_honour,
        done=_("Saved."),
        permission=EDIT,
    )
)
