"""SM2 on the curve of GB/T 32918.5; SM3 and SM4 from OpenSSL through `cryptography`.

The arithmetic is plain and leaks through time: it reads test keys only.
"""

import hmac as _hmac

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

from .der import Reader
from .errors import Refused, require

P = 0xFFFFFFFEFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF00000000FFFFFFFFFFFFFFFF
A = P - 3
B = 0x28E9FA9E9D9F5E344D5A9E4BCF6509A7F39789F515AB8F92DDBCBD414D940E93
N = 0xFFFFFFFEFFFFFFFFFFFFFFFFFFFFFFFF7203DF6B21C6052B53BBF40939D54123
G = (
    0x32C4AE2C1F1981195F9904466A39C9948FE30BBFF2660BE1715A4589334C74C7,
    0xBC3736A2F4F6779C59BDCEE36B692153D0A9877CC62A474002DF32E52139F0A0,
)
DEFAULT_ID = b"1234567812345678"
SPKI_HEAD = bytes.fromhex("3059301306072a8648ce3d020106082a811ccf5501822d034200")


def sm3(*parts):
    state = hashes.Hash(hashes.SM3())
    for part in parts:
        state.update(part)
    return state.finalize()


def hmac(key, *parts):
    """HMAC-SM3 (RFC 2104), blocks of 64 bytes."""
    key = (sm3(key) if len(key) > 64 else key).ljust(64, b"\0")
    inner = sm3(bytes(k ^ 0x36 for k in key), *parts)
    return sm3(bytes(k ^ 0x5C for k in key), inner)


def hkdf_extract(salt, ikm):
    return hmac(salt, ikm)


def hkdf_expand(prk, info, length):
    out, block, index = b"", b"", 1
    while len(out) < length:
        block = hmac(prk, block, info, bytes([index]))
        out += block
        index += 1
    return out[:length]


def same(left, right):
    return _hmac.compare_digest(left, right)


def sm4_decrypt_block(key, block):
    context = Cipher(algorithms.SM4(key), modes.ECB()).decryptor()
    return context.update(block) + context.finalize()


def sm4_gcm_open(key, nonce, aad, ciphertext, tag):
    context = Cipher(algorithms.SM4(key), modes.GCM(nonce, tag)).decryptor()
    context.authenticate_additional_data(aad)
    try:
        return context.update(ciphertext) + context.finalize()
    except InvalidTag:
        raise Refused("decryption") from None


def _double(point):
    x, y, z = point
    if not z or not y:
        return (1, 1, 0)
    yy = y * y % P
    s = 4 * x * yy % P
    zz = z * z % P
    m = 3 * (x - zz) * (x + zz) % P
    x3 = (m * m - 2 * s) % P
    return (x3, (m * (s - x3) - 8 * yy * yy) % P, 2 * y * z % P)


def _add(left, right):
    if not left[2]:
        return right
    if not right[2]:
        return left
    x1, y1, z1 = left
    x2, y2, z2 = right
    z1z1, z2z2 = z1 * z1 % P, z2 * z2 % P
    u1, u2 = x1 * z2z2 % P, x2 * z1z1 % P
    s1, s2 = y1 * z2 * z2z2 % P, y2 * z1 * z1z1 % P
    if u1 == u2:
        return _double(left) if s1 == s2 else (1, 1, 0)
    h, r = (u2 - u1) % P, (s2 - s1) % P
    hh = h * h % P
    hhh, v = h * hh % P, u1 * hh % P
    x3 = (r * r - hhh - 2 * v) % P
    return (x3, (r * (v - x3) - s1 * hhh) % P, z1 * z2 * h % P)


def _affine(point):
    x, y, z = point
    if not z:
        return None
    inverse = pow(z, -1, P)
    return (x * inverse * inverse % P, y * inverse**3 % P)


def _multiply(scalar, point):
    result, power = (1, 1, 0), (*point, 1)
    while scalar:
        if scalar & 1:
            result = _add(result, power)
        power = _double(power)
        scalar >>= 1
    return result


def public_of(private):
    """The public point of a private scalar."""
    return _affine(_multiply(private, G))


def point_from_bytes(data, kind="field"):
    """An uncompressed point; infinity, points off the curve and -G are refused."""
    require(len(data) == 65 and data[0] == 4, kind, "point")
    x, y = int.from_bytes(data[1:33], "big"), int.from_bytes(data[33:], "big")
    require(x < P and y < P and (y * y - (x * x * x + A * x + B)) % P == 0, kind, "curve")
    require((x, y) != (G[0], P - G[1]), kind, "-G")
    return (x, y)


def point_to_bytes(point):
    return b"\4" + point[0].to_bytes(32, "big") + point[1].to_bytes(32, "big")


def spki(point):
    """SubjectPublicKeyInfo in DER, 91 bytes."""
    return SPKI_HEAD + point_to_bytes(point)


def point_from_spki(data, kind="field"):
    require(len(data) == 91 and data.startswith(SPKI_HEAD), kind, "SubjectPublicKeyInfo")
    return point_from_bytes(data[26:], kind)


def thumbprint(point):
    return sm3(spki(point))


def za(signer_id, point):
    """Z_A of GB/T 32918.2 section 5.5."""
    numbers = (A, B, *G, *point)
    return sm3(
        (8 * len(signer_id)).to_bytes(2, "big"),
        signer_id,
        *(number.to_bytes(32, "big") for number in numbers),
    )


def verify(point, message, signature, signer_id=DEFAULT_ID):
    """Whether 64 bytes r || s are a signature of the message (GB/T 32918.2 section 7)."""
    if len(signature) != 64:
        return False
    r, s = int.from_bytes(signature[:32], "big"), int.from_bytes(signature[32:], "big")
    if not (0 < r < N and 0 < s < N) or (r + s) % N == 0:
        return False
    e = int.from_bytes(sm3(za(signer_id, point), message), "big")
    sum_point = _affine(_add(_multiply(s, G), _multiply((r + s) % N, point)))
    return sum_point is not None and (e + sum_point[0]) % N == r


def decrypt(private, ciphertext):
    """SM2 decryption of SM2Cipher in DER (GB/T 32918.4, GM/T 0009); every failure is one."""
    try:
        fields = Reader(ciphertext).only(0x30)
        x, y = fields.unsigned(), fields.unsigned()
        digest, masked = fields.take(0x04), fields.take(0x04)
        fields.end()
        require(x < P and y < P and len(digest) == 32 and masked, "decryption")
        point_on_curve = (y * y - (x * x * x + A * x + B)) % P == 0
        require(point_on_curve, "decryption")
        shared = _affine(_multiply(private, (x, y)))
        x2, y2 = (value.to_bytes(32, "big") for value in shared)
    except (Refused, TypeError):
        raise Refused("decryption") from None
    stream = b""
    for counter in range(1, len(masked) // 32 + 2):
        stream += sm3(x2, y2, counter.to_bytes(4, "big"))
    stream = stream[: len(masked)]
    require(any(stream), "decryption")
    plain = bytes(m ^ k for m, k in zip(masked, stream))
    require(same(sm3(x2, plain, y2), digest), "decryption")
    return plain
