"""The lists of sentences on the privacy and accessibility pages."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Lines = tuple[tuple[str | Promise, str | Promise], ...]

PURPOSES: Lines = (
    (
        _("What you tell us"),
        _(
            "To settle it and to answer you. A telephone is optional; it is deleted when the "
            "matter has been closed for the time the community has set."
        ),
    ),
    (
        _("Residents, households and homes"),
        _(
            "To know whom the community serves, and to check on those who asked for it. Each field "
            "has a stated purpose and an end date; the list is part of the documentation."
        ),
    ),
    (
        _("Log-ins of staff"),
        _(
            "To know who did what. We do not measure how long or how often somebody is online, "
            "and there is no ranking of people."
        ),
    ),
    (
        _("Network addresses"),
        _("Only scrambled and for one day, to slow down whoever tries passwords or codes."),
    ),
)
RIGHTS: Lines = (
    (_("See and copy"), _("All that is kept about you, on one page and as a file.")),
    (_("Correct"), _("What is wrong or out of date; the old value is not shown any more.")),
    (
        _("Withdraw consent"),
        _("Where something rests on your consent. What was done before stays lawful."),
    ),
    (
        _("Ask for deletion"),
        _("With a date by which it is done, or a reason in law why it cannot be."),
    ),
    (
        _("See who looked"),
        _("Every opening of your identity number or telephone, with its reason."),
    ),
    (
        _("Speak for somebody"),
        _("Guardians for a child or a ward; others with a mandate that can be taken back."),
    ),
)
WORKS: Lines = (
    (
        _("Large text 长辈版"),
        _("One tap on every page: bigger type, bigger buttons. Your device remembers it."),
    ),
    (
        _("Keyboard and screen reader"),
        _("Every page works without a mouse; pictures and maps have a sentence or a table."),
    ),
    (
        _("Without JavaScript, on old phones"),
        _("Forms and lists work in any browser; nothing is hidden behind a picture puzzle."),
    ),
    (
        _("Contrast, light and dark"),
        _("Text stands out clearly in both; a state is always a word and a shape, too."),
    ),
    (
        _("Paper"),
        _("Receipts and notices print in large type, with a code that opens the page."),
    ),
    (_("Three languages"), _("Simplified and traditional Chinese, and English.")),
)
LIMITS: Lines = (
    (
        _("Reading aloud"),
        _("The pages have no voice of their own; use the one of your phone or browser."),
    ),
    (_("Sign language"), _("There are no videos in sign language; the desk can write with you.")),
    (
        _("Wide tables of the staff"),
        _("On a phone they become cards, but long registers are easier on a desktop."),
    ),
    (_("Photos from residents"), _("They have no description unless somebody wrote one.")),
)
