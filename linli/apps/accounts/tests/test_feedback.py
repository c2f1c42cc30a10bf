from collections.abc import Callable

from django.test import Client
from django.urls import reverse

from linli.apps.accounts.models import Feedback
from linli.kernel.records.models import Record
from tests.cast import Cast

Visit = Callable[[str], Client]
HERE = reverse("accounts:feedback")
WORDS = "The button is too small for my thumb"
CONTACT = "138 0000 1234"


def test_every_foot_leads_to_the_page(cast: Cast, visit: Visit) -> None:
    assert f'href="{HERE}?page=/c/alpha/"' in visit("anonymous").get("/c/alpha/").text


def test_anybody_may_speak_and_the_contact_is_not_readable(cast: Cast, visit: Visit) -> None:
    typed = {"text": WORDS, "contact": CONTACT, "page": "/c/alpha/work/"}
    assert visit("anonymous").post(HERE, typed).status_code == 302
    said = Feedback.objects.get(community=cast.a)
    assert (said.text, said.page, said.said_by) == (WORDS, "/c/alpha/work/", None)
    assert CONTACT not in said.contact_cipher
    record = Record.objects.get(community=cast.a, verb="accounts.feedback_said")
    assert record.payload == {}


def test_words_from_no_community_go_to_the_top(cast: Cast, visit: Visit) -> None:
    visit("anonymous").post(HERE, {"text": WORDS, "page": "/c/unknown/"})
    assert Feedback.objects.filter(community=cast.d).count() == 1


def test_the_sixth_within_an_hour_waits_and_keeps_its_text(cast: Cast, visit: Visit) -> None:
    client = visit("anonymous")
    for _time in range(5):
        assert client.post(HERE, {"text": WORDS}).status_code == 302
    page = client.post(HERE, {"text": WORDS})
    assert page.status_code == 429
    assert WORDS in page.text


def test_an_answer_is_published_without_the_contact(cast: Cast, visit: Visit) -> None:
    visit("resident").post(HERE, {"text": WORDS, "contact": CONTACT, "page": "/c/alpha/"})
    said = Feedback.objects.get(community=cast.a)
    staff = visit("committee")
    listed = staff.get(reverse("accounts:work_feedback", args=["alpha"])).text
    assert WORDS in listed
    assert CONTACT in listed
    assert WORDS not in visit("anonymous").get(HERE).text
    answering = reverse("accounts:feedback_answers", args=["alpha", said.id])
    typed = {"answer": "It is larger now.", "public": "on"}
    assert staff.post(answering, typed).status_code == 302
    assert staff.post(answering, typed).status_code == 409
    public = visit("anonymous").get(HERE).text
    assert WORDS in public
    assert "It is larger now." in public
    assert CONTACT not in public
    assert "Resident" not in public
    assert "It is larger now." in visit("resident").get(HERE).text


def test_an_answer_for_one_stays_with_that_one(cast: Cast, visit: Visit) -> None:
    visit("resident").post(HERE, {"text": WORDS, "page": "/c/alpha/"})
    said = Feedback.objects.get(community=cast.a)
    answering = reverse("accounts:feedback_answers", args=["alpha", said.id])
    visit("system_admin").post(answering, {"answer": "Thank you.", "admin": "1"})
    assert "Thank you." in visit("resident").get(HERE).text
    assert "Thank you." not in visit("neighbour").get(HERE).text


def test_others_neither_see_nor_answer(cast: Cast, visit: Visit) -> None:
    visit("resident").post(HERE, {"text": WORDS, "page": "/c/alpha/"})
    said = Feedback.objects.get(community=cast.a)
    for who in ("outsider", "resident", "grid_worker", "audit_admin"):
        client = visit(who)
        assert client.get(reverse("accounts:work_feedback", args=["alpha"])).status_code == 403
        answering = reverse("accounts:feedback_answers", args=["alpha", said.id])
        assert client.post(answering, {"answer": "no"}).status_code == 403
    beta = reverse("accounts:feedback_answers", args=["beta", said.id])
    assert visit("outsider").post(beta, {"answer": "no"}).status_code == 404
