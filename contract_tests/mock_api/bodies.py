"""From the bytes of a submit to a body that keeps every rule of its model."""

from __future__ import annotations

from typing import Any, Final

from contract_tests.mock_api import errors
from contract_tests.mock_api.catalog import Offer
from contract_tests.mock_api.messages import Answer, Request
from contract_tests.mock_api.strict_json import InvalidJsonError, read_json

MAX_BODY: Final = 64 * 1024 * 1024


def read_body(request: Request, offer: Offer) -> dict[str, Any] | Answer:
    """The body of a submit that keeps every rule, or why it is refused."""
    if len(request.body) > MAX_BODY:
        return errors.too_large(MAX_BODY)
    kind, _, parameters = (request.header("content-type") or "").partition(";")
    charset = parameters.replace(" ", "").replace('"', "").lower()
    if kind.strip().lower() != "application/json" or charset not in ("", "charset=utf-8"):
        return errors.bad_request(errors.INVALID_FORMAT, "the body must be application/json")
    try:
        body = read_json(request.body)
    except InvalidJsonError as problem:
        return errors.bad_request(errors.INVALID_FORMAT, str(problem))
    refusals = offer.judge.refusals(body)
    if refusals:
        return errors.bad_request(refusals[0].category, refusals[0].detail)
    return dict(body)
