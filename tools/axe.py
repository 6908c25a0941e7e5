"""What axe, the usual checker of accessibility, says about a page in a browser."""

import json
from pathlib import Path
from typing import Any, Final, Protocol

SOURCE: Final = Path(__file__).parent / "node" / "node_modules" / "axe-core" / "axe.min.js"
# Every rule that axe has: what WCAG 2.2 asks for on level AA, and what is good practice.
_ASK: Final = """
axe.run(document, {resultTypes: ["violations"]}).then(({violations}) => JSON.stringify(
  violations.map(({id, impact, help, nodes}) => ({
    id, impact, help, count: nodes.length, first: nodes[0].target.join(" ")
  }))
))
"""


class Page(Protocol):
    """A page that runs JavaScript."""

    def run(self, code: str) -> Any:
        """The value of an expression, awaited if it is a promise."""
        ...


def problems(page: Page) -> list[str]:
    """Return what is wrong with the page, one line each.

    Raises:
        FileNotFoundError: axe is not installed; `make node` does it.
    """
    page.run(SOURCE.read_text(encoding="utf-8"))
    found: list[dict[str, Any]] = json.loads(page.run(_ASK))
    return [
        f"axe: {one['id']} ({one['impact']}), {one['count']} times: {one['help']}: {one['first']}"
        for one in found
    ]
