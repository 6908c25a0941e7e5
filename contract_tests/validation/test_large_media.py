"""The size limit of images, to the byte, where a page states one."""

import base64
import binascii
from collections.abc import Callable

import pytest

from contract_tests.facts.page import Json, Place, pages
from contract_tests.judges.media import decoded_size
from contract_tests.judges.verdict import judge
from contract_tests.strategies import images
from contract_tests.strategies.bases import context
from contract_tests.strategies.edits import Edit, applied, at_first
from contract_tests.validation.client_side import findings

LIMITED = [
    (model, place) for model, page in pages().items() for place in page.places() if place.max_bytes
]
FREE = [
    (model, place)
    for model, page in pages().items()
    for place in page.places()
    if place.forms and not place.max_bytes and not place.formats
]
IN_EACH_FORMAT = [
    (model, place, name) for model, place in LIMITED for name in images.allowed(place.formats)
]
REFUSED = [
    (model, place, name)
    for model, place in LIMITED
    for name in images.CONTENT
    if place.formats and name not in place.formats
]
FORMS: dict[str, Callable[[str], str]] = {
    "Base64": str,
    "data URL": images.data_url,
}


def _body(model: str, place: Place, value: str) -> Json:
    change = Edit("image", at_first(place.path), value)
    return applied(pages()[model], context(model, place.name), change)


def _name(entry: object) -> str:
    return "/".join(entry.path) if isinstance(entry, Place) else str(entry)


@pytest.mark.page("kling-v1.5-i2i", "image")
def test_the_stated_size_is_ten_mebibytes() -> None:
    stated = {place.max_bytes for model, place in LIMITED if model == "kling-v1.5-i2i"}
    assert stated == {10 * 1024 * 1024}


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(("model", "place", "name"), IN_EACH_FORMAT, ids=_name)
def test_boundary(model: str, place: Place, name: str, form: str) -> None:
    most = place.max_bytes or 0
    for size in (most - 1, most):
        body = _body(model, place, FORMS[form](images.sized(size, name)))
        assert findings(model, body) == ([], [])
        assert judge(model).accepts(body)
    for size in (most + 1, most + 2):
        body = _body(model, place, FORMS[form](images.sized(size, name)))
        (violation,) = findings(model, body)[0]
        rule = "/".join((model, *place.path, "media"))
        assert violation.rule == rule
        assert (violation.limit, violation.actual) == (most, size)
        assert judge(model).broken(body) == {rule}


@pytest.mark.parametrize(("model", "place", "name"), REFUSED, ids=_name)
def test_format_comes_before_size(model: str, place: Place, name: str) -> None:
    large = images.sized((place.max_bytes or 0) + 1, name)
    (violation,) = findings(model, _body(model, place, large))[0]
    assert (violation.limit, violation.actual) == (list(place.formats), name)


@pytest.mark.parametrize(("model", "place"), LIMITED, ids=_name)
def test_never_on_a_url(model: str, place: Place) -> None:
    url = "https://example.com/" + "a" * (2 * (place.max_bytes or 0))
    assert findings(model, _body(model, place, url)) == ([], [])


@pytest.mark.parametrize(("model", "place"), FREE, ids=_name)
def test_any_size_and_format_where_the_page_states_none(model: str, place: Place) -> None:
    large = images.sized(10 * 1024 * 1024 + 1, "gif")
    assert findings(model, _body(model, place, large)) == ([], [])


def test_judged_without_decoding_it_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    """The first bytes and the length are enough: no time depends on it here, only a count."""
    decoded: list[int] = []

    def counting(function: Callable[..., bytes]) -> Callable[..., bytes]:
        def counted(data: str | bytes, *args: object, **kwargs: object) -> bytes:
            decoded.append(len(data))
            return function(data, *args, **kwargs)

        return counted

    model, place, name = IN_EACH_FORMAT[0]
    body = _body(model, place, images.sized(place.max_bytes or 0, name))
    for module, name in ((base64, "b64decode"), (binascii, "a2b_base64")):
        monkeypatch.setattr(module, name, counting(getattr(module, name)))
    assert findings(model, body) == ([], [])
    assert decoded
    assert max(decoded) <= 64


def test_the_judge_counts_bytes() -> None:
    assert [decoded_size(images.sized(size)) for size in (24, 25, 26)] == [24, 25, 26]
    assert decoded_size(images.data_url(images.sized(30))) == 30
    assert decoded_size(images.URL) == decoded_size("no image") == 0
