"""Envelopes (docs/formats/envelope.md)."""

from . import sm
from .der import Reader, element, is_sorted_set, oid
from .errors import require
from .text import is_name

CONTENT_LIMIT = 98_304
DER_LIMIT = 99_328
AUTH_ENVELOPED = oid("1.2.840.113549.1.9.16.1.23")
DATA = oid("1.2.840.113549.1.7.1")
SM2_ENCRYPTION = element(0x30, oid("1.2.156.10197.1.301.3"))
SM4_GCM = oid("1.2.156.10197.1.104.8")
CONTENT_TYPE = oid("1.2.840.113549.1.9.3")
CONTENT_HINT = oid("1.2.840.113549.1.9.16.2.4")
DESCRIPTIONS = {"report": "yufu-report+jwt", "enrolment": "yufu-enrolment+pkcs10"}


def _attribute(kind, value):
    return element(0x30, kind, element(0x31, value))


def _expected(kind):
    """The two attributes, in the order of DER."""
    description = element(0x0C, DESCRIPTIONS[kind].encode())
    hint = element(0x30, description, DATA)
    return sorted([_attribute(CONTENT_TYPE, DATA), _attribute(CONTENT_HINT, hint)])


def open_envelope(data, kind, keys):
    """The content and the key id; `keys` maps key ids to private scalars."""
    require(len(data) <= DER_LIMIT, "too large")
    info = Reader(data).only(0x30)
    require(info.raw(0x06)[0] == AUTH_ENVELOPED, "version", "content type")
    explicit = info.inside(0xA0)
    info.end()
    fields = explicit.inside(0x30)
    explicit.end()
    require(fields.integer() == 0, "version")
    recipients = fields.inside(0x31)
    recipient = recipients.inside(0x30)
    recipients.end()
    require(recipient.integer() == 2, "version", "recipient")
    kid = recipient.ascii(0x80)
    require(recipient.raw(0x30)[0] == SM2_ENCRYPTION, "algorithm", "key")
    wrapped = recipient.take(0x04)
    recipient.end()

    content = fields.inside(0x30)
    require(content.raw(0x06)[0] == DATA, "version", "content")
    algorithm = content.inside(0x30)
    require(algorithm.raw(0x06)[0] == SM4_GCM, "algorithm", "content")
    parameters = algorithm.inside(0x30)
    algorithm.end()
    nonce, icv = parameters.take(0x04), parameters.integer()
    parameters.end()
    require(len(nonce) == 12 and icv == 16, "algorithm", "parameters")
    encrypted = content.take(0x80)
    content.end()
    require(len(encrypted) <= CONTENT_LIMIT, "too large", "content")

    attributes = fields.take(0xA1)
    mac = fields.take(0x04)
    fields.end()
    require(len(mac) == 16, "malformed", "mac")
    reader, found = Reader(attributes), []
    while reader.more():
        found.append(reader.raw(0x30)[0])
    require(is_sorted_set(found), "malformed", "attributes not sorted")
    require(found == _expected(kind), "version", "attributes")
    require(is_name(kid), "field", "key id")
    require(kid in keys, "unknown key")

    key = sm.decrypt(keys[kid], wrapped)
    require(len(key) == 16, "decryption")
    return sm.sm4_gcm_open(key, nonce, element(0x31, attributes), encrypted, mac), kid
