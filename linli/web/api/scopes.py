"""A program does only what its key was given for; people are judged by their roles alone."""

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar, cast

from django.utils.translation import gettext_lazy as _

from linli.kernel.access.actor import Role
from linli.kernel.errors import NotAllowed
from linli.web.asked import Asked

View = TypeVar("View", bound=Callable[..., Any])


def for_programs_with(scope: str) -> Callable[[View], View]:
    """Decorator of a view: NotAllowed `scope_missing` for a key of elsewhere or without it."""

    def wrap(view: View) -> View:
        @wraps(view)
        def checked(request: Asked, *args: Any, **kwargs: Any) -> Any:
            grants = request.actor.in_community(request.community.id)
            keys = [grant for grant in grants if grant.role == Role.PROGRAM]
            foreign = request.actor.ref.startswith("k:") and not keys
            if foreign or any(scope not in grant.scopes for grant in keys):
                raise NotAllowed(
                    "scope_missing", _("This key was not given for that."), scope=scope
                )
            return view(request, *args, **kwargs)

        return cast(View, checked)

    return wrap
