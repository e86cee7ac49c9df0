"""PyPI http-message-signatures, given SM2 by gmssl: both ways of RFC 9421.

Checks the request that Yufu signed (argument 1), signs one for Yufu (argument 2). PyJWT reads the
JWS with the same algorithm, asn1crypto the certification request and the transaction.
"""

import datetime
import json
import sys

import jwt
import requests
from asn1crypto import core, csr
from gmssl import sm2
from http_message_signatures import (
    HTTPMessageSigner,
    HTTPMessageVerifier,
    HTTPSignatureComponentResolver,
    HTTPSignatureKeyResolver,
)
from http_message_signatures.algorithms import HTTPSignatureAlgorithm

ours = json.load(open(sys.argv[1], encoding="utf-8"))
KEY = sm2.CryptSM2(private_key=ours["private"], public_key=ours["public"], asn1=False, mode=1)


class Sm2Sm3(HTTPSignatureAlgorithm):
    algorithm_id = "sm2-sm3"

    def __init__(self, public_key=None, private_key=None, password=None):
        pass

    def sign(self, message):
        return bytes.fromhex(KEY.sign_with_sm3(message))

    def verify(self, signature, message):
        if not KEY.verify_with_sm3(signature.hex(), message):
            raise ValueError("signature")


class Keys(HTTPSignatureKeyResolver):
    def resolve_public_key(self, key_id):
        return KEY if key_id == "device-1" else None

    resolve_private_key = resolve_public_key


class JwsAlgorithm(jwt.algorithms.Algorithm):
    def prepare_key(self, key):
        return key

    def sign(self, msg, key):
        return bytes.fromhex(key.sign_with_sm3(msg))

    def verify(self, msg, key, sig):
        return key.verify_with_sm3(sig.hex(), msg)

    def compute_hash_digest(self, bytestr):
        raise NotImplementedError

    @staticmethod
    def to_jwk(key_obj, as_dict=False):
        raise NotImplementedError

    @staticmethod
    def from_jwk(jwk):
        raise NotImplementedError


class OurDigest:
    """The library knows no digest `sm3`: the field is Yufu's, and covered as it stands."""

    @staticmethod
    def prepare(headers, body, use_existing_digest=False):
        assert "content-digest" in headers and body is None


def prepared(url, headers, body):
    return requests.Request("POST", url, headers=headers, data=body).prepare()


def check_request():
    message = prepared(ours["url"], ours["headers"], ours["body"])
    verifier = HTTPMessageVerifier(
        signature_algorithm=Sm2Sm3,
        key_resolver=Keys(),
        component_resolver_class=HTTPSignatureComponentResolver,
    )
    verifier.clock_skew = datetime.timedelta(days=36500)
    verifier.validate_created_and_expires = lambda *_, **__: None  # the request is a fixed one
    found = verifier.verify(message, expect_tag="yufu-request-v1")
    assert len(found) == 1 and found[0].label == "yufu"


def sign_request():
    headers = {name: ours["headers"][name] for name in ours["own"]}
    message = prepared(ours["url"], headers, ours["body"])
    signer = HTTPMessageSigner(signature_algorithm=Sm2Sm3, key_resolver=Keys())
    signer.content_digest_class = OurDigest
    at = datetime.datetime.fromtimestamp(ours["created"])
    signer.sign(
        message,
        key_id="device-1",
        created=at,
        expires=at + datetime.timedelta(seconds=60),
        nonce=ours["nonce"],
        label="yufu",
        tag="yufu-request-v1",
        covered_component_ids=["@method", "@authority", "@path", "@query", *ours["own"]],
    )
    names = ("Signature-Input", "Signature")
    return {name: message.headers[name] for name in names}


def jws_both_ways():
    jws = jwt.PyJWS()
    jws.register_algorithm("SM2SM3", JwsAlgorithm())
    assert jws.decode(ours["jws"], KEY, algorithms=["SM2SM3"]) == b"hello"
    return jws.encode(
        b"hello", KEY, algorithm="SM2SM3", headers={"typ": "example+jwt", "kid": "device-1"}
    )


def parse():
    request = csr.CertificationRequest.load(bytes.fromhex(ours["request"]), strict=True)
    info = request["certification_request_info"]
    assert info["subject"].native == {"common_name": "yufu device"}
    attributes = {one["type"].dotted: one["values"].dump() for one in info["attributes"]}
    assert b"7F3K-92QX-M4TD" in attributes["1.2.840.113549.1.9.7"]
    fields = core.Sequence.load(bytes.fromhex(ours["transaction"]), strict=True)
    assert [fields[at].native for at in (0, 1, 7)] == ["yufu-transaction", 1, 10000]
    assert fields[6].native == "王小明"


check_request()
parse()
made = {"headers": sign_request(), "jws": jws_both_ways()}
json.dump(made, open(sys.argv[2], "w", encoding="utf-8"))
