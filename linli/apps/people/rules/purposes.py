"""What people may agree to. A new wording is a new version; older consents keep theirs."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from linli.kernel.catalogue import Text


@dataclass(frozen=True)
class Purpose:
    """`needed` False: the service goes on without it (PIPL article 16)."""

    code: str
    label: Text
    notice: Text
    version: int = 1


PURPOSES = {
    purpose.code: purpose
    for purpose in (
        Purpose(
            "care",
            _("Care tags"),
            _(
                "The community notes what makes your days harder, such as living alone, so that "
                "help reaches you. Only staff who serve you see it."
            ),
        ),
        Purpose(
            "skills",
            _("Skills and volunteering"),
            _("The community notes what you can and like to do, and asks you when it is needed."),
        ),
        Purpose(
            "party",
            _("Party membership"),
            _("The community notes that you are a member, to invite you to meetings and duties."),
        ),
        Purpose(
            "card",
            _("Resident card"),
            _("You get a card with a code that only community staff can read."),
        ),
        Purpose(
            "publish",
            _("Name and picture in public"),
            _("Your name or picture may stand in honours and reports that everybody can read."),
        ),
        Purpose(
            "contact",
            _("Messages about community life"),
            _("The community may tell you by telephone or message about what is on."),
        ),
    )
}
TAG_PURPOSES = {"care_tag": "care", "skill": "skills", "five_olds": "skills", "role": "skills"}
