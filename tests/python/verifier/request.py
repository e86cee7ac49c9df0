"""Signed requests (docs/formats/request-signature.md), with the reasons of rejections.md."""

import re

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature

from . import http, sm
from .errors import Refused, require
from .text import b64url, is_name

TAG, LABEL = "yufu-request-v1", "yufu"
HW_TAG, HW_LABEL = "yufu-hw-v1", "hw"
ALWAYS = ("@method", "@authority", "@path", "@query", "content-digest")
OWN = {
    "content-type": None,
    "yufu-session": 16,
    "yufu-sequence": "integer",
    "yufu-submit-token": 32,
    "yufu-challenge": 32,
    "yufu-request-nonce": 16,
}
PARAMETERS = {"created": int, "expires": int, "nonce": str, "keyid": str, "alg": str, "tag": str}
ALGORITHMS = ("sm2-sm3", "hmac-sm3")
NEEDS = {
    "session": (("yufu-session", "yufu-sequence"), "session_missing"),
    "submit_token": (("yufu-submit-token",), "submit_token_missing"),
}
LIFETIME, SKEW = 120, 60


class Rejected(Exception):
    """One reason of rejections.md."""

    def __init__(self, reason):
        super().__init__(reason)
        self.reason = reason


def reject_unless(condition, reason):
    if not condition:
        raise Rejected(reason)


class Signed:
    """A request that was read but not yet believed."""

    def __init__(self, raw):
        try:
            self.message = http.Message(raw)
        except Refused as refused:
            reasons = {
                "too large": "request_too_large",
                "content encoding": "content_encoding_refused",
            }
            raise Rejected(reasons.get(refused.kind, "malformed_request")) from None
        try:
            self._read_signature()
            self._read_fields()
        except Refused as refused:
            raise Rejected("signature_malformed") from refused

    def _read_signature(self):
        inputs = self.message.dictionary("signature-input", several=True) or {}
        signatures = self.message.dictionary("signature", several=True) or {}
        tagged = [label for label, member in inputs.items() if self._tag(member) == TAG]
        reject_unless(tagged, "signature_missing")
        reject_unless(len(tagged) == 1, "signature_ambiguous")
        require(tagged == [LABEL], "malformed", "label")
        self.inputs, self.signatures = inputs, signatures
        member = inputs[LABEL]
        self.components = self._components(member)
        parameters = member[1]
        require(set(parameters) == set(PARAMETERS), "malformed", "parameters")
        for name, kind in PARAMETERS.items():
            require(type(parameters[name]) is kind, "malformed", name)
        self.parameters = parameters
        require(parameters["created"] >= 0 and parameters["expires"] >= 0, "malformed", "time")
        self.nonce = b64url(parameters["nonce"], 16)
        require(is_name(parameters["keyid"]), "malformed", "keyid")
        require(LABEL in signatures, "malformed", "no signature")
        self.signature = http.bytes_member(signatures[LABEL])

    @staticmethod
    def _tag(member):
        is_list = isinstance(member, tuple) and isinstance(member[0], list)
        tag = member[1].get("tag") if is_list else None
        return tag if type(tag) is str else None

    @staticmethod
    def _components(member):
        names = []
        for name, parameters in member[0]:
            require(type(name) is str and not parameters, "malformed", "component")
            require(name in ALWAYS or name in OWN, "malformed", "component")
            names.append(name)
        require(len(set(names)) == len(names), "malformed", "component twice")
        return names

    def _read_fields(self):
        self.values = {}
        for name, size in OWN.items():
            value = self.message.field(name)
            if value is None:
                continue
            if size == "integer":
                require(re.fullmatch("0|[1-9][0-9]{0,14}", value), "malformed", name)
                self.values[name] = int(value)
            else:
                self.values[name] = value if size is None else b64url(value, size)
        self.digest = http.read_content_digest(self.message)

    def value(self, name):
        raw = self.message.raw
        special = {
            "@method": lambda: raw["method"],
            "@authority": self.message.authority,
            "@path": lambda: raw["path"],
            "@query": lambda: "?" + raw["query"],
        }
        return special[name]() if name in special else self.message.field(name)

    def base(self, label=LABEL):
        member = self.inputs[label]
        lines = [f'"{name}": {self.value(name)}\n' for name in self.components]
        return ("".join(lines) + f'"@signature-params": {http.member_text(member)}').encode()

    def check_covered(self, needed):
        """Exactly what is always covered and what is there; all that the route demands."""
        covered = set(self.components)
        reject_unless(set(needed) | set(ALWAYS) <= covered, "component_missing")
        reject_unless(covered - set(ALWAYS) == set(self.values), "component_missing")

    def check_lifetime(self, now):
        created, expires = self.parameters["created"], self.parameters["expires"]
        reject_unless(1 <= expires - created <= LIFETIME, "lifetime_too_long")
        reject_unless(created <= now + SKEW, "request_from_future")
        reject_unless(now <= expires, "request_expired")

    def check_signature(self, record):
        if record["alg"] == "hmac-sm3":
            good = sm.same(sm.hmac(record["secret"], self.base()), self.signature)
        else:
            good = sm.verify(record["key"], self.base(), self.signature, record["signer_id"])
        reject_unless(good, "signature_invalid")

    def check_hardware(self, key):
        """The second signature, by the enrolled P-256 key (65 bytes, uncompressed)."""
        reject_unless(key is not None and HW_LABEL in self.inputs, "hw_signature_missing")
        member = self.inputs[HW_LABEL]
        try:
            require(self._tag(member) == HW_TAG, "malformed")
            require(self._components(member) == self.components, "malformed")
            expected = dict(self.parameters, alg="ecdsa-p256-sha256", tag=HW_TAG)
            require(member[1] == expected, "malformed")
            require(HW_LABEL in self.signatures, "malformed")
            signature = http.bytes_member(self.signatures[HW_LABEL])
            require(len(signature) == 64, "malformed")
            public = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), key)
            numbers = (int.from_bytes(half, "big") for half in (signature[:32], signature[32:]))
            der = encode_dss_signature(*numbers)
            public.verify(der, self.base(HW_LABEL), ec.ECDSA(hashes.SHA256()))
        except (Refused, InvalidSignature):
            raise Rejected("hw_signature_invalid") from None

    def check_digest(self):
        reject_unless(self.digest is not None, "digest_missing")
        reject_unless(sm.same(self.digest, sm.sm3(self.message.body)), "digest_mismatch")


def verify(raw, now, records, needs=(), money=False):
    """Steps 1 to 7 of the page; the signed request on success."""
    signed = Signed(raw)
    record = records.get(signed.parameters["keyid"])
    reject_unless(record is not None, "key_unknown")
    reject_unless(not record.get("revoked"), "key_revoked")
    reject_unless(record["alg"] == signed.parameters["alg"], "algorithm_refused")
    reject_unless(not (money and record["alg"] == "hmac-sm3"), "algorithm_refused")
    demanded = {"yufu-request-nonce"}
    for need, (components, reason) in NEEDS.items():
        if need in needs:
            reject_unless(signed.message.lines(components[0]), reason)
            demanded |= set(components)
    signed.check_covered(demanded)
    signed.check_lifetime(now)
    signed.check_signature(record)
    if "hardware" in needs:
        signed.check_hardware(record["hardware"])
    signed.check_digest()
    return signed
