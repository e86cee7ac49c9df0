"""Enrolment requests (docs/formats/enrolment.md)."""

import re

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec

from . import sm
from .der import Reader, element, is_sorted_set, oid
from .errors import require

LIMIT = 1024
SM2_SIGNATURE = element(0x30, oid("1.2.156.10197.1.501"))
ECDSA = element(0x30, oid("1.2.840.10045.4.3.2"))
SUBJECT = element(
    0x30, element(0x31, element(0x30, oid("2.5.4.3"), element(0x0C, b"yufu device")))
)
P256_HEAD = bytes.fromhex("3059301306072a8648ce3d020106082a8648ce3d030107034200")
PASSWORD, NONCE, ALT_KEY, ALT_ALGORITHM, ALT_SIGNATURE = (
    oid(text)
    for text in (
        "1.2.840.113549.1.9.7",
        "1.2.840.113549.1.9.25.3",
        "2.5.29.72",
        "2.5.29.73",
        "2.5.29.74",
    )
)


def _attributes(reader):
    """Attribute type -> (whole attribute, its one value)."""
    found, order = {}, []
    while reader.more():
        whole, content = reader.raw(0x30)
        fields = Reader(content)
        kind, _ = fields.raw(0x06)
        values = fields.inside(0x31)
        fields.end()
        require(kind not in found, "malformed", "attribute twice")
        require(values.more(), "malformed", "no value")
        value, _ = values.raw(values.peek())
        values.end()
        found[kind] = (whole, value)
        order.append(whole)
    require(is_sorted_set(order), "malformed", "attributes not sorted")
    known = {PASSWORD, NONCE, ALT_KEY, ALT_ALGORITHM, ALT_SIGNATURE}
    require(set(found) <= known, "malformed", "unknown attribute")
    return found


def _signature_from_der(data):
    """r || s of a SEQUENCE of two INTEGER."""
    fields = Reader(data).only(0x30)
    r, s = fields.unsigned(), fields.unsigned()
    fields.end()
    require(r < 2**256 and s < 2**256, "signature")
    return r.to_bytes(32, "big") + s.to_bytes(32, "big")


def _hardware(found, version, subject, spki):
    """Whether the hardware key's proof holds, or None without such a key."""
    present = [kind in found for kind in (ALT_KEY, ALT_ALGORITHM, ALT_SIGNATURE)]
    if not any(present):
        return None
    require(all(present), "missing", "hardware_signature")
    key = found[ALT_KEY][1]
    require(len(key) == 91 and key.startswith(P256_HEAD), "field", "hardware_key")
    try:
        public = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), key[26:])
    except ValueError:
        require(False, "field", "hardware_key")
    require(found[ALT_ALGORITHM][1] == ECDSA, "algorithm")
    reader = Reader(found[ALT_SIGNATURE][1])
    signature = reader.bits()
    require(8 <= len(signature) <= 72, "malformed", "hardware signature")
    rest = sorted(whole for kind, (whole, _) in found.items() if kind != ALT_SIGNATURE)
    message = element(0x30, version, subject, spki, element(0xA0, *rest))
    try:
        public.verify(signature, message, ec.ECDSA(hashes.SHA256()))
    except InvalidSignature:
        return False
    return True


def read(data):
    """What a device asks for, after its own signature was checked."""
    require(len(data) <= LIMIT, "too large")
    request = Reader(data).only(0x30)
    info, content = request.raw(0x30)
    algorithm, _ = request.raw(0x30)
    signature = request.bits()
    request.end()
    require(algorithm == SM2_SIGNATURE, "algorithm")
    fields = Reader(content)
    version, number = fields.raw(0x02)
    require(number == b"\0", "version")
    subject, _ = fields.raw(0x30)
    require(subject == SUBJECT, "malformed", "subject")
    spki, _ = fields.raw(0x30)
    found = _attributes(fields.inside(0xA0))
    fields.end()
    require(PASSWORD in found, "missing", "challenge_password")
    require(NONCE in found, "missing", "random_nonce")
    reader = Reader(found[PASSWORD][1])
    code = reader.ascii(0x13)
    require(re.fullmatch("[A-Za-z0-9-]{8,64}", code), "field", "activation_code")
    nonce = Reader(found[NONCE][1]).take(0x04)
    require(len(nonce) == 32, "field", "random_nonce")
    device = sm.point_from_spki(spki)
    proof = _hardware(found, version, subject, spki)
    require(sm.verify(device, info, _signature_from_der(signature)), "signature")
    return {
        "activation_code": code,
        "challenge": nonce.hex(),
        "thumbprint": sm.thumbprint(device).hex(),
        "hardware": proof,
    }
