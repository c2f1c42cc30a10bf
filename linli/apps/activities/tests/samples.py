"""An announced activity with a sign-up, and a draft nobody else may see, for the address walk."""

from linli.apps.activities.tests.conftest import Hall
from linli.apps.people.public import Person
from linli.kernel import clock
from tests.cast import Cast


def samples(cast: Cast) -> dict[str, object]:
    hall = Hall(cast, [])
    begin = clock.local(clock.now(), cast.a).replace(microsecond=0)
    session = hall.session(
        hall.activity("邻里故事会", open_door=True), start=begin.isoformat()[:19]
    )
    subject = Person.objects.filter(community_id=cast.a.id).order_by("registered_at")[0]
    row = hall.sign_up(session, subject, hall.staff)
    return {
        "activities.activity_id": session.activity_id,
        "activities.session_id": session.id,
        "activities.sign_up_id": row.id,
        "activities.person_id": subject.id,
    }
