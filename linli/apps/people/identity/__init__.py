"""Who somebody is on paper and by telephone: read, checked and masked, without storage."""

from linli.apps.people.identity.documents import (
    Flag,
    Identity,
    IdentityError,
    IdentityKind,
    Sex,
    check_digit,
    convert_fifteen,
    read_identity,
)
from linli.apps.people.identity.masks import mask_identity, mask_name, mask_phone
from linli.apps.people.identity.phones import Phone, PhoneError, PhoneKind, read_phone

__all__ = [
    "Flag",
    "Identity",
    "IdentityError",
    "IdentityKind",
    "Phone",
    "PhoneError",
    "PhoneKind",
    "Sex",
    "check_digit",
    "convert_fifteen",
    "mask_identity",
    "mask_name",
    "mask_phone",
    "read_identity",
    "read_phone",
]
