"""``python -m benchmarks [--only NAME [--write]] [--rounds N] [--page] [--peers]``."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterator, Sequence

from benchmarks import (
    bundle_size,
    concurrent_waits,
    conformance,
    generation,
    go_peers,
    imports,
    large_body,
    node_peers,
    peers,
    polling,
    report,
    submit_and_poll,
    validation,
)
from benchmarks.measure import Row

BENCHMARKS: dict[str, Callable[[int], Iterator[Row]]] = {
    "validation": validation.rows,
    "imports": imports.rows,
    "bundle_size": bundle_size.rows,
    "submit_and_poll": submit_and_poll.rows,
    "large_body": large_body.rows,
    "concurrent_waits": concurrent_waits.rows,
    "polling": polling.rows,
    "conformance": conformance.rows,
    "generation": generation.rows,
}
_ROUNDS = 15


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the benchmarks; an unfinished set (``--only``) is printed, and written if told so."""
    parser = argparse.ArgumentParser(prog="benchmarks")
    parser.add_argument("--only", choices=sorted(BENCHMARKS))
    parser.add_argument(
        "--write", action="store_true", help="put the rows of --only in the results"
    )
    parser.add_argument("--rounds", type=int, default=_ROUNDS)
    parser.add_argument("--page", action="store_true", help="only write the page, from the results")
    parser.add_argument("--peers", action="store_true", help="only get what is measured against")
    options = parser.parse_args(arguments)
    if options.peers:
        peers.python(make=True)
        node_peers.folder(make=True)
        go_peers.playground(make=True)
        return 0
    if options.page:
        report.write_page()
        return 0
    names = [options.only] if options.only else list(BENCHMARKS)
    rows: dict[str, list[Row]] = {}
    for name in names:
        print(f"measuring {name}", file=sys.stderr)
        rows[name] = list(BENCHMARKS[name](options.rounds))
    print(report.table([row for family in rows.values() for row in family]))
    if options.only and options.write:
        report.replace(rows)
    elif not options.only:
        report.write(rows)
    return 0


if __name__ == "__main__":
    sys.exit(main())
