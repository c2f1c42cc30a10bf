"""What people type about accounts."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from linli.apps.accounts.choices import ROLES, Scope, SecondFactor
from linli.kernel.community import Community, CommunityKind
from linli.web.forms import DayField, HouseForm, LineField, ParagraphField


def password_field(label: Any, complete: str, help_text: Any = "") -> forms.CharField:
    widget = forms.PasswordInput(attrs={"autocomplete": complete, "class": "in"})
    return forms.CharField(
        label=label, max_length=200, strip=False, widget=widget, help_text=help_text
    )


class SignInForm(HouseForm):
    login = LineField(
        most=60,
        label=_("Log-in name"),
        widget=forms.TextInput(
            attrs={"autocomplete": "username", "autocapitalize": "none", "class": "in"}
        ),
    )
    password = password_field(_("Password"), "current-password")


class CodeForm(HouseForm):
    code = LineField(
        most=24,
        label=_("Code"),
        help_text=_("Six digits from your app, or one of your recovery codes."),
        widget=forms.TextInput(
            attrs={"autocomplete": "one-time-code", "autocapitalize": "none", "class": "in"}
        ),
    )


class PasswordForm(HouseForm):
    old = password_field(_("Present password"), "current-password")
    new = password_field(
        _("New password"),
        "new-password",
        _("At least 10 characters. Three or four words that only you put together are good."),
    )
    repeat = password_field(_("New password again"), "new-password")

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if cleaned.get("new") and cleaned.get("new") != cleaned.get("repeat"):
            self.add_error("repeat", _("The two are not the same."))
        return cleaned


class LooksForm(HouseForm):
    language = forms.ChoiceField(
        label=_("Language"),
        required=False,
        choices=[
            ("", _("as the browser wishes")),
            ("zh-hans", "简体中文"),
            ("zh-hant", "繁體中文"),
            ("en", "English"),
        ],
    )
    large = forms.BooleanField(label=_("Large text on every device"), required=False)


class FeedbackForm(HouseForm):
    text = ParagraphField(
        most=2000,
        label=_("What should be better, or what works well?"),
        widget=forms.Textarea(attrs={"class": "in", "rows": 6}),
    )
    contact = LineField(
        most=120,
        required=False,
        label=_("How to reach you"),
        help_text=_("Telephone or e-mail, if you want the answer yourself. Never published."),
    )
    page = forms.CharField(max_length=200, required=False, widget=forms.HiddenInput)


class AnswerForm(HouseForm):
    answer = ParagraphField(
        most=2000, label=_("Answer"), widget=forms.Textarea(attrs={"class": "in", "rows": 4})
    )
    public = forms.BooleanField(
        label=_("Publish words and answer, without the contact"), required=False
    )


class AccountForm(HouseForm):
    name = LineField(most=60, label=_("Name of the person"))
    login = LineField(
        most=60,
        label=_("Log-in name"),
        help_text=_("A staff number or telephone; small letters, no spaces."),
        widget=forms.TextInput(
            attrs={"autocapitalize": "none", "autocomplete": "off", "class": "in"}
        ),
    )
    email = forms.EmailField(
        label=_("E-mail"), required=False, max_length=254, help_text=_("For notices of work.")
    )
    community = forms.ChoiceField(label=_("Belongs to"))

    def __init__(self, *args: Any, homes: list[Community], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose_home(self, "community", homes)


class RoleForm(HouseForm):
    role = forms.ChoiceField(label=_("Role"), choices=ROLES)
    community = forms.ChoiceField(label=_("Community"))
    since = DayField(label=_("From"))
    until = DayField(label=_("Until"), required=False, help_text=_("Empty: until further notice."))
    narrow = forms.ChoiceField(
        label=_("Only for"),
        required=False,
        help_text=_("The grid of a grid worker, the organisation of a partner."),
    )

    def __init__(
        self, *args: Any, homes: list[Community], narrow: list[tuple[str, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        choose_home(self, "community", homes)
        self.narrows = bool(narrow)
        pick = self.fields["narrow"]
        if isinstance(pick, forms.ChoiceField):
            pick.choices = [("", _("everything the role reaches")), *narrow]


class EndForm(HouseForm):
    until = DayField(label=_("Last day"), required=False)


class KeyForm(HouseForm):
    name = LineField(most=80, label=_("What is it for?"))
    community = forms.ChoiceField(label=_("Community"))
    keeper = LineField(
        most=60,
        label=_("Who answers for it"),
        help_text=_("The log-in name of the person; it stands on their account page."),
        widget=forms.TextInput(attrs={"autocapitalize": "none", "class": "in"}),
    )
    organisation = forms.ChoiceField(
        label=_("Organisation"),
        required=False,
        help_text=_("The key then sees only what is this organisation's."),
    )
    scopes = forms.MultipleChoiceField(
        label=_("What may it do?"), choices=Scope.choices, widget=forms.CheckboxSelectMultiple
    )
    until = DayField(label=_("Last day"))

    def __init__(
        self, *args: Any, homes: list[Community], units: list[tuple[str, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        choose_home(self, "community", homes)
        pick = self.fields["organisation"]
        if isinstance(pick, forms.ChoiceField):
            pick.choices = [("", _("none")), *units]


class RuleForm(HouseForm):
    community = forms.ChoiceField(label=_("Community"))
    value = forms.ChoiceField(
        label=_("Who must give a second factor"),
        choices=SecondFactor.choices,
        widget=forms.RadioSelect,
    )
    effective_from = DayField(label=_("From"))
    source = LineField(
        most=200, label=_("On what ground"), help_text=_("A rule, a decision, its date.")
    )

    def __init__(self, *args: Any, homes: list[Community], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose_home(self, "community", homes)


class DeskForm(HouseForm):
    """What stands on every page of a community: its names and how to reach a person."""

    name_hans = LineField(most=60, label=_("Name in simplified Chinese"))
    name_hant = LineField(most=60, required=False, label=_("Name in traditional Chinese"))
    name_en = LineField(most=80, required=False, label=_("Name in English"))
    phone = LineField(most=40, required=False, label=_("Telephone of the desk"))
    supervision_phone = LineField(most=40, required=False, label=_("Supervision telephone"))
    address = LineField(most=200, required=False, label=_("Address of the desk"))

    def contact(self) -> dict[str, Any]:
        names = {
            "zh-hans": self.cleaned_data["name_hans"],
            "zh-hant": self.cleaned_data["name_hant"],
            "en": self.cleaned_data["name_en"],
        }
        rest = ("phone", "supervision_phone", "address")
        return {
            "names": {language: name for language, name in names.items() if name},
            **{name: self.cleaned_data[name] for name in rest},
        }


class CommunityForm(DeskForm):
    parent = forms.ChoiceField(label=_("Stands below"))
    kind = forms.ChoiceField(
        label=_("Kind"),
        choices=[
            (CommunityKind.COMMUNITY, CommunityKind.COMMUNITY.label),
            (CommunityKind.STREET, CommunityKind.STREET.label),
        ],
    )
    slug = forms.SlugField(
        label=_("Address word"),
        max_length=40,
        help_text=_("Stands in the address of its pages, and never changes."),
    )
    code = forms.RegexField(
        r"^[A-Za-z]{2,6}$",
        label=_("Code letters"),
        help_text=_("Two to six letters; case numbers begin with them. Never changes."),
        error_messages={"invalid": _("Two to six letters from A to Z.")},
    )

    def __init__(self, *args: Any, homes: list[Community], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        above = [home for home in homes if home.kind != CommunityKind.COMMUNITY]
        choose_home(self, "parent", above)


class AuditForm(HouseForm):
    actor = LineField(most=80, required=False, label=_("Who"))
    verb = forms.ChoiceField(required=False, label=_("What"))
    thing = LineField(most=60, required=False, label=_("On what"))
    since = DayField(required=False, label=_("From"))
    until = DayField(required=False, label=_("Until"))
    community = forms.ChoiceField(required=False, label=_("Community"))

    def __init__(self, *args: Any, homes: list[Community], verbs: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose_home(self, "community", homes, _("everywhere"))
        pick = self.fields["verb"]
        if isinstance(pick, forms.ChoiceField):
            pick.choices = [("", _("everything")), *[(name, name) for name in verbs]]


def choose_home(form: HouseForm, field: str, homes: list[Community], none: Any = None) -> None:
    pick = form.fields[field]
    choices: list[tuple[str, Any]] = [] if none is None else [("", none)]
    choices += [(home.slug, home.name) for home in homes]
    if isinstance(pick, forms.ChoiceField):
        pick.choices = choices
