"""Signed responses (docs/formats/response-signature.md)."""

from . import http, sm
from .errors import Refused, require
from .text import b64url

TAG, LABEL = "yufu-response-v1", "yufu"
PARAMETERS = {"created": int, "keyid": str, "alg": str, "tag": str}
AHEAD, BEHIND = 60, 120


def _request_signature(request):
    """The request's `signature` member `yufu` in canonical form, if it can be read."""
    try:
        members = request.dictionary("signature", several=True) or {}
        http.bytes_member(members[LABEL])
    except (Refused, KeyError):
        return None
    return http.member_text(members[LABEL])


def _request_nonce(request):
    try:
        text = request.field("yufu-request-nonce")
        return None if text is None else text if b64url(text, 16) else None
    except Refused:
        return None


def _expected(request):
    """(name, parameters) -> value of each component that this request calls for."""
    req = {"req": True}
    wanted = [
        ("@status", {}, None),
        ("content-type", {}, None),
        ("content-digest", {}, None),
        ("@method", req, request.raw["method"]),
        ("@path", req, request.raw["path"]),
    ]
    nonce = _request_nonce(request)
    if nonce is not None:
        wanted += [("yufu-request-nonce", {}, None), ("yufu-request-nonce", req, nonce)]
    signature = _request_signature(request)
    if signature is not None:
        wanted.append(("signature", {"key": LABEL, "req": True}, signature))
    return {_identifier(name, parameters): value for name, parameters, value in wanted}


def _identifier(name, parameters):
    return http.member_text(([(name, parameters)], {}))[1:-1]


def verify(request_raw, raw, keys, now=None):
    """Checks an answer; `keys` maps key ids to points. Returns the key id."""
    request, response = http.Message(request_raw), http.Message(raw)
    inputs = response.dictionary("signature-input", several=True) or {}
    signatures = response.dictionary("signature", several=True) or {}
    tagged = [
        label
        for label, member in inputs.items()
        if isinstance(member[0], list) and member[1].get("tag") == TAG
    ]
    require(tagged, "missing", "not signed")
    require(tagged == [LABEL] and LABEL in signatures, "malformed", "label")
    signature = http.bytes_member(signatures[LABEL])
    components, parameters = inputs[LABEL]
    require(set(parameters) == set(PARAMETERS), "malformed", "parameters")
    require(all(type(parameters[k]) is t for k, t in PARAMETERS.items()), "malformed", "type")

    require(_request_nonce(request) is not None, "missing", "request nonce")
    expected = _expected(request)
    found = [_identifier(name, own) for name, own in components]
    require(len(set(found)) == len(found), "malformed", "component twice")
    require(set(found) == set(expected), "missing", "component")
    echo = response.field("yufu-request-nonce")
    require(echo == _request_nonce(request), "other request")
    if now is not None:
        created = parameters["created"]
        require(created <= now + AHEAD, "not yet valid")
        require(now <= created + BEHIND, "expired")
    require(parameters["alg"] == "sm2-sm3", "algorithm")
    require(parameters["keyid"] in keys, "unknown key")

    lines = []
    for identifier in found:
        value = expected[identifier]
        if identifier == '"@status"':
            value = str(raw["status"])
        elif value is None:
            value = response.field(identifier.strip('"'))
        require(value is not None, "missing", identifier)
        lines.append(f"{identifier}: {value}\n")
    text = http.member_text(inputs[LABEL])
    base = ("".join(lines) + f'"@signature-params": {text}').encode()
    require(sm.verify(keys[parameters["keyid"]], base, signature), "signature")
    digest = http.read_content_digest(response)
    require(digest is not None and sm.same(digest, sm.sm3(response.body)), "digest")
    return parameters["keyid"]
