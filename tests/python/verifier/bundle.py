"""Key bundles (docs/formats/bundle.md)."""

from . import jws, sm
from .errors import require
from .text import (
    array,
    b64url,
    integer,
    is_name,
    is_visible,
    members,
    parse_object,
    string,
    to_b64url,
)

PURPOSES = ("response_signature", "input_encryption", "report_encryption")
DAY = 86_400
SKEW = 60


def verify(token, roots, now, last_sequence=None):
    """The claims of a bundle that one of the root keys signed."""
    keys = {to_b64url(sm.thumbprint(root)): (root, sm.DEFAULT_ID) for root in roots}
    payload, _ = jws.verify(token, "yufu-bundle+jwt", keys)
    require(len(payload) <= 16_384, "too large", "payload")
    claims = members(
        parse_object(payload), ("version", "iss", "sequence", "iat", "exp", "keys")
    )
    require(integer(claims["version"]) == 1, "version")
    require(is_visible(string(claims["iss"]), 128), "field", "iss")
    issued, expires = integer(claims["iat"]), integer(claims["exp"])
    sequence = integer(claims["sequence"])
    require(issued < expires <= issued + 366 * DAY, "field", "exp")
    entries = array(claims["keys"])
    require(len(entries) <= 32, "too large", "keys")
    seen_ids, seen_keys = set(), set()
    for entry in entries:
        members(entry, ("kid", "purpose", "public_key", "not_before", "not_after"))
        kid = string(entry["kid"])
        require(is_name(kid), "malformed", "kid")
        spki = b64url(string(entry["public_key"]))
        if string(entry["purpose"]) not in PURPOSES:
            continue
        sm.point_from_spki(spki)
        require(kid not in seen_ids and spki not in seen_keys, "field", "keys")
        seen_ids.add(kid)
        seen_keys.add(spki)
        require(integer(entry["not_before"]) < integer(entry["not_after"]), "field", "not_after")
    require(issued <= now + SKEW, "not yet valid")
    require(now < expires, "expired")
    require(last_sequence is None or sequence >= last_sequence, "rollback")
    claims["keys"] = [entry for entry in entries if entry["purpose"] in PURPOSES]
    return claims


def current(claims, purpose, now):
    """The id of the key to use for a purpose."""
    usable = [
        key
        for key in claims["keys"]
        if key["purpose"] == purpose and key["not_before"] <= now + SKEW and now < key["not_after"]
    ]
    newest = max(usable, key=lambda key: key["not_before"], default=None)
    return newest and newest["kid"]
