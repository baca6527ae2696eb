"""Which real things each operation needs so that it can succeed."""

import uuid

import world
from world import COOKIE, Member

MAIN = Member()

# These end the session they are sent with.
ENDING = {
    ("DELETE", "/session"),
    ("POST", "/session"),
    ("POST", "/session/demo"),
    ("POST", "/session/passkey"),
    ("DELETE", "/sessions"),
    ("DELETE", "/sessions/{id}"),
    ("DELETE", "/me"),
}


def as_another(case, member=None):
    """The case is sent by a member of its own, whose things nothing else uses up."""
    member = member or Member()
    case.cookies[COOKIE] = member.token
    return member


def membership(case, turn):
    case.path_parameters["id"] = MAIN.move()["from"]


def membership_to_unlink(case, turn):
    case.path_parameters["id"] = as_another(case).move()["from"]


def move(case, turn):
    move = MAIN.move()
    case.body.update({"from": move["from"], "to": move["to"]})
    # The other amounts are the drawn ones, which mostly do not fit.
    if turn % 4 == 1:
        case.body["amount"] = move["amount"]


def quote(case, turn):
    case.path_parameters["id"] = MAIN.quote()


def quote_to_accept(case, turn):
    case.path_parameters["id"] = str(uuid.uuid4())
    case.body["quote"] = as_another(case).quote()


def transfer(case, turn):
    case.path_parameters["id"] = as_another(case).transfer()


def pair(case, turn):
    case.path_parameters.update({"from": "lynkid", "to": "skyjoy"})


def phone(case, turn):
    case.body["phone"] = world.new_phone()


def code(case, turn):
    sent = world.code_for(world.new_phone())
    case.body.update({"request": sent["request"], "code": sent["demo_code"], "consent": True})


def session(case, turn):
    sessions = as_another(case).ask("GET", "/sessions")["items"]
    case.path_parameters["id"] = sessions[0]["id"]


def program(case, turn):
    case.body.update(as_another(case).linkable())


def link(case, turn):
    started = as_another(case).link()
    case.path_parameters["id"] = started["id"]
    case.body["code"] = started["demo_code"]


def sign_in_by_passkey(case, turn):
    _, passkey = Member().add_passkey()
    started = world.call("POST", "/session/passkey/start")[0]
    case.body.update({"id": started["id"], "credential": passkey.sign(started["options"])})


def start_passkey(case, turn):
    case.body["step_up"] = as_another(case).prove({"action": "add_passkey"})


def add_passkey(case, turn):
    challenge, passkey = as_another(case).start_passkey()
    case.body.update({"id": challenge, "name": f"Laptop {turn}", "credential": passkey.made})


def rename_passkey(case, turn):
    case.path_parameters["id"] = as_another(case).add_passkey()[0]
    case.body["name"] = f"Laptop {turn}"


def remove_passkey(case, turn):
    member = as_another(case)
    added, passkey = member.add_passkey()
    case.path_parameters["id"] = added
    case.body["step_up"] = member.prove({"action": "remove_passkey", "passkey": added}, passkey)


def step_up(case, turn):
    as_another(case)
    case.body.clear()
    case.body["action"] = "add_passkey"


def proof(case, turn):
    asked = as_another(case).ask("POST", "/step-up", {"action": "add_passkey"})
    case.path_parameters["id"] = asked["id"]
    case.body.clear()
    case.body["code"] = asked["demo_code"]


def reward(case, turn):
    case.path_parameters["id"] = world.call("GET", "/rewards?limit=1")[0]["items"][0]["id"]


def partner(case, turn):
    case.path_parameters["id"] = "demo-shop"


REAL = {
    ("GET", "/memberships/{id}"): membership,
    ("DELETE", "/memberships/{id}"): membership_to_unlink,
    ("POST", "/quotes"): move,
    ("GET", "/quotes/{id}"): quote,
    ("DELETE", "/quotes/{id}"): quote,
    ("PUT", "/transfers/{id}"): quote_to_accept,
    ("GET", "/transfers/{id}"): transfer,
    ("POST", "/transfers/{id}/cancel"): transfer,
    ("POST", "/transfers/{id}/send-now"): transfer,
    ("GET", "/pairs/{from}/{to}"): pair,
    ("POST", "/session/code"): phone,
    ("POST", "/session"): code,
    ("POST", "/session/passkey"): sign_in_by_passkey,
    ("POST", "/passkeys/start"): start_passkey,
    ("POST", "/passkeys"): add_passkey,
    ("PATCH", "/passkeys/{id}"): rename_passkey,
    ("POST", "/passkeys/{id}/remove"): remove_passkey,
    ("POST", "/step-up"): step_up,
    ("POST", "/step-up/{id}/proof"): proof,
    ("DELETE", "/sessions/{id}"): session,
    ("POST", "/links"): program,
    ("POST", "/links/{id}/confirm"): link,
    ("GET", "/rewards/{id}"): reward,
    ("GET", "/partners/{id}"): partner,
}
