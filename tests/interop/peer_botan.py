"""Debian python3-botan: checks what Yufu made (argument 1), makes the same (argument 2).

It encodes signatures raw and ciphertexts in DER (C1C3C2).
"""

import json
import sys

import botan2 as botan

ID = "1234567812345678"
ours = json.load(open(sys.argv[1], encoding="utf-8"))
message = bytes.fromhex(ours["message"])
rng = botan.RandomNumberGenerator()
made = []
for item in ours["items"]:
    private = botan.PrivateKey.load_sm2("sm2p256v1", botan.MPI(item["private"], 16))
    x, y = (botan.MPI(item["public"][at : at + 64], 16) for at in (0, 64))
    public = botan.PublicKey.load_sm2("sm2p256v1", x, y)

    def verifies(data):
        check = botan.PKVerify(public, f"{ID},SM3")
        check.update(data)
        return check.check_signature(bytes.fromhex(item["signature"]))

    assert verifies(message), "signature of Yufu"
    assert not verifies(message + b"x"), "signature of nothing"
    assert botan.PKDecrypt(private, "SM3").decrypt(bytes.fromhex(item["der"])) == message
    sign = botan.PKSign(private, f"{ID},SM3")
    sign.update(message.decode("ascii"))  # it takes text here
    made.append(
        {
            "signature": sign.finish(rng).hex(),
            "der": botan.PKEncrypt(public, "SM3").encrypt(message, rng).hex(),
        }
    )
digest = botan.HashFunction("SM3")
digest.update(message)
assert digest.final().hex() == ours["sm3"]
cipher = botan.SymmetricCipher("SM4/GCM")
cipher.set_key(bytes.fromhex(ours["sm4_key"]))
cipher.set_assoc_data(bytes.fromhex(ours["aad"]))
cipher.start(bytes.fromhex(ours["nonce"]))
assert cipher.finish(message).hex() == ours["gcm"], "SM4-GCM"
json.dump({"items": made}, open(sys.argv[2], "w", encoding="utf-8"))
