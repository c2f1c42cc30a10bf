"""All acts on a case, in the order in which a page offers them, and which comes first when."""

from dataclasses import dataclass, field

from linli.apps.cases.choices import CaseState
from linli.apps.cases.pages.work.acts import deciding, ending, handling, sending
from linli.apps.cases.pages.work.acts.act import Act
from linli.apps.cases.queries.folder import Folder
from linli.kernel.access.actor import Role

ALL = (*deciding.ACTS, *sending.ACTS, *handling.ACTS, *ending.ACTS)
BY_NOUN = {act.noun: act for act in ALL}
KEYS = frozenset(key for act in ALL for key in act.keys)

# What the page offers as its one solid button; the first that is open for this reader.
FIRST = ("extension-decisions", "reopen-decisions", "exclusion-reviews", "assist-answers")
NEXT = {
    CaseState.REGISTERED: ("acceptances", "settlements"),
    CaseState.ACCEPTED: ("dispatches", "settlements"),
    CaseState.REOPENED: ("dispatches", "settlements"),
    CaseState.OBJECTED: ("determinations",),
    CaseState.DISPATCHED: ("signatures",),
    CaseState.SIGNED: ("contacts", "starts"),
    CaseState.CONTACTED: ("results", "starts"),
    CaseState.HANDLING: ("results",),
    CaseState.HUNG: ("resumptions",),
    CaseState.REPORTED_DONE: ("site-checks", "closures"),
    CaseState.CHECKED: ("closures",),
    CaseState.CLOSED: ("call-backs",),
    CaseState.ANSWERED: ("archivings",),
    CaseState.CALLED_BACK: ("call-backs", "archivings"),
    CaseState.DECLINED: ("archivings",),
    CaseState.MERGED: ("separations",),
}
SHOWN = 4
OWN_WORK = {"settlements"}  # not while somebody else is at it


@dataclass
class Offer:
    """What the reader may do now: one first, a few beside it, the rest behind "more"."""

    first: Act | None = None
    others: list[Act] = field(default_factory=list)
    in_their_place: list[Act] = field(default_factory=list)
    more: list[Act] = field(default_factory=list)

    @property
    def is_empty(self) -> bool:
        return not (self.first or self.others or self.in_their_place or self.more)


def offer_of(folder: Folder) -> Offer:
    """Unit's own steps are offered to staff only in its place, apart from their own."""
    offer = Offer()
    for act in (each for each in ALL if not each.shows and each.is_open(folder)):
        if act.by_handler and folder.in_other_hands:
            offer.in_their_place.append(act)
        elif act.rare or (folder.in_other_hands and act.noun in OWN_WORK):
            offer.more.append(act)
        else:
            offer.others.append(act)
    wanted = (*_urgent(folder), *NEXT.get(CaseState(folder.case.state), ()))
    ready = {act.noun: act for act in offer.others}
    offer.first = next((ready[noun] for noun in wanted if noun in ready), None)
    if offer.first is not None:
        offer.others.remove(offer.first)
    offer.more = [*offer.others[SHOWN:], *offer.more]
    offer.others = offer.others[:SHOWN]
    return offer


def _urgent(folder: Folder) -> tuple[str, ...]:
    if folder.is_mine:
        return (*FIRST, "supervision-answers", *_one_hand(folder))
    return (*FIRST, *_one_hand(folder))


def _one_hand(folder: Folder) -> tuple[str, ...]:
    """A grid worker settles on the spot first; the office decides first."""
    roles = folder.actor.roles(folder.community.id)
    in_office = roles & {Role.COMMITTEE, Role.CHIEF}
    return ("settlements",) if Role.GRID_WORKER in roles and not in_office else ()
