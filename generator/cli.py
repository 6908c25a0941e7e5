"""The command line: ``generate``, ``lint`` and ``drift``."""

from __future__ import annotations

import argparse
import io
import sys
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

from generator import fingerprint
from generator.output import OutputError, locked, recover, stale
from generator.reuse.state import generator_state

_OUTPUT = "generated_client"
_LOCK = "out/cache/generate.lock"
_FORMATS = ("table", "json", "markdown", "github")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; returns the exit code: 0 fine, 1 the spec or the output is not.

    ``drift`` has codes of its own: 0 no drift, 1 drift, 2 a page could not be read.
    """
    parser = argparse.ArgumentParser(prog="generator", description="Writes clients from the spec.")
    parser.add_argument("--root", type=Path, default=Path.cwd(), help=argparse.SUPPRESS)
    commands = parser.add_subparsers(dest="command", required=True)
    generate = commands.add_parser("generate", help="write generated_client/ from spec/")
    generate.add_argument("--check", action="store_true", help="write nothing; 1 if it is stale")
    commands.add_parser("lint", help="report every mistake in spec/")
    drift = commands.add_parser("drift", help="hold docs pages against spec/")
    drift.add_argument("folder", type=Path, metavar="DIR", help="a folder with saved pages")
    drift.add_argument("--apply", action="store_true", help="write what is certain into spec/")
    drift.add_argument("--format", choices=_FORMATS, default=_FORMATS[0])
    options = parser.parse_args(arguments)
    # A finding quotes the spec, whatever the terminal can show.
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    root = options.root.resolve()
    if options.command == "lint":
        return _lint(root)
    if options.command == "drift":
        from generator.docs.command import drift as compare  # noqa: PLC0415 - only here

        if not options.apply:
            return compare(root, options.folder, options.format)
        from generator.pipeline import mistakes  # noqa: PLC0415 - slow to import

        return compare(root, options.folder, options.format, mistakes, _surfaces)
    return _generate(root, check=options.check)


def _surfaces(root: Path) -> dict[str, str]:
    """What each client would offer, generated from the spec below ``root``; else nothing."""
    from generator.pipeline import build, read_spec  # noqa: PLC0415 - slow, not always needed
    from generator.surface import FOLDER  # noqa: PLC0415
    from generator.targets.common.errors import GenerationError  # noqa: PLC0415
    from generator.targets.python.formatting import FormattingError  # noqa: PLC0415

    try:
        files = build(*read_spec(root))
    except (GenerationError, FormattingError, OSError) as error:
        print(f"drift: the spec is written, but no client comes of it: {error}", file=sys.stderr)
        return {}
    return {
        Path(path).stem: data.decode()
        for path, data in files.items()
        if path.startswith(f"{FOLDER}/")
    }


def _lint(root: Path) -> int:
    from generator.pipeline import read_spec  # noqa: PLC0415 - slow to import, not always needed
    from generator.spec.findings import SpecError  # noqa: PLC0415

    try:
        _, contract = read_spec(root)
    except SpecError as error:
        for finding in error.findings:
            print(finding)
        print(_count(error.findings), file=sys.stderr)
        return 1
    print(f"{len(contract.models)} models, no mistakes")
    return 0


def _generate(root: Path, *, check: bool) -> int:
    output = root / _OUTPUT
    try:
        if check:
            recover(output)
            return _build(root, output, generator_state(), "", check=True)
        with _alone(root):
            return _in_turn(root, output)
    except (OutputError, OSError) as error:
        print(f"generate: {error}", file=sys.stderr)
        return 1


def _in_turn(root: Path, output: Path) -> int:
    """Bring the output in line with the spec as it is now: who waited may find it done."""
    recover(output)
    state = generator_state()
    # Before the spec is read: who changes it meanwhile is not taken for up to date.
    inputs = fingerprint.fingerprint(root, state)
    if fingerprint.unchanged(root, output, inputs):
        print(f"{_OUTPUT} is up to date", file=sys.stderr)
        return 0
    return _build(root, output, state, inputs, check=False)


@contextmanager
def _alone(root: Path) -> Iterator[None]:
    """One generation at a time below ``root``, so that the last to begin also ends last.

    Where no lock can be made the output is safe too: it is replaced under a lock of its own.
    """
    path = root / _LOCK
    with ExitStack() as held:
        with suppress(OSError):
            path.parent.mkdir(parents=True, exist_ok=True)
            held.enter_context(locked(path, _tell_of_wait))
        yield


def _tell_of_wait() -> None:
    print("generate: another one is at work in this folder; waiting for it", file=sys.stderr)


def _build(root: Path, output: Path, state: str, inputs: str, *, check: bool) -> int:
    # The parser and the template engine take most of a second to import.
    from generator.regenerate import expected, regenerate  # noqa: PLC0415
    from generator.spec.findings import SpecError  # noqa: PLC0415
    from generator.targets.common.errors import GenerationError  # noqa: PLC0415
    from generator.targets.python.formatting import FormattingError  # noqa: PLC0415

    try:
        if check:
            return _told(stale(output, expected(root, state)))
        written = regenerate(root, output, state)
    except SpecError as error:
        for finding in error.findings:
            print(finding, file=sys.stderr)
        print(f"generate: {_count(error.findings)} in the spec", file=sys.stderr)
        return 1
    except (GenerationError, FormattingError) as error:
        print(f"generate: {error}", file=sys.stderr)
        return 1
    fingerprint.remember(root, inputs, written.manifest.text())
    count = len(written.manifest.files)
    print(f"{count} files, {len(written.changed)} changed", file=sys.stderr)
    return 0


def _told(paths: Sequence[str]) -> int:
    for path in paths:
        print(f"{_OUTPUT}/{path} is not what the spec gives", file=sys.stderr)
    if paths:
        print("run: make generate", file=sys.stderr)
    return 1 if paths else 0


def _count(findings: Sequence[object]) -> str:
    return "1 mistake" if len(findings) == 1 else f"{len(findings)} mistakes"
