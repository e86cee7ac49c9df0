"""Reads the worked examples of docs/formats with the second verifier."""

import json
import pathlib
import re
import unittest

from verifier import bundle, envelope, enrolment, http, jws, report, request, response, sealed_input
from verifier import sm, submit_token, transaction

PAGES = pathlib.Path(__file__).parents[2] / "docs/formats"


def block(page, name):
    text = (PAGES / f"{page}.md").read_text(encoding="utf-8")
    return re.search(rf"```\w+ {name}\n(.*?)\n```", text, re.S)[1]


def hexadecimal(page, name):
    lines = (line.split("#")[0] for line in block(page, name).splitlines())
    return bytes.fromhex("".join(lines))


def joined(page, name):
    return "".join(block(page, name).split())


def message(text):
    head, body = text.split("\n\n", 1)
    first, *lines = head.splitlines()
    headers = [line.split(": ", 1) for line in lines]
    raw = {"headers": [[n, v.encode()] for n, v in headers], "body": body.encode()}
    if first.startswith("HTTP/"):
        return raw | {"status": int(first.split()[1])}
    method, target, _ = first.split()
    path, _, query = target.partition("?")
    return raw | {
        "method": method,
        "path": path,
        "query": query,
        "authority": dict(headers)["host"],
    }


def private(name):
    return int.from_bytes(sm.sm3(f"yufu example {name}".encode()), "big")


DEVICE = sm.public_of(private("device key"))
DEVICE_KEYS = {"device-1": (DEVICE, sm.DEFAULT_ID)}


class Examples(unittest.TestCase):
    def test_keys(self):
        self.assertEqual(sm.point_to_bytes(DEVICE), hexadecimal("README", "device-public-key"))

    def test_transaction(self):
        fields = transaction.read(hexadecimal("transaction", "transaction-der"))
        self.assertEqual(fields["digest"], block("transaction", "transaction-digest"))
        self.assertEqual((fields["payee_name"], fields["remark"]), ("王小明", "房租"))

    def test_jws(self):
        payload, _ = jws.verify(joined("jws", "jws"), "example+jwt", DEVICE_KEYS)
        self.assertEqual(payload, b"hello, signature")

    def test_bundle(self):
        root = sm.point_from_bytes(hexadecimal("bundle", "root-public-key"))
        claims = bundle.verify(joined("bundle", "bundle"), [root], 1_764_028_800, 7)
        self.assertEqual(claims, json.loads(block("bundle", "bundle-payload")))
        self.assertEqual(bundle.current(claims, "input_encryption", 1_764_028_800), "input-1")

    def test_enrolment(self):
        plain = enrolment.read(hexadecimal("enrolment", "enrolment"))
        self.assertEqual(plain["activation_code"], "7F3K-92QX-M4TD")
        self.assertEqual(plain["challenge"], joined("enrolment", "enrolment-challenge"))
        self.assertIsNone(plain["hardware"])
        both = enrolment.read(hexadecimal("enrolment", "enrolment-with-hardware-key"))
        self.assertTrue(both["hardware"])

    def test_envelope(self):
        keys = {"report-1": int.from_bytes(hexadecimal("envelope", "report-private-key"), "big")}
        opened = envelope.open_envelope(hexadecimal("envelope", "envelope"), "report", keys)
        self.assertEqual(opened, (b"hello, envelope", "report-1"))

    def test_report(self):
        claims, _ = report.verify(joined("report", "report"), DEVICE_KEYS)
        self.assertEqual(claims, json.loads(block("report", "report-payload")))

    def test_request(self):
        raw = message(block("request-signature", "request"))
        record = {"alg": "sm2-sm3", "key": DEVICE, "signer_id": sm.DEFAULT_ID}
        signed = request.verify(raw, 1_760_000_030, {"device-1": record})
        self.assertEqual(signed.base().decode(), block("request-signature", "signature-base"))

    def test_response(self):
        keys = {"response-1": sm.public_of(private("response key"))}
        raw = message(block("request-signature", "request"))
        answer = message(block("response-signature", "response"))
        self.assertEqual(response.verify(raw, answer, keys, 1_760_000_000), "response-1")

    def test_sealed_input(self):
        lines = (line.split(" = ") for line in block("sealed-input", "values").splitlines())
        values = dict(lines)
        der = sealed_input.context(
            {
                "purpose": 2,
                "field": "pin",
                "input_nonce": "a1" * 32,
                "session": "a2" * 16,
                "account": "6222020000000000005",
                "device_key": "a3" * 32,
                "input_key": "input-1",
                "transaction": "a4" * 32,
            }
        )
        self.assertEqual(der.hex(), values["context"])
        key = int(values["input_private_key"], 16)
        self.assertEqual(
            sealed_input.open_input(bytes.fromhex(values["sealed"]), der, key), b"13"
        )

    def test_submit_token(self):
        token = submit_token.parse("AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8")
        key = "c9bd7f85446e0316f2f4a849649d3401778ef115c02618a64a7affb27bb7e244"
        self.assertEqual(submit_token.store_key(token).hex(), key)

    def test_content_digest(self):
        digest = "sm3=:I/vTl+kgwzK5vA4C9pcyY17s++2wQWdGkzu6RmKwMjQ=:"
        self.assertEqual(http.content_digest(b'{"amount_minor":10000}'), digest)


if __name__ == "__main__":
    unittest.main()
