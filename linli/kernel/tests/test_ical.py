import datetime as dt

from icalendar import Calendar, Component

from linli.kernel.ical import Entry, feed

CHANGED = dt.datetime(2026, 3, 1, 1, 0, tzinfo=dt.UTC)
SHANGHAI = dt.timezone(dt.timedelta(hours=8))


def read(*entries: Entry) -> list[Component]:
    calendar = Calendar.from_ical(feed("期限 Deadlines", entries))
    assert str(calendar["X-WR-CALNAME"]) == "期限 Deadlines"
    return list(calendar.walk("VEVENT"))


def test_a_deadline_is_a_moment_in_utc_that_keeps_its_uid() -> None:
    due = dt.datetime(2026, 3, 10, 17, 30, tzinfo=SHANGHAI)
    entry = Entry("case-1", due, "AA-12 楼道灯", CHANGED, link="https://x.example/c/a", version=3)
    event = read(entry)[0]
    assert event.decoded("dtstart") == due
    assert "DTEND" not in event
    assert (str(event["UID"]), event["SEQUENCE"], str(event["STATUS"])) == (
        "case-1@linli",
        3,
        "CONFIRMED",
    )
    assert str(event["URL"]) == "https://x.example/c/a"


def test_what_fell_away_is_cancelled_and_reminds_no_more() -> None:
    due = dt.datetime(2026, 3, 10, 17, 30, tzinfo=SHANGHAI)
    hour = dt.timedelta(hours=1)
    kept = Entry("a", due, "kept", CHANGED, remind_before=hour)
    gone = Entry("b", due, "gone", CHANGED, remind_before=hour, cancelled=True)
    first, second = read(kept, gone)
    assert (str(first["STATUS"]), str(second["STATUS"])) == ("CONFIRMED", "CANCELLED")
    assert [len(list(event.walk("VALARM"))) for event in (first, second)] == [1, 0]
    assert first.walk("VALARM")[0].decoded("trigger") == -hour


def test_a_day_is_a_day_and_text_cannot_break_out_of_its_line() -> None:
    text = "one; two, three\\four\nBEGIN:VEVENT\r\nSUMMARY:forged"
    entry = Entry("d", dt.date(2026, 3, 10), "x", CHANGED, ends=dt.date(2026, 3, 11), text=text)
    events = read(entry)
    assert len(events) == 1
    assert events[0].decoded("dtstart") == dt.date(2026, 3, 10)
    assert str(events[0]["DESCRIPTION"]).replace("\r\n", "\n") == text.replace("\r\n", "\n")
    raw = feed("n", [entry])
    assert max(len(line) for line in raw.split(b"\r\n")) <= 75
    assert b"METHOD:PUBLISH" in raw
