"""Photos of an event: added, shown to everybody or not, removed."""

import uuid
from typing import Any, cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from linli.apps.activities.forms.organising import PhotosForm
from linli.apps.activities.operations.picturing import add_photos, remove_photo, show_photo
from linli.apps.activities.pages.work.acting import done, organiser
from linli.apps.activities.queries.finding import activity_of
from linli.apps.activities.queries.picturing import not_to_be_shown, photos_of
from linli.kernel.errors import NotSeen
from linli.web.asked import Asked, show


def photos(request: HttpRequest, slug: str, activity_id: uuid.UUID) -> HttpResponse:
    asked = organiser(cast(Asked, request))
    activity = activity_of(asked.community, asked.actor, activity_id)
    posted = request.method == "POST"
    form = PhotosForm(request.POST, request.FILES) if posted else PhotosForm()
    count = posted and done(
        form,
        lambda: add_photos(
            community=asked.community,
            actor=asked.actor,
            activity_id=activity.id,
            files=form.cleaned_data["photos"],
            agreed=form.cleaned_data["agreed"],
        ),
    )
    if count:
        messages.success(request, _("The photos are kept."))
        return redirect("activities:photos", slug=slug, activity_id=activity_id)
    context = {
        "activity": activity,
        "form": form,
        "photos": photos_of(asked.community, activity.id),
        "hidden": not_to_be_shown(asked.community, activity),
    }
    return show(request, "activities/work/photos.html", context, 422 if form.errors else 200)


@require_POST
def photo_act(
    request: HttpRequest, slug: str, activity_id: uuid.UUID, photo_id: uuid.UUID, noun: str
) -> HttpResponse:
    asked = organiser(cast(Asked, request))
    given: dict[str, Any] = {
        "community": asked.community,
        "actor": asked.actor,
        "activity_id": activity_id,
        "photo_id": photo_id,
    }
    if noun == "removals":
        remove_photo(**given)
    elif noun in ("showings", "hidings"):
        show_photo(**given, public=noun == "showings")
    else:
        raise NotSeen()
    return redirect("activities:photos", slug=slug, activity_id=activity_id)
