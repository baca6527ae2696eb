"""An authenticator in software: P-256 keys that make and sign what a browser would send. Slow, and only for tests."""

import base64
import hashlib
import json
import os
import secrets

P = 2**256 - 2**224 + 2**192 + 2**96 - 1
N = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551
G = (
    0x6B17D1F2E12C4247F8BCE6E563A440F277037D812DEB33A0F4A13945D898C296,
    0x4FE342E2FE1A7F9B8EE7EB4A7C0F9E162BCE33576B315ECECBB6406837BF51F5,
)
THERE, ATTESTED = 0x05, 0x40


def add(one, other):
    if one is None or other is None:
        return one or other
    if one[0] == other[0]:
        if (one[1] + other[1]) % P == 0:
            return None
        slope = (3 * one[0] * one[0] - 3) * pow(2 * one[1], -1, P) % P
    else:
        slope = (other[1] - one[1]) * pow(other[0] - one[0], -1, P) % P
    x = (slope * slope - one[0] - other[0]) % P
    return x, (slope * (one[0] - x) - one[1]) % P


def times(number, point):
    total = None
    while number:
        if number & 1:
            total = add(total, point)
        point, number = add(point, point), number >> 1
    return total


def text(content):
    return base64.urlsafe_b64encode(content).rstrip(b"=").decode()


def sha256(content):
    return hashlib.sha256(content).digest()


def der(number):
    content = number.to_bytes(33, "big").lstrip(b"\0") or b"\0"
    content = b"\0" + content if content[0] & 0x80 else content
    return b"\x02" + bytes([len(content)]) + content


def client_data(kind, challenge, origin):
    return json.dumps({"type": kind, "challenge": challenge, "origin": origin, "crossOrigin": False}).encode()


class Passkey:
    """One passkey, made as the server asks; `made` is what the browser sends then."""

    def __init__(self, options, origin):
        asked = json.loads(options)["publicKey"]
        self.origin, self.site, self.handle = origin, asked["rp"]["id"], asked["user"]["id"]
        self.key, self.id = 1 + secrets.randbelow(N - 1), os.urandom(16)
        x, y = (part.to_bytes(32, "big") for part in times(self.key, G))
        cose = b"\xa5\x01\x02\x03\x26\x20\x01\x21\x58\x20" + x + b"\x22\x58\x20" + y
        data = self.data(THERE | ATTESTED) + bytes(16) + len(self.id).to_bytes(2, "big") + self.id + cose
        attestation = b"\xa3\x63fmt\x64none\x67attStmt\xa0\x68authData\x58" + bytes([len(data)]) + data
        client = client_data("webauthn.create", asked["challenge"], origin)
        self.made = self.answer({"attestationObject": text(attestation), "clientDataJSON": text(client)})

    def sign(self, options):
        client = client_data("webauthn.get", json.loads(options)["publicKey"]["challenge"], self.origin)
        data = self.data(THERE)
        digest = int.from_bytes(sha256(data + sha256(client)), "big")
        once = 1 + secrets.randbelow(N - 1)
        r = times(once, G)[0] % N
        s = pow(once, -1, N) * (digest + r * self.key) % N
        body = der(r) + der(s)
        signature = b"\x30" + bytes([len(body)]) + body
        said = {"authenticatorData": text(data), "clientDataJSON": text(client), "signature": text(signature)}
        return self.answer({**said, "userHandle": self.handle})

    def data(self, flags):
        return sha256(self.site.encode()) + bytes([flags]) + bytes(4)

    def answer(self, response):
        return json.dumps({"id": text(self.id), "rawId": text(self.id), "type": "public-key", "response": response})
