"""Environment reports (docs/formats/report.md)."""

import re

from . import envelope, jws
from .errors import Refused, require
from .text import array, b64url, integer, members, parse_object, string

REQUIRED = (
    "version eat_nonce iat ueid counter pack sdk app osname osversion findings facts".split()
)
FINDING = "code category severity confidence state layer micros".split()
CHOICES = {
    "severity": ("info", "low", "medium", "high"),
    "confidence": ("low", "medium", "high"),
    "state": ("detected", "clean", "unobservable", "error"),
    "layer": ("native", "host", "attestation"),
}


def _printable(value, least=1):
    text = string(value)
    require(re.fullmatch(rf"[ -~]{{{least},64}}", text), "field", "printable")


def _code(value):
    text = string(value)
    require(re.fullmatch(r"[a-z0-9._-]{1,64}", text), "field", "code")
    return text


def _ascending(names, what):
    encoded = [name.encode() for name in names]
    require(all(a < b for a, b in zip(encoded, encoded[1:])), "field", what)


def read_claims(payload):
    require(len(payload) <= 65_536, "too large", "payload")
    claims = members(parse_object(payload), REQUIRED, ("chain", "transaction_digest"))
    require(integer(claims["version"]) == 1, "version")
    b64url(claims["eat_nonce"], 32)
    integer(claims["iat"])
    ueid = b64url(claims["ueid"], 33)
    require(ueid[0] == 1, "field", "ueid")
    integer(claims["counter"])
    if "chain" in claims:
        chain = members(claims["chain"], ("link", "previous"))
        links = [b64url(link, 16) for link in [chain["link"], *array(chain["previous"])]]
        require(len(links) <= 33 and len(set(links)) == len(links), "field", "chain")
    if "transaction_digest" in claims:
        b64url(claims["transaction_digest"], 32)
    for name in ("pack", "sdk", "app"):
        pair = members(claims[name], ("id", "version"))
        _printable(pair["id"])
        _printable(pair["version"])
    _printable(claims["osname"])
    _printable(claims["osversion"], 0)
    findings, facts = array(claims["findings"]), array(claims["facts"])
    require(len(findings) <= 256 and len(facts) <= 64, "too large")
    for finding in findings:
        members(finding, FINDING, ("evidence", "text"))
        for name, choices in CHOICES.items():
            require(string(finding[name]) in choices, "malformed", name)
        _code(finding["category"])
        require(integer(finding["micros"]) < 2**32, "malformed", "micros")
        if "evidence" in finding:
            b64url(finding["evidence"], 32)
        if "text" in finding:
            require(len(string(finding["text"]).encode()) <= 1024, "field", "text")
    _ascending([_code(finding["code"]) for finding in findings], "findings")
    for fact in facts:
        members(fact, ("name", "value"))
        require(len(string(fact["value"]).encode()) <= 256, "field", "facts")
    _ascending([_code(fact["name"]) for fact in facts], "facts")
    return claims


def verify(token, keys):
    """The claims and the key id of a report that came out of its envelope."""
    payload, kid = jws.verify(token, "yufu-report+jwt", keys)
    return read_claims(payload), kid


def open_report(data, report_keys, device_keys):
    content, _ = envelope.open_envelope(data, "report", report_keys)
    try:
        token = content.decode("ascii")
    except UnicodeDecodeError:
        raise Refused("malformed", "JWS") from None
    return verify(token, device_keys)
