"""Submit tokens (docs/formats/submit-token.md)."""

from .sm import sm3
from .text import b64url


def parse(text):
    return b64url(text, 32)


def store_key(token):
    return sm3(b"yufu submit token v1", token)
