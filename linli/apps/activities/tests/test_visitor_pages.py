"""Without a log-in: a name and a telephone are enough where the activity says so."""

from linli.apps.activities.tests.conftest import Hall
from linli.apps.activities.tests.test_public_pages import Visit, page_of
from linli.apps.participation.public import Participation


def test_a_name_and_a_telephone_are_enough_where_the_activity_says_so(
    hall: Hall, visit: Visit, day: None
) -> None:
    opened = hall.session(hall.activity(open_door=True), capacity=1)
    shut = hall.session(hall.activity("会员课"))
    client = visit("anonymous")
    door = f"{page_of(opened)}dates/{opened.id}/visitors/"
    assert door in client.get(page_of(opened)).text
    assert client.get(f"{page_of(shut)}dates/{shut.id}/visitors/").status_code == 404
    wrong = client.post(door, {"name": "刘伯", "phone": "12", "guests": ""})
    assert wrong.status_code == 422
    assert "刘伯" in wrong.text
    receipt = client.post(door, {"name": "刘伯", "phone": "13900007777", "guests": ""}).headers[
        "Location"
    ]
    row = Participation.objects.get(community_id=hall.a.id, subject__name="刘伯")
    assert (row.state, row.door) == ("confirmed", "self")
    assert "刘伯 has a place" in client.get(receipt).text or "You have a place" in (
        client.get(receipt).text
    )
    again = client.post(door, {"name": "刘伯", "phone": "13900007777", "guests": ""})
    assert again.status_code == 422
    assert client.get(f"{receipt[:-5]}xxxx/").status_code == 404
    assert client.post(f"{receipt}withdrawals/").status_code == 302
    assert hall.fresh(row).state == "withdrawn"


def test_nobody_fills_a_hall_from_one_address(hall: Hall, visit: Visit, day: None) -> None:
    session = hall.session(hall.activity(open_door=True))
    client, door = visit("anonymous"), f"{page_of(session)}dates/{session.id}/visitors/"
    codes = [
        client.post(door, {"name": f"客人{n}", "phone": f"139{n:08d}", "guests": ""}).status_code
        for n in range(21)
    ]
    assert codes == [302] * 20 + [429]
