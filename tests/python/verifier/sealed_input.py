"""Sealed input (docs/formats/sealed-input.md)."""

import os
import re

from . import sm
from .der import Reader, element
from .errors import Refused, require

SLOTS = 64
LIMIT = 1400
EDIT, FILLER, UNREADABLE = 0x08, 0x00, None


def _integer(value):
    return element(0x02, value.to_bytes(value.bit_length() // 8 + 1, "big"))


def context(values):
    """DER of a context; both sides build it from what they know."""
    purpose, field = values["purpose"], values["field"]
    require(1 <= purpose <= 6, "field", "purpose")
    require(re.fullmatch("[a-z0-9_-]{1,32}", field), "field", "field")
    require(re.fullmatch("[!-~]{0,64}", values["account"]), "field", "account")
    require(re.fullmatch("[A-Za-z0-9_.-]{1,64}", values["input_key"]), "field", "input key")
    sizes = {"input_nonce": (32,), "session": (0, 16), "device_key": (32,), "transaction": (32,)}
    raw = {name: bytes.fromhex(values[name]) for name in sizes}
    for name, allowed in sizes.items():
        require(len(raw[name]) in allowed, "field", name)
    return element(
        0x30,
        _integer(1),
        _integer(1),
        _integer(purpose),
        element(0x0C, field.encode()),
        element(0x04, raw["input_nonce"]),
        element(0x04, raw["session"]),
        element(0x0C, values["account"].encode()),
        element(0x04, raw["device_key"]),
        element(0x0C, values["input_key"].encode()),
        element(0x04, raw["transaction"]),
        _integer(SLOTS),
    )


def parse(data):
    """w, slots and tag of a sealed input, and the id of the key it names."""
    require(len(data) <= LIMIT, "too large")
    fields = Reader(data).only(0x30)
    require(fields.integer() == 1, "version")
    require(fields.integer() == 1, "version", "suite")
    kid = fields.utf8()
    w, slots, tag = fields.take(0x04), fields.take(0x04), fields.take(0x04)
    fields.end()
    require(re.fullmatch("[A-Za-z0-9_.-]{1,64}", kid), "field", "input key")
    require(len(w) <= 144 and len(slots) == 16 * SLOTS and len(tag) == 32, "malformed", "sizes")
    return kid, w, slots, tag


def _read_slot(key, index, slot):
    block = sm.sm4_decrypt_block(key, slot)
    code = block[0]
    known = code in (FILLER, EDIT) or 0x20 <= code <= 0x7E
    if block[1:3] != index.to_bytes(2, "big") or any(block[3:]) or not known:
        return UNREADABLE
    return code


def open_input(data, context_der, private):
    """The characters; one error for every cause."""
    try:
        _, w, slots, tag = parse(data)
    except Refused:
        raise Refused("decryption") from None
    seed = os.urandom(32)
    try:
        opened = sm.decrypt(private, w)
        seed = opened if len(opened) == 32 else seed
    except Refused:
        pass
    chain = sm.hkdf_extract(sm.sm3(context_der), seed)
    line, ended, malformed = [], False, False
    for index in range(1, SLOTS + 1):
        at = index.to_bytes(2, "big")
        key = sm.hkdf_expand(chain, b"yufu input slot" + at, 16)
        chain = sm.hkdf_expand(chain, b"yufu input chain" + at, 32)
        code = _read_slot(key, index, slots[16 * (index - 1) : 16 * index])
        if code == FILLER:
            ended = True
        elif ended:
            malformed = True
        elif code == EDIT:
            malformed = malformed or not line
            line = line[:-1]
        else:
            line.append(code)
    tag_key = sm.hkdf_expand(chain, b"yufu input tag", 32)
    good = sm.same(sm.hmac(tag_key, context_der, w, slots), tag)
    require(good and not malformed and UNREADABLE not in line, "decryption")
    return bytes(line)
