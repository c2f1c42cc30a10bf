"""Fields that people need often: a home by its address, a person by name or number."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from linli.apps.people.models import Person
from linli.apps.people.queries import Asked as Wanted
from linli.apps.people.queries import home_of, search_people
from linli.apps.places.public import Place, PlaceKind, find_place
from linli.kernel.access.actor import Actor
from linli.kernel.community import Community
from linli.web.forms import DayField, HouseForm, LineField

LIVED_IN = (PlaceKind.DWELLING, PlaceKind.SHOP)
MOST_NAMESAKES = 5


class HomeField(LineField):
    """An address; `PeopleForm.place_in` makes a place of it."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", gettext_lazy("Home address"))
        kwargs.setdefault("help_text", gettext_lazy("Such as 2号楼4单元302"))
        super().__init__(most=200, **kwargs)


class SinceField(DayField):
    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", gettext_lazy("Since"))
        kwargs.setdefault("required", False)
        kwargs.setdefault("help_text", gettext_lazy("Empty: today"))
        super().__init__(**kwargs)


class PeopleForm(HouseForm):
    """A form that knows where and by whom it is filled in."""

    def __init__(self, *args: Any, community: Community, actor: Actor, **kwargs: Any) -> None:
        self.community, self.actor = community, actor
        super().__init__(*args, **kwargs)

    def place_in(self, name: str) -> Place | None:
        """The home that an address names; an error under the field when there is none."""
        typed = self.cleaned_data.get(name, "")
        if not typed:
            return None
        found = find_place(self.community, typed)
        place = found.place
        if place is None or place.kind not in LIVED_IN or not found.exact:
            self.add_error(name, _("This home is not in the register of places. Check it again."))
            return None
        return place

    def person_in(self, name: str) -> Person | None:
        """The one person that a number, or a name nobody else has, names."""
        typed = self.cleaned_data.get(name, "")
        found = list(search_people(self.actor, self.community, Wanted(text=typed))[:20])
        same = [person for person in found if person.name == typed] or found
        if len(same) == 1:
            return same[0]
        self.add_error(name, self._which(same) if same else _("Nobody is found under this."))
        return None

    def _which(self, people: list[Person]) -> str:
        shown = []
        for person in people[:MOST_NAMESAKES]:
            home = home_of(person)
            place = home.place.name if home else ""
            shown.append(f"{person.short_number} {person.name} {place}".strip())
        return _("Several are meant; write the number: %(people)s") % {"people": "; ".join(shown)}


def choice_with_empty(choices: Any, empty: Any) -> list[tuple[str, Any]]:
    return [("", empty), *choices]
