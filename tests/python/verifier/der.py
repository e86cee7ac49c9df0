"""Strict DER (X.690 sections 10 and 11), as far as these formats go."""

from .errors import require


class Reader:
    """Reads elements one after the other; a length that is not minimal is refused."""

    def __init__(self, data):
        self.data = data
        self.at = 0

    def more(self):
        return self.at < len(self.data)

    def peek(self):
        return self.data[self.at] if self.more() else None

    def raw(self, tag):
        """The next element with its head; its content is the second value."""
        start = self.at
        require(len(self.data) - start >= 2 and self.data[start] == tag, "malformed", "tag")
        length, head = self.data[start + 1], 2
        if length >= 0x80:
            count = length & 0x7F
            digits = self.data[start + 2 : start + 2 + count]
            require(1 <= count <= 4 and len(digits) == count and digits[0], "malformed", "length")
            length, head = int.from_bytes(digits, "big"), 2 + count
            require(length >= 0x80, "malformed", "length")
        end = start + head + length
        require(end <= len(self.data), "malformed", "short")
        self.at = end
        return self.data[start:end], self.data[start + head : end]

    def take(self, tag):
        return self.raw(tag)[1]

    def inside(self, tag):
        return Reader(self.take(tag))

    def end(self):
        require(not self.more(), "malformed", "trailing bytes")

    def only(self, tag):
        """The one element that fills the whole input."""
        reader = self.inside(tag)
        self.end()
        return reader

    def integer(self, tag=0x02):
        content = self.take(tag)
        require(content, "malformed", "integer")
        if len(content) > 1:
            require(
                not (content[0] == 0 and content[1] < 0x80)
                and not (content[0] == 0xFF and content[1] >= 0x80),
                "malformed",
                "integer",
            )
        return int.from_bytes(content, "big", signed=True)

    def unsigned(self):
        value = self.integer()
        require(value >= 0, "malformed", "negative")
        return value

    def utf8(self, tag=0x0C):
        try:
            return self.take(tag).decode("utf-8")
        except UnicodeDecodeError:
            require(False, "malformed", "UTF-8")

    def ascii(self, tag):
        try:
            return self.take(tag).decode("ascii")
        except UnicodeDecodeError:
            require(False, "malformed", "ASCII")

    def bits(self):
        """A BIT STRING of whole bytes."""
        content = self.take(0x03)
        require(content and content[0] == 0, "malformed", "bit string")
        return content[1:]


def element(tag, *contents):
    """Writes one element."""
    content = b"".join(contents)
    size = len(content)
    if size < 0x80:
        return bytes([tag, size]) + content
    digits = size.to_bytes((size.bit_length() + 7) // 8, "big")
    return bytes([tag, 0x80 | len(digits)]) + digits + content


def oid(text):
    """OBJECT IDENTIFIER from its dotted form."""
    first, second, *rest = (int(part) for part in text.split("."))
    out = b""
    for arc in (40 * first + second, *rest):
        digits = [arc & 0x7F]
        while arc := arc >> 7:
            digits.append(0x80 | (arc & 0x7F))
        out += bytes(reversed(digits))
    return element(0x06, out)


def is_sorted_set(elements):
    """SET OF: ascending by encoding (X.690 section 11.6)."""
    return all(left <= right for left, right in zip(elements, elements[1:]))
