"""PyPI gmssl: checks what Yufu made (argument 1), makes the same for Yufu (argument 2)."""

import json
import sys

from gmssl import sm2, sm3, sm4

ours = json.load(open(sys.argv[1], encoding="utf-8"))
message = bytes.fromhex(ours["message"])
made = []
for item in ours["items"]:
    key = sm2.CryptSM2(
        private_key=item["private"], public_key=item["public"], asn1=False, mode=1
    )
    assert key.verify_with_sm3(item["signature"], message), "signature of Yufu"
    assert not key.verify_with_sm3(item["signature"], message + b"x"), "signature of nothing"
    opened = key.decrypt(bytes.fromhex(item["c1c3c2"][2:]))  # it wants no 04 in front
    assert opened == message, "C1C3C2 of Yufu"
    made.append(
        {
            "signature": key.sign_with_sm3(message),
            "c1c3c2": "04" + key.encrypt(message).hex(),
        }
    )
assert sm3.sm3_hash(list(message)) == ours["sm3"]
cipher = sm4.CryptSM4()
cipher.set_key(bytes.fromhex(ours["sm4_key"]), sm4.SM4_ENCRYPT)
assert cipher.crypt_cbc(bytes.fromhex(ours["iv"]), message).hex() == ours["cbc"], "SM4-CBC"
json.dump({"items": made}, open(sys.argv[2], "w", encoding="utf-8"))
