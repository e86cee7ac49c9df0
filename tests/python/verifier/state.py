"""What a server remembers so that nothing counts twice: step 8 of request-signature.md."""

from . import request, submit_token
from .request import reject_unless

WINDOW = 128
JUMP = 1024


class Verifier:
    """Judges requests one after the other; all of its memory is in these dicts."""

    def __init__(self, records):
        self.records = records
        self.nonces = {}
        self.sessions = {}
        self.tokens = {}

    def add_session(self, session, keyid):
        self.sessions[session] = {"keyid": keyid, "highest": None, "seen": set()}

    def add_token(self, token, session, expires):
        key = submit_token.store_key(token)
        self.tokens[key] = {"session": session, "expires": expires, "used": False}

    def accept(self, raw, now, needs=(), money=False):
        """The signed request; each value that it carries is then used up.

        `needs` is what the route asks for: session, submit_token, hardware.
        """
        signed = request.verify(raw, now, self.records, needs, money)
        keyid = signed.parameters["keyid"]
        nonce = (keyid, signed.nonce)
        session, sequence = (signed.values.get(n) for n in ("yufu-session", "yufu-sequence"))
        token = signed.values.get("yufu-submit-token")
        state = None
        if session is not None:
            state = self.sessions.get(session)
            known = state is not None and state["keyid"] == keyid
            reject_unless(known, "session_unknown")
        reject_unless(nonce not in self.nonces, "replayed")
        if sequence is not None and state is not None:
            self._check_sequence(state, sequence)
        entry = self._check_token(token, session, now) if token is not None else None
        self.nonces[nonce] = signed.parameters["expires"]
        if sequence is not None and state is not None:
            state["seen"].add(sequence)
            state["highest"] = max(sequence, state["highest"] or 0)
        if entry is not None:
            entry["used"] = True
        return signed

    @staticmethod
    def _check_sequence(state, sequence):
        highest = state["highest"] or 0
        reject_unless(sequence <= highest + JUMP, "sequence_jump")
        fresh = sequence > max(0, highest - WINDOW) and sequence not in state["seen"]
        reject_unless(fresh, "sequence_reused")

    def _check_token(self, token, session, now):
        entry = self.tokens.get(submit_token.store_key(token))
        reject_unless(entry is not None and entry["session"] == session, "submit_token_unknown")
        reject_unless(not entry["used"], "submit_token_used")
        reject_unless(now < entry["expires"], "submit_token_expired")
        return entry
