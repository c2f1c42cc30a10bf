import pytest

from linli.web.forms import HouseForm, LineField, ParagraphField
from linli.web.qr import qr_svg


class Notice(HouseForm):
    title = LineField(most=10)
    body = ParagraphField(most=20, required=False)


def test_invisible_steering_marks_are_gone_and_spaces_are_single() -> None:
    form = Notice({"title": "\u202e灯\x00 \t 坏\u200b了", "body": "一\r\n\r\n\r\n\r\n二"})
    assert form.is_valid()
    assert form.cleaned_data == {"title": "灯 坏了", "body": "一\n\n二"}


@pytest.mark.parametrize(
    ("title", "code"), [("长" * 11, "too_long"), ("\x00\u202e ", "required"), ("", "required")]
)
def test_text_that_cannot_be_taken_is_an_error_of_its_field(title: str, code: str) -> None:
    form = Notice({"title": title})
    assert [error.code for error in form.errors.as_data()["title"]] == [code]


def test_a_refusal_stands_under_its_field_or_above_the_form() -> None:
    form = Notice({"title": "灯"})
    form.refuse("taken", "title")
    form.refuse("closed", "unknown")
    assert form.errors == {"title": ["taken"], "__all__": ["closed"]}


def test_a_code_carries_its_title_escaped() -> None:
    drawn = qr_svg("https://linli.example/c/a/", "<b>&")
    assert drawn.startswith('<svg role="img" ')
    assert "<title>&lt;b&gt;&amp;</title>" in drawn
