"""Real things of real members, made through the API: what an id in a path or a body can stand for."""

import http.client
import itertools
import json
import os
import threading
import urllib.parse
import uuid

from authenticator import Passkey

ORIGIN = os.environ["GOM_ORIGIN"]
BASE = "/api/v1"
COOKIE = "__Host-gom"

_address = urllib.parse.urlsplit(ORIGIN)
_local = threading.local()
_numbers = itertools.count(100_000)


def call(method, path, body=None, token=None):
    """The answer of one request, and the session it gave."""
    connection = getattr(_local, "connection", None)
    if connection is None:
        connection = _local.connection = http.client.HTTPConnection(_address.hostname, _address.port, timeout=20)
    headers = {"Origin": ORIGIN}
    if body is not None:
        headers["Content-Type"] = "application/json"
    if token:
        headers["Cookie"] = f"{COOKIE}={token}"
    connection.request(method, BASE + path, None if body is None else json.dumps(body), headers)
    answer = connection.getresponse()
    text = answer.read()
    if answer.status >= 300:
        raise RuntimeError(f"{method} {path} answers {answer.status}: {text.decode(errors='replace')}")
    given = answer.headers.get("Set-Cookie", "").split(";")[0].partition("=")[2]
    return (json.loads(text) if text else None), given


class Member:
    """A fresh member with points in several programs."""

    def __init__(self, token=None):
        self.token = token or call("POST", "/session/demo")[1]

    def ask(self, method, path, body=None):
        return call(method, path, body, self.token)[0]

    def memberships(self):
        return {item["program"]["id"]: item for item in self.ask("GET", "/wallet")["memberships"]}

    def move(self):
        """Two memberships and the least amount that their pair takes."""
        own = self.memberships()
        for pair in self.ask("GET", "/pairs")["items"]:
            terms = pair["current"]["terms"]
            source, target = own.get(pair["from"]), own.get(pair["to"])
            if source and target and not pair["current"]["closed"] and terms["min"] <= source["balance"]["available"]:
                return {"from": source["id"], "to": target["id"], "amount": terms["min"]}
        raise RuntimeError("the demo member can move nothing")

    def quote(self):
        return self.ask("POST", "/quotes", self.move())["id"]

    def transfer(self):
        return self.ask("PUT", f"/transfers/{uuid.uuid4()}", {"quote": self.quote()})["id"]

    def linkable(self):
        """A program that the member has not linked, and a number in it."""
        linked = self.memberships()
        free = next(item["id"] for item in self.ask("GET", "/programs")["items"] if item["id"] not in linked)
        return {"program": free, "number": f"TEST{next(_numbers)}"}

    def prove(self, step, passkey=None):
        """A step-up for this step, proved by a passkey or by the code that the demo shows."""
        asked = self.ask("POST", "/step-up", step)
        proof = {"credential": passkey.sign(asked["options"])} if passkey else {"code": asked["demo_code"]}
        self.ask("POST", f"/step-up/{asked['id']}/proof", proof)
        return asked["id"]

    def start_passkey(self):
        """A passkey that is made and not added yet, and its challenge."""
        started = self.ask("POST", "/passkeys/start", {"step_up": self.prove({"action": "add_passkey"})})
        return started["id"], Passkey(started["options"], ORIGIN)

    def add_passkey(self):
        """A passkey, and its id here."""
        challenge, passkey = self.start_passkey()
        added = self.ask("POST", "/passkeys", {"id": challenge, "name": "Laptop", "credential": passkey.made})
        return added["id"], passkey

    def link(self):
        """A link that waits for its code."""
        return self.ask("POST", "/links", self.linkable())


def new_phone():
    return f"+84912{next(_numbers):06}"


def code_for(phone):
    """A code on its way to a phone."""
    return call("POST", "/session/code", {"phone": phone})[0]
