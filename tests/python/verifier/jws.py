"""Signed objects (docs/formats/jws.md)."""

from . import sm
from .errors import require
from .text import b64url, is_name, members, parse_object, string

LIMIT = 131_072
HEADER_LIMIT = 512


def verify(token, typ, keys):
    """The payload and the key id; `keys` maps key ids to (point, signer's ID)."""
    require(len(token) <= LIMIT, "too large")
    parts = token.split(".")
    require(len(parts) == 3, "malformed", "parts")
    data = b64url(parts[0])
    require(len(data) <= HEADER_LIMIT, "too large", "header")
    header = members(parse_object(data), ("alg", "typ", "kid"))
    require(string(header["alg"]) == "SM2SM3", "algorithm")
    require(string(header["typ"]) == typ, "version", "typ")
    require(is_name(string(header["kid"])), "field", "kid")
    record = keys.get(header["kid"])
    require(record is not None, "unknown key")
    point, signer_id = record
    signature = b64url(parts[2])
    require(len(signature) == 64, "malformed", "signature")
    signed = f"{parts[0]}.{parts[1]}".encode("utf-8")
    payload = b64url(parts[1])
    require(sm.verify(point, signed, signature, signer_id), "signature")
    return payload, header["kid"]
