"""One page for every act: a short form, an operation, and back to where it belongs."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.functional import Promise

from linli.kernel.access.permissions import require
from linli.kernel.community import Community
from linli.kernel.errors import Conflict, NotSeen, RuleNotMet
from linli.kernel.tenancy import CommunityModel
from linli.web.asked import Asked, show
from linli.web.forms import HouseForm

View = Callable[..., HttpResponse]
Find = Callable[[Asked, Any], Any]


class ActForm(HouseForm):
    """Knows its community, and what is acted on where that exists already (`subject`)."""

    def __init__(self, community: Community, *args: Any, subject: Any = None, **kw: Any) -> None:
        self.community = community
        self.subject = subject
        super().__init__(*args, **kw)
        self.prepare()

    def prepare(self) -> None:
        """Fill in choices that only this community has."""


class NoForm(ActForm):
    """An act that asks nothing but whether it is meant."""


@dataclass(frozen=True)
class Act:
    """`find` loads what is acted on from the key in the address; `run` calls one operation;
    `back` says where the reader goes afterwards and where "cancel" leads. `start` fills the
    form. Fields in `more` are folded away, those in `picks` are large tiles.
    """

    title: str | Promise
    button: str | Promise
    form: type[ActForm]
    run: Callable[[Asked, Any, dict[str, Any]], Any]
    back: Callable[[Asked, Any], str]
    done: str | Promise
    permission: str
    find: Find | None = None
    start: Callable[[Asked, Any], dict[str, Any]] | None = None
    lead: Callable[[Any], str] | None = None
    hint: str | Promise = ""
    danger: bool = False
    more: tuple[str, ...] = ()
    picks: tuple[str, ...] = ()
    frame: str = "web/work.html"


def act_page(act: Act) -> View:
    """The view of an act; its route names at most one key beside the community's slug."""

    def view(request: HttpRequest, slug: str, **key: Any) -> HttpResponse:
        asked = cast(Asked, request)
        require(asked.actor, act.permission, asked.community.id)
        subject = act.find(asked, next(iter(key.values()))) if act.find else None
        typed = request.POST if request.method == "POST" else None
        start = act.start(asked, subject) if act.start else None
        form = act.form(asked.community, typed, subject=subject, initial=start)
        if typed is not None and form.is_valid() and _ran(act, asked, subject, form):
            messages.success(request, str(act.done))
            return redirect(act.back(asked, subject))
        context = {
            "act": act,
            "form": form,
            "back": act.back(asked, subject),
            "lead": act.lead(subject) if act.lead else "",
            "folded": not any(form[name].errors or form[name].value() for name in act.more),
        }
        return show(request, "web/act.html", context, 422 if form.errors else 200)

    return view


def _ran(act: Act, asked: Asked, subject: Any, form: ActForm) -> bool:
    try:
        act.run(asked, subject, form.cleaned_data)
    except (RuleNotMet, Conflict) as refusal:
        form.refuse(refusal.detail, str(refusal.data.get("field", "")))
        return False
    return True


def row_of(model: type[CommunityModel], *related: str) -> Find:
    """Loads a row of this community by the key in the address."""

    def find(asked: Asked, key: Any) -> Any:
        rows: Any = model._default_manager
        found = rows.filter(community_id=asked.community.id, id=key)
        one = found.select_related(*related).first() if related else found.first()
        if one is None:
            raise NotSeen()
        return one

    return find
