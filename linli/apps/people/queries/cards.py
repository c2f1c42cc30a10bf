"""The code on a card: made from the card's id with the key, so that it can be printed again."""

from linli.apps.people.models import Card, Person
from linli.kernel.access.actor import Actor
from linli.kernel.access.permissions import get_visible
from linli.kernel.cipher import lookup_digest
from linli.kernel.community import Community
from linli.kernel.errors import NotSeen

TOKEN = "people.card.token"  # noqa: S105  a purpose, not a secret
DIGEST = "people.card"
LENGTH = 32


def card_token(card: Card) -> str:
    return lookup_digest(str(card.id), TOKEN)[:LENGTH]


def token_digest(token: str) -> str:
    return lookup_digest(token, DIGEST)


def person_by_card(actor: Actor, community: Community, token: str) -> Person:
    """For staff who read the code; a revoked card opens nothing."""
    card = Card.objects.filter(
        community_id=community.id, token_hash=token_digest(token), revoked_on__isnull=True
    ).first()
    if card is None:
        raise NotSeen("card_not_found")
    rows = Person.objects.filter(erased_at__isnull=True)
    return get_visible(actor, "people.cards", rows, community.id, id=card.person_id)
