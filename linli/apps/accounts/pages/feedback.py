"""What people say about this platform, and what we answered."""

from django.http import HttpRequest, HttpResponse

from linli.apps.accounts.forms import FeedbackForm
from linli.web.asked import show


def feedback(request: HttpRequest) -> HttpResponse:
    form = FeedbackForm(initial={"page": request.GET.get("page", "")[:200]})
    return show(request, "accounts/feedback.html", {"form": form})
