"""Forms of the list of practical deeds."""

import uuid
from typing import Any

from django import forms
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from linli.apps.cases.choices import DeedSource
from linli.apps.cases.models import Case
from linli.apps.cases.operations.deeds import Leader
from linli.apps.cases.queries.deeds import committee_posts
from linli.kernel.community import Community
from linli.web.forms import DayField, HouseForm, LineField, ParagraphField


class DeedForm(HouseForm):
    def __init__(self, community: Community, *args: Any, **kw: Any) -> None:
        self.community = community
        super().__init__(*args, **kw)
        for field in self.fields.values():
            if isinstance(field.widget, forms.Textarea):
                field.widget.attrs["rows"] = 4
        post = self.fields.get("post")
        if isinstance(post, forms.ChoiceField):
            held = [
                (str(row.id), f"{row.display_name} · {row.title}")
                for row in committee_posts(community)
            ]
            post.choices = [("", "—"), *held]


class LeaderForm(DeedForm):
    post = forms.ChoiceField(label=_("Who leads: member of the committees"), required=False)
    leader = LineField(label=_("or a name"), most=60, required=False)

    def led_by(self) -> Leader:
        post = self.cleaned_data["post"]
        return Leader(self.cleaned_data["leader"], "", uuid.UUID(post) if post else None)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not cleaned.get("post") and not cleaned.get("leader") and not self.errors:
            self.add_error("post", _t("Name who leads it."))
        return cleaned

    def given(self) -> dict[str, Any]:
        return {"leader": self.led_by()}


class NewDeedForm(LeaderForm):
    title = LineField(label=_("What is to be done"), most=80)
    source = forms.ChoiceField(label=_("Where the wish came from"), choices=DeedSource.choices)
    due_on = DayField(label=_("Done by"))
    text = ParagraphField(label=_("For whom, and how much"), most=2000, required=False)
    origin = LineField(
        label=_("Number of the need or report it grew from"), most=24, required=False
    )
    field_order = ("title", "source", "post", "leader", "due_on", "text", "origin")

    def clean_origin(self) -> uuid.UUID | None:
        typed = self.cleaned_data["origin"].upper().replace(" ", "")
        if not typed:
            return None
        rows = Case.objects.filter(community_id=self.community.id, number=typed)
        found = rows.values_list("id", flat=True).first()
        if found is None:
            raise forms.ValidationError(_t("There is no such case here."))
        return found

    def given(self) -> dict[str, Any]:
        typed = self.cleaned_data
        return {
            "title": typed["title"],
            "source": typed["source"],
            "due_on": typed["due_on"],
            "text": typed["text"],
            "origin_id": typed["origin"],
            "leader": self.led_by(),
        }


class NewsForm(DeedForm):
    news = ParagraphField(
        label=_("What is new"), most=500, help_text=_("Everybody reads it. No names of residents.")
    )

    def given(self) -> dict[str, Any]:
        return {"news": self.cleaned_data["news"]}


class EndForm(DeedForm):
    done = forms.ChoiceField(
        label=_("How it ended"),
        choices=[("yes", _("Done, as listed")), ("no", _("Not carried on"))],
        initial="yes",
        widget=forms.RadioSelect,
    )
    result = ParagraphField(
        label=_("What was done, or why not"), most=2000, help_text=_("Everybody reads it.")
    )

    def given(self) -> dict[str, Any]:
        return {"result": self.cleaned_data["result"], "done": self.cleaned_data["done"] == "yes"}
