"""Judges a file of cases: `python -m verifier FILE`."""

import json
import sys
import time

from . import (
    bundle,
    enrolment,
    envelope,
    jws,
    report,
    response,
    sealed_input,
    sm,
    state,
    submit_token,
    transaction,
)
from .errors import Refused, require
from .request import Rejected
from .text import b64url


def _private(name):
    return int.from_bytes(sm.sm3(f"yufu example {name}".encode()), "big")


DEVICE = sm.public_of(_private("device key"))
DEVICES = {"device-1": (DEVICE, sm.DEFAULT_ID), "device-2": (DEVICE, b"another-id")}
ROOT = sm.public_of(_private("root key"))
RESPONSE_KEYS = {"response-1": sm.public_of(_private("response key"))}
REPORT_KEYS = {"report-1": _private("report key")}
INPUT_KEY = _private("input key")


def _text(data):
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        raise Refused("malformed", "UTF-8") from None


def _message(value):
    """Texts of the file are bytes, one a character."""
    headers = [[name, text.encode("latin-1")] for name, text in value["headers"]]
    return value | {"headers": headers, "body": value["body"].encode("latin-1")}


def _jws(data, given):
    payload, kid = jws.verify(_text(data), given["typ"], DEVICES)
    return {"kid": kid, "payload_hex": payload.hex()}


def _bundle(data, given):
    claims = bundle.verify(_text(data), [ROOT], given["now"], given.get("last_sequence"))
    return {"sequence": claims["sequence"], "keys": len(claims["keys"])}


def _envelope(data, given):
    content, _ = envelope.open_envelope(data, given["kind"], REPORT_KEYS)
    return {"content_hex": content.hex()}


def _claims(claims, kid):
    counts = {name: len(claims[name]) for name in ("findings", "facts")}
    return {"kid": kid, "counter": claims["counter"]} | counts


def _sealed_input(data, given):
    typed = sealed_input.open_input(data, sealed_input.context(given), INPUT_KEY)
    return {"typed": typed.decode("ascii")}


def _response(_, given):
    request, answer = _message(given["request"]), _message(given["response"])
    response.verify(request, answer, RESPONSE_KEYS, given["now"])


READERS = {
    "transaction": lambda data, _: transaction.read(data),
    "jws": _jws,
    "bundle": _bundle,
    "enrolment": lambda data, _: enrolment.read(data),
    "envelope": _envelope,
    "report": lambda data, _: _claims(*report.verify(_text(data), DEVICES)),
    "sealed report": lambda data, _: _claims(*report.open_report(data, REPORT_KEYS, DEVICES)),
    "sealed input": _sealed_input,
    "submit token": lambda data, _: {
        "store_key": submit_token.store_key(submit_token.parse(_text(data))).hex()
    },
    "response": _response,
}


def _server(known):
    records = {}
    for device in known["devices"]:
        hardware = device["hardware_key_hex"]
        records[device["keyid"]] = {
            "alg": "sm2-sm3",
            "key": sm.point_from_bytes(bytes.fromhex(device["public_key_hex"])),
            "signer_id": sm.DEFAULT_ID,
            "revoked": device["revoked"],
            "hardware": hardware and bytes.fromhex(hardware),
        }
    server = state.Verifier(records)
    for session in known["sessions"]:
        server.add_session(b64url(session["session"], 16), session["keyid"])
    for token in known["tokens"]:
        session = b64url(token["session"], 16)
        server.add_token(b64url(token["token"], 32), session, token["expires"])
    return server


def _judge_requests(given, known):
    server, steps = _server(known), []
    for step in given["steps"]:
        try:
            server.accept(_message(step["message"]), step["now"], step["needs"])
            steps.append("accepted")
        except Rejected as rejected:
            steps.append(rejected.reason)
    return {"accepted": all(step == "accepted" for step in steps), "steps": steps}


def judge(case, data, known):
    if case["format"] == "requests":
        return _judge_requests(case["given"], known)
    try:
        return {"accepted": True, "output": READERS[case["format"]](data, case["given"])}
    except Refused as refused:
        return {"accepted": False, "error": refused.kind}


def same(left, right):
    """Accepted or not, step by step, and what was read.

    Which fault of several a reader meets first is its own affair, so errors are not compared.
    """
    steps = [[step == "accepted" for step in one.get("steps", [])] for one in (left, right)]
    return (
        left["accepted"] == right["accepted"]
        and left.get("output") == right.get("output")
        and steps[0] == steps[1]
    )


def main(path):
    started = time.monotonic()
    with open(path, encoding="utf-8") as file:
        content = json.load(file)
    bodies, differ, accepted = {}, 0, 0
    for case in content["cases"]:
        data = bytes.fromhex(case.get("data_hex", ""))
        if "of" in case:
            at, remove, insert = case["edit"]
            origin = bodies[case["of"]]
            data = origin[:at] + bytes.fromhex(insert) + origin[at + remove :]
        bodies[case["name"]] = data
        verdict = judge(case, data, content["server"])
        accepted += verdict["accepted"]
        if not same(verdict, case["verdict"]):
            differ += 1
            print(f"{case['name']}: the file says {case['verdict']}, this reader {verdict}")
    count = len(content["cases"])
    seconds = time.monotonic() - started
    print(f"{count} cases, {accepted} accepted, {differ} differ, {seconds:.1f} s")
    require(count > 0, "missing", "cases")
    return 1 if differ else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
