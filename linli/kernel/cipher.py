"""Identity numbers and telephones at rest: encrypted, and found by a keyed digest.

The cipher is a setting (AES-GCM, or SM4-GCM where commercial-cryptography rules ask for it).
Stored form: "<key id>:<cipher>:<base64 of nonce and ciphertext>". The context (model, field) is
authenticated, so a value moved to another column does not open.
"""

import base64
import hmac
import os
from functools import lru_cache

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

NONCE = 12
TAG = 16


class CannotDecrypt(Exception):
    """Wrong key file, or the stored value was tampered with."""


@lru_cache(maxsize=8)
def _key(key_id: str) -> bytes:
    try:
        return bytes.fromhex(settings.LINLI_FIELD_KEYS[key_id])
    except KeyError as missing:
        raise CannotDecrypt(f"key {key_id} is not in the key file") from missing


def _newest() -> str:
    if not settings.LINLI_FIELD_KEYS:
        raise CannotDecrypt("there is no key file: run `linli init`")
    return max(settings.LINLI_FIELD_KEYS, key=int)


def encrypt(plain: str, context: str) -> str:
    if not plain:
        return ""
    key_id, nonce = _newest(), os.urandom(NONCE)
    body = _seal(settings.LINLI_CIPHER, _key(key_id), nonce, plain.encode(), context.encode())
    return f"{key_id}:{settings.LINLI_CIPHER}:{base64.b64encode(nonce + body).decode()}"


def decrypt(stored: str, context: str) -> str:
    """Plain text again; CannotDecrypt when the key or the value is not right."""
    if not stored:
        return ""
    try:
        key_id, cipher, body = stored.split(":", 2)
        raw = base64.b64decode(body)
        return _open(cipher, _key(key_id), raw[:NONCE], raw[NONCE:], context.encode()).decode()
    except CannotDecrypt:
        raise
    except Exception as trouble:
        raise CannotDecrypt("the stored value does not open with this key") from trouble


def lookup_digest(value: str, purpose: str) -> str:
    """Keyed hash: equal values are found without being readable. `purpose` keeps columns apart."""
    key = bytes.fromhex(settings.LINLI_LOOKUP_KEY)
    return hmac.digest(key, f"{purpose}:{value}".encode(), "sha256").hex()


def _seal(cipher: str, key: bytes, nonce: bytes, plain: bytes, context: bytes) -> bytes:
    if cipher == "aes-gcm":
        return AESGCM(key).encrypt(nonce, plain, context)
    if cipher == "sm4-gcm":
        sealer = Cipher(algorithms.SM4(key[:16]), modes.GCM(nonce)).encryptor()
        sealer.authenticate_additional_data(context)
        return sealer.update(plain) + sealer.finalize() + sealer.tag
    raise ValueError(f"LINLI_CIPHER {cipher} is not known: use aes-gcm or sm4-gcm")


def _open(cipher: str, key: bytes, nonce: bytes, body: bytes, context: bytes) -> bytes:
    if cipher == "aes-gcm":
        return AESGCM(key).decrypt(nonce, body, context)
    opener = Cipher(algorithms.SM4(key[:16]), modes.GCM(nonce, body[-TAG:])).decryptor()
    opener.authenticate_additional_data(context)
    return opener.update(body[:-TAG]) + opener.finalize()
