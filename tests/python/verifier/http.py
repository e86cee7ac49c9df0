"""HTTP messages, content digests and structured fields (docs/formats/request-signature.md)."""

import base64
import re

import http_sf

from . import sm
from .errors import require

FIELDS, HEAD, CONTENT = 64, 16_384, 131_072
TOKEN = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+\Z")


class Message:
    """A request or response whose form was checked.

    `raw` is {method, authority, path, query, headers: [[name, value]], body} or, for a response,
    {status, headers, body}; values of headers and the body are bytes.
    """

    def __init__(self, raw):
        self.raw = raw
        self.body = raw["body"]
        line = [raw[name] for name in ("method", "authority", "path", "query") if name in raw]
        head = sum(len(text.encode()) for text in line)
        head += sum(len(name.encode()) + len(value) for name, value in raw["headers"])
        require(len(raw["headers"]) <= FIELDS, "too large", "fields")
        require(head <= HEAD, "too large", "head")
        require(len(self.body) <= CONTENT, "too large", "content")
        if "method" in raw:
            self._check_target()
        else:
            require(100 <= raw["status"] <= 599, "malformed", "status")
        for name, value in raw["headers"]:
            require(TOKEN.match(name), "malformed", "field name")
            require(not set(value) & {0, 10, 13}, "malformed", "field value")
        require(not self.lines("content-encoding"), "content encoding")
        require(not self.body or self.lines("content-type"), "malformed", "content-type")

    def _check_target(self):
        raw = self.raw
        require(re.fullmatch("[A-Z]+", raw["method"]), "malformed", "method")
        require(re.fullmatch(r"/[!-~]*", raw["path"]), "malformed", "path")
        require(not set("#?") & set(raw["path"]), "malformed", "path")
        require(re.fullmatch(r"[!-~]*", raw["query"]), "malformed", "query")
        require("#" not in raw["query"], "malformed", "query")
        authority = raw["authority"]
        require(re.fullmatch(r"[A-Za-z0-9\-._~%\[\]:]+", authority), "malformed", "authority")
        require(not authority.endswith(":"), "malformed", "authority")

    def lines(self, name):
        return [value for key, value in self.raw["headers"] if key.lower() == name]

    def field(self, name):
        """The one value of a field that we read, or None."""
        lines = self.lines(name)
        require(len(lines) <= 1, "malformed", f"{name} twice")
        if not lines:
            return None
        require(all(0x20 <= byte <= 0x7E or byte == 9 for byte in lines[0]), "malformed", name)
        return lines[0].decode("ascii").strip(" \t")

    def dictionary(self, name, several=False):
        """A dictionary in canonical form, or None."""
        if several:
            values = [line.strip(b" \t") for line in self.lines(name)]
            text = b", ".join(values).decode("latin-1") if values else None
        else:
            text = self.field(name)
        return None if text is None else parse_dictionary(text)

    def authority(self):
        lower = self.raw["authority"].lower()
        return lower[: -len(":443")] if lower.endswith(":443") else lower


def parse_dictionary(text):
    try:
        data = text.encode("ascii")
        parsed = http_sf.parse(data, tltype="dictionary")
        written = http_sf.ser(parsed) if parsed else ""
    except (ValueError, http_sf.StructuredFieldError, UnicodeError):
        require(False, "malformed", "structured field")
    require(written == text, "malformed", "not canonical")
    return parsed


def member_text(member):
    """The canonical text of one dictionary member's value."""
    return http_sf.ser({"a": member})[2:]


def bytes_member(member):
    """A byte sequence without parameters."""
    require(
        isinstance(member, tuple) and isinstance(member[0], bytes) and not member[1],
        "malformed",
        "byte sequence",
    )
    return member[0]


def read_content_digest(message):
    """The SM3 that content-digest states; None if there is none."""
    members = message.dictionary("content-digest")
    if not members or "sm3" not in members:
        return None
    digest = bytes_member(members["sm3"])
    require(len(digest) == 32, "malformed", "sm3")
    return digest


def content_digest(body):
    return f"sm3=:{base64.b64encode(sm.sm3(body)).decode()}:"
