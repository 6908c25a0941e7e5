"""An index of the docs held against the models of the spec: which appear, which vanish."""

from __future__ import annotations

from collections.abc import Iterator

from generator.contract.types import Contract
from generator.docs.comparing.difference import Difference
from generator.docs.page import Listing

_NO_PAGE = "save its page beside this one, and a draft is written from it"


def listing_differences(listing: Listing, contract: Contract) -> Iterator[Difference]:
    """One difference for each model that only one side has.

    Slugs of pages have hyphens where a model's name has dots. A provider that the index does not
    list at all is passed over: it may be the index of another part of the docs.
    """
    known = {model.id.replace(".", "-"): model for model in contract.models}
    for provider, slug, line in listing.entries:
        name = slug if slug.startswith(f"{provider}-") or slug in known else f"{provider}-{slug}"
        if name.replace(".", "-") not in known:
            yield Difference(
                model=slug,
                subject="model",
                kind="model",
                was=None,
                is_=slug,
                class_="addition",
                certainty=1.0,
                file=listing.file,
                line=line,
                spec=None,
                advice=_NO_PAGE,
            )
    providers = {provider for provider, _, _ in listing.entries}
    slugs = {slug for _, slug, _ in listing.entries}
    slugs |= {f"{provider}-{slug}" for provider, slug, _ in listing.entries}
    for slug, model in known.items():
        if model.provider in providers and slug not in slugs:
            yield Difference(
                model=model.id,
                subject="model",
                kind="model",
                was=model.id,
                is_=None,
                class_="breaking",
                certainty=0.9,
                file=listing.file,
                line=None,
                spec=model.location,
                advice="ask whether the model is gone before its clients go",
            )
