"""Where a figure opens: whole addresses, for files that leave the house."""

from django.conf import settings
from django.urls import reverse

from linli.apps.bulletins.queries.figures import Shown
from linli.kernel.community import Community


def rows_path(community: Community, shown: Shown) -> str:
    """The page of the rows behind a figure, with its days and its narrowing."""
    named = {"slug": community.slug, "key": shown.measure}
    return f"{reverse('bulletins:rows', kwargs=named)}?{shown.asked}"


def rows_url(community: Community, shown: Shown) -> str:
    return f"{settings.LINLI_BASE_URL}{rows_path(community, shown)}"


def bulletin_url(community: Community, slug: str) -> str:
    path = reverse("bulletins:bulletin", kwargs={"slug": community.slug, "key": slug})
    return f"{settings.LINLI_BASE_URL}{path}"
