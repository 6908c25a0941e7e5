"""Error answers: ``{"code": <HTTP status>, "message": "<Category>: <detail>"}``.

The categories are the documented ones (api facts, section 5). Where the docs name a status and no
category (402), or do not name the status (405, 413), plain words stand in its place.
A detail names a parameter and its limit, never what a caller wrote into a prompt or an image.
"""

from __future__ import annotations

from contract_tests.mock_api.messages import Answer, Headers, json_answer

INVALID_PARAMETERS = "Invalid parameters"
MISSING_PARAMETER = "Missing required parameter"
INVALID_FORMAT = "Invalid format"
OUT_OF_RANGE = "Value out of range"


def error(status: int, category: str, detail: str, headers: Headers = ()) -> Answer:
    """An error in the documented envelope."""
    return json_answer(status, {"code": status, "message": f"{category}: {detail}"}, headers)


def bad_request(category: str, detail: str) -> Answer:
    """400: a parameter is missing, malformed or out of range."""
    return error(400, category, detail)


def unauthorized() -> Answer:
    """401: the key is missing or wrong; the same words for both, so that neither can be told."""
    # RFC 9110, 15.5.2: a 401 names the scheme to use.
    headers = (("www-authenticate", "Bearer"),)
    return error(401, "Authentication failed", "invalid or missing API key", headers)


def payment_required() -> Answer:
    """402: the balance does not suffice."""
    return error(402, "Insufficient balance", "top up the account to submit this request")


def not_found(what: str) -> Answer:
    """404: ``what`` is unknown here."""
    return error(404, "Resource not found", what)


def method_not_allowed(allowed: str) -> Answer:
    """405: the path is known, the method is not."""
    return error(405, "Method not allowed", f"use {allowed}", (("allow", allowed),))


def too_large(limit: int) -> Answer:
    """413: the body is longer than ``limit`` bytes."""
    return error(413, "Request too large", f"the body may hold at most {limit} bytes")


def rate_limited(limit: int) -> Answer:
    """429: too many requests in this minute."""
    return error(429, "Rate limit exceeded", f"at most {limit} requests a minute")


def concurrency_limited(limit: int) -> Answer:
    """429: too many tasks at once."""
    return error(429, "Concurrent limit exceeded", f"at most {limit} tasks at once")
