"""base64url, names and JSON (docs/formats/README.md)."""

import base64
import json
import re

from .errors import Refused, require

NAME = re.compile(r"[A-Za-z0-9_.-]{1,64}\Z")
VISIBLE = re.compile(r"[!-~]{1,64}\Z")
LARGEST = 2**53


def b64url(text, size=None, kind="malformed"):
    """Bytes of base64url without padding; stray bits and other spellings are refused."""
    require(isinstance(text, str) and re.fullmatch(r"[A-Za-z0-9_-]*", text), kind, "base64url")
    require(len(text) % 4 != 1, kind, "base64url")
    data = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
    require(to_b64url(data) == text, kind, "base64url")
    require(size is None or len(data) == size, kind, "length")
    return data


def to_b64url(data):
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def is_name(text):
    return isinstance(text, str) and NAME.match(text) is not None


def is_visible(text, most=64):
    return isinstance(text, str) and re.fullmatch(rf"[!-~]{{1,{most}}}", text) is not None


def _pairs(pairs):
    names = [name for name, _ in pairs]
    require(len(set(names)) == len(names), "malformed", "member twice")
    return dict(pairs)


def _integer(digits):
    require(not digits.startswith("-"), "malformed", "negative")
    value = int(digits)
    require(value < LARGEST, "malformed", "integer")
    return value


def _refuse(_):
    raise Refused("malformed", "number")


def parse_object(data):
    """A JSON object in UTF-8 without floats, negative numbers or members twice."""
    try:
        text = data.decode("utf-8")
        value = json.loads(
            text,
            object_pairs_hook=_pairs,
            parse_int=_integer,
            parse_float=_refuse,
            parse_constant=_refuse,
        )
        json.dumps(value, ensure_ascii=False).encode("utf-8")  # lone surrogates
    except (ValueError, RecursionError):
        raise Refused("malformed", "JSON") from None
    require(isinstance(value, dict), "malformed", "not an object")
    return value


def members(value, required, optional=()):
    """Checks that an object has exactly these members; a `null` is not an absent member."""
    require(isinstance(value, dict), "malformed", "not an object")
    require(set(required) <= set(value), "malformed", "member absent")
    require(set(value) <= set(required) | set(optional), "malformed", "unknown member")
    require(None not in value.values(), "malformed", "null")
    return value


def integer(value):
    require(type(value) is int, "malformed", "not an integer")
    return value


def string(value):
    require(isinstance(value, str), "malformed", "not a string")
    return value


def array(value):
    require(isinstance(value, list), "malformed", "not an array")
    return value
