"""Why a reader refuses (docs/formats/README.md, "Errors of a reader")."""


class Refused(Exception):
    """A format's reader says no; `kind` is one of the kinds of the page."""

    def __init__(self, kind, detail=""):
        super().__init__(f"{kind}: {detail}" if detail else kind)
        self.kind = kind


def require(condition, kind, detail=""):
    if not condition:
        raise Refused(kind, detail)
