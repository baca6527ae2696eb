"""What schemathesis needs to know about this API and cannot read in openapi.json: who is signed in, which ids exist, and which
refusals of a well-formed request are right.

At the end a line for each operation says how many of its requests succeeded. An operation that failed a check, or never
succeeded, makes the run fail.
"""

import atexit
import collections
import os
import sys
import threading

import schemathesis

from real import ENDING, MAIN, REAL
from world import BASE, COOKIE, Member

STREAM = ("GET", "/events")

_lock = threading.Lock()
_turns = collections.Counter()
_answers = collections.defaultdict(collections.Counter)
_failures = collections.Counter()
# Whose each thing is that was made: the session by the thing's id.
_owners = {}


def key(operation):
    return operation.method.upper(), operation.path.removeprefix(BASE)


def asks_as_described(case):
    """Not one of the requests with another method, which only share the path."""
    return case.method.upper() == case.operation.method.upper()


@schemathesis.auth(refresh_interval=None)
class Session:
    """One member for all, and one for each request that ends the session it is sent with."""

    def get(self, case, context):
        return Member().token if key(case.operation) in ENDING else MAIN.token

    def set(self, case, token, context):
        case.cookies[COOKIE] = token


@schemathesis.hook
def before_call(context, case, kwargs):
    """Gives every second well-formed request ids of things that are there."""
    fill = REAL.get(key(case.operation))
    well_formed = case.meta is not None and case.meta.generation.mode.is_positive
    if key(case.operation) == STREAM and (well_formed or "seconds" not in (case.query or {})):
        # Otherwise it would last a quarter of an hour.
        case.query = {**(case.query or {}), "seconds": 0}
    if fill is None or not well_formed or not asks_as_described(case):
        return
    with _lock:
        _turns[key(case.operation)] += 1
        turn = _turns[key(case.operation)]
    if turn % 2 == 1:
        fill(case, turn)


@schemathesis.hook
def after_call(context, case, response):
    if asks_as_described(case):
        with _lock:
            _answers[key(case.operation)][response.status_code] += 1
            keep_owner(case, response)


def keep_owner(case, response):
    if response.status_code >= 300:
        return
    _, path = key(case.operation)
    if path.endswith("/remove"):
        _owners.pop(case.path_parameters["id"], None)
    elif response.status_code == 201:
        _owners[response.json().get("id")] = case.cookies.get(COOKIE)


@schemathesis.hook
def filter_failure(context, failure, case, response):
    """Drops what JSON Schema cannot say; everything else counts."""
    name = type(failure).__name__
    if name == "RejectedPositiveData" and refused_for_good_reason(response):
        return False
    # What was made is asked for by the member who made it, and removed by more than DELETE.
    if name == "EnsureResourceAvailability" and _owners.get(case.path_parameters["id"]) != case.cookies.get(COOKIE):
        return False
    with _lock:
        _failures[key(case.operation)] += 1
    return True


def refused_for_good_reason(response):
    problem = response.json()
    # One number gets one code in half a minute, and the same number is drawn more often.
    if problem["code"] == "rate_limited":
        return True
    fields = {error["field"] for error in problem.get("errors", [])}
    # A cursor is one that the server gave, for the same query.
    if fields == {"cursor"}:
        return True
    # A header that may be left out is written as a word where JSON Schema says null.
    if fields == {"Last-Event-ID"} and response.request.headers.get("Last-Event-ID") == "null":
        return True
    # `1000.0` is an integer for JSON Schema. Here amounts are written without a fraction.
    return response.status_code == 400 and "floating point" in problem["detail"]


@atexit.register
def tell():
    print()
    bad = 0
    for operation in sorted(_answers, key=lambda operation: operation[::-1]):
        method, path = operation
        answers = _answers[operation]
        every, good = sum(answers.values()), sum(count for status, count in answers.items() if status < 300)
        fails = not good or _failures[operation] > 0
        bad += fails
        others = " ".join(f"{status}:{count}" for status, count in sorted(answers.items()) if status >= 300)
        share = f"{good:>5} of {every:>5} succeeded, {100 * good // every:>3} %"
        print(f"{'FAIL' if fails else 'ok':<6}{method:<7}{path:<30}{share}   {others}")
    sys.stdout.flush()
    if bad:
        # Too late for an exception: only the exit status still reaches the caller.
        os._exit(1)
