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


def reward(case, turn):
    case.path_parameters["id"] = world.call("GET", "/rewards?limit=1")[0]["items"][0]["id"]


def partner(case, turn):
    case.path_parameters["id"] = "demo-shop"


REAL = {
    ("GET", "/memberships/{id}"): membership,
    ("DELETE", "/memberships/{id}"): membership_to_unlink,
    ("POST", "/quotes"): move,
    ("GET", "/quotes/{id}"): quote,
    ("PUT", "/transfers/{id}"): quote_to_accept,
    ("GET", "/transfers/{id}"): transfer,
    ("POST", "/transfers/{id}/cancel"): transfer,
    ("POST", "/transfers/{id}/send-now"): transfer,
    ("GET", "/pairs/{from}/{to}"): pair,
    ("POST", "/session/code"): phone,
    ("POST", "/session"): code,
    ("DELETE", "/sessions/{id}"): session,
    ("POST", "/links"): program,
    ("POST", "/links/{id}/confirm"): link,
    ("GET", "/rewards/{id}"): reward,
    ("GET", "/partners/{id}"): partner,
}
