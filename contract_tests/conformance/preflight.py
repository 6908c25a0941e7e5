"""Before anything else: is there a service of this kind, and does it take the key?

With a wrong key a server turns everything down, and every rule would look kept.
"""

from __future__ import annotations

from collections.abc import Callable

from contract_tests.conformance.answers import data_of
from contract_tests.conformance.courier import Courier
from contract_tests.conformance.exchange import NOT_JSON, Answer, Fault
from contract_tests.conformance.protocol import unknown_task
from contract_tests.conformance.step import Step

VALIDATE = "/api/v1/apikey/validate"
_REFUSED = (401, 403)
_ASK_ABOUT_KEY = Step(
    id="response/key",
    check="response/key",
    level="should",
    side="protocol",
    method="GET",
    path=VALIDATE,
    label="is the key valid?",
    expect=(200,),
    content_type=None,
    submit=False,
)


def why_not(courier: Courier, seed: int, heard: Callable[[Step, Answer], None]) -> str | None:
    """Why nothing can be told about this server, or ``None`` when the key is proven."""
    asked = courier.get(VALIDATE)
    if isinstance(asked, Answer):
        heard(_ASK_ABOUT_KEY, asked)
    valid = data_of(asked).get("is_valid") if isinstance(asked, Answer) else None
    if valid is True:
        return None
    if valid is False:
        return "the service says that the key is not valid (MODELLIX_API_KEY)"
    # A copy of the API need not have that endpoint; any read tells about the key as well.
    read = courier.get(unknown_task(seed, 0))
    if isinstance(read, Fault):
        return f"the server cannot be reached ({read.words})"
    if 300 <= read.status < 400:
        words = "give --base-url the address that it points to"
        return f"the server redirects ({read.status}): {words}"
    if read.status in _REFUSED:
        return f"the key is refused with {read.status} (MODELLIX_API_KEY)"
    if read.status >= 500:
        return f"the server answers {read.status}"
    if _speaks_the_envelope(read) or _tells_keys_apart(courier, seed):
        return None
    return (
        f"what answers there ({read.status}, {read.header('content-type') or 'no content type'}) "
        "does not speak as this API does; --base-url is the origin, without /api/v1"
    )


def _tells_keys_apart(courier: Courier, seed: int) -> bool:
    wrong = courier.get(unknown_task(seed, 0), "unrelated")
    return isinstance(wrong, Answer) and wrong.status in _REFUSED


def _speaks_the_envelope(answer: Answer) -> bool:
    value = answer.json()
    if value is NOT_JSON or not isinstance(value, dict):
        return False
    return "code" in value or "message" in value or "data" in value
