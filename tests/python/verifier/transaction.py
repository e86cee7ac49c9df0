"""Transactions (docs/formats/transaction.md)."""

import re
import unicodedata

from .der import Reader
from .errors import require
from .sm import sm3
from .text import is_name, is_visible

LIMIT = 2048
CURRENCIES = set(
    """BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF BHD IQD JOD KWD LYD OMR
    TND CLF UYW CNY AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BMD BND BOB BOV BRL BSD BTN BWP
    BYN BZD CAD CDF CHE CHF CHW COP COU CRC CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL
    GHS GIP GMD GTQ GYD HKD HNL HTG HUF IDR ILS INR IRR JMD KES KGS KHR KPW KYD KZT LAK LBP LKR LRD
    LSL MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MXV MYR MZN NAD NGN NIO NOK NPR NZD PAB PEN
    PGK PHP PKR PLN QAR RON RSD RUB SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB
    TJS TMT TOP TRY TTD TWD TZS UAH USD USN UYU UZS VED VES WST XAD XCD XCG YER ZAR ZMW
    ZWG""".split()
)
REFUSED = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2028-\u202e"
    "\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\U0001bca0-\U0001bca3"
    "\U0001d173-\U0001d17a\U000e0000-\U000e0fff\ufdd0-\ufdef]"
)


def _text(value, most, field):
    require(1 <= len(value) <= most, "field", field)
    require(unicodedata.is_normalized("NFC", value), "field", f"{field}: NFC")
    require(not value[0].isspace() and not value[-1].isspace(), "field", f"{field}: white space")
    for character in value:
        hidden = unicodedata.category(character) == "Cc" or ord(character) & 0xFFFE == 0xFFFE
        require(not hidden and not REFUSED.match(character), "field", f"{field}: character")
    return value


def read(data):
    """The fields and the digest."""
    require(len(data) <= LIMIT, "too large")
    fields = Reader(data).only(0x30)
    kind_of = fields.utf8()
    require(kind_of == "yufu-transaction", "version", "type")
    require(fields.integer() == 1, "version")
    kind = fields.integer(0x0A)
    require(kind in (1, 2), "field", "kind")
    order, payer, account = fields.ascii(0x16), fields.ascii(0x16), fields.ascii(0x16)
    name, amount, currency = fields.utf8(), fields.integer(), fields.ascii(0x16)
    remark = None
    if fields.more():
        explicit = fields.inside(0xA0)
        remark = explicit.utf8()
        explicit.end()
    fields.end()
    require(is_name(order), "field", "order")
    require(is_visible(payer), "field", "payer")
    require(is_visible(account), "field", "payee account")
    _text(name, 70, "payee name")
    require(1 <= amount <= 999_999_999_999_999, "field", "amount")
    require(currency in CURRENCIES, "field", "currency")
    if remark is not None:
        _text(remark, 140, "remark")
    return {
        "kind": {1: "transfer", 2: "payment"}[kind],
        "order": order,
        "payer": payer,
        "payee_account": account,
        "payee_name": name,
        "amount_minor": amount,
        "currency": currency,
        "remark": remark,
        "digest": sm3(b"yufu transaction digest v1\0", data).hex(),
    }
