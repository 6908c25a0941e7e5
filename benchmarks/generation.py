"""What it costs to generate the clients: at first, again, and for a spec that grows.

Ours and the stock openapi-python-client each run as a fresh process, from the files of a spec to
formatted files on disk; the stock generator reads the bundle of the same spec and writes one client
in one language. So does hey-api, with types, calls and zod schemas, for TypeScript alone.
"""

from __future__ import annotations

import json
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from importlib.metadata import version
from pathlib import Path

from benchmarks import node_peers
from benchmarks.grown_spec import ROOT, change, grow
from benchmarks.measure import Row, Timing, timing
from benchmarks.peers import settings
from benchmarks.runs import Run, run

_SIZES = (5, 10, 100, 1000)
_FEW = (5, 6, 7, 8)  # for a run of one round
_PEER = "openapi-python-client"
_HEY = "@hey-api/openapi-ts"
_PLUGINS = ("@hey-api/typescript", "@hey-api/client-fetch", "@hey-api/sdk", "zod")
_COLD, _WARM_MS, _PYTHON, _CHANGED_S, _LINEAR = 2.0, 150.0, 1.5, 1.0, 1.25
_TARGETS = ("python", "typescript", "go")


def rows(rounds: int) -> Iterator[Row]:
    """Cold and warm for the spec as it is; then what a model costs as models are added."""
    sizes = _SIZES if rounds > 1 else _FEW
    few = max(1, rounds // 3)
    with tempfile.TemporaryDirectory() as place:
        specs = {size: _Spec(Path(place) / str(size), size) for size in sizes}
        first, *larger = specs.values()
        ours, stock = _in_turn([first.cold, first.stock], few)
        for name, unit, aim in (("CPU time", "cpu", _COLD), ("wall time", "wall", _COLD)):
            title = f"generate all three clients, cold: {name}"
            yield _row(title, _figures(ours, unit), _figures(stock, unit), "s", aim)
        yield _warm(first, rounds)
        grown: dict[int, list[list[Run]]] = {}
        for spec in larger:
            grown[spec.size] = _in_turn([spec.cold, spec.stock], _rounds_for(spec, few))
        yield from _growth(grown)
        node_modules = node_peers.folder(make=rounds > 1)
        yield from _alone(specs[sizes[-2]], specs[sizes[-1]], grown, node_modules)
        for spec in (first, *larger[1:]):
            yield _changed(spec, few)


class _Spec:
    """A spec of so many models, and what is generated from it."""

    def __init__(self, root: Path, size: int) -> None:
        self.root = root
        self.size = size
        self.models = grow(root, size)
        self._env = settings()
        self._env["PATH"] = f"{Path(sys.executable).parent}:{self._env['PATH']}"

    def generate(self) -> Run:
        """Our generator, on what the last run left."""
        command = [sys.executable, "-m", "generator", "--root", str(self.root), "generate"]
        return run(command, folder=ROOT, env=self._env)

    def cold(self) -> Run:
        """Our generator, with nothing there yet."""
        for name in ("generated_client", "out"):
            shutil.rmtree(self.root / name, ignore_errors=True)
        return self.generate()

    def target(self, name: str) -> Run:
        """Our generator, one target alone."""
        command = [sys.executable, "-m", "benchmarks.generate_target", str(self.root), name]
        return run(command, folder=ROOT, env=self._env)

    def stock(self) -> Run:
        """The stock generator on our bundle, with the formatting that it does by itself."""
        place = self.root / "stock"
        shutil.rmtree(place, ignore_errors=True)
        program = str(Path(sys.executable).parent / _PEER)
        options = ["--meta", "none", "--output-path", str(place)]
        bundle = str(self.root / "generated_client" / "openapi.json")
        return run([program, "generate", "--path", bundle, *options], folder=ROOT, env=self._env)

    def hey(self, packages: Path) -> Run:
        """hey-api on our bundle, with the npm packages in that folder."""
        node = node_peers.node()
        assert node is not None
        program = str(packages / "node_modules" / _HEY / "bin" / "run.js")
        bundle = str(self.root / "generated_client" / "openapi.json")
        options = ["-i", bundle, "-o", str(self.root / "hey"), "--no-log-file", "-p", *_PLUGINS]
        return run([node, program, *options], folder=packages, env=self._env)


def _rounds_for(spec: _Spec, few: int) -> int:
    """A spec of a thousand models takes a minute: one round of it has to do."""
    return few if spec.size < _SIZES[-2] else 1


def _in_turn(candidates: list[Callable[[], Run]], rounds: int) -> list[list[Run]]:
    found: list[list[Run]] = [[] for _ in candidates]
    for _ in range(rounds):
        for runs, candidate in zip(found, candidates, strict=True):
            runs.append(candidate())
    return found


def _figures(runs: list[Run], unit: str) -> Timing:
    return timing([getattr(one, unit) for one in runs])


def _row(
    title: str,
    ours: Timing,
    peer: Timing,
    unit: str,
    aim: float | None,
    name: tuple[str, str] = (_PEER, version(_PEER)),
) -> Row:
    peer_name, peer_version = name
    return Row.between(
        title, ours, peer, peer_name=peer_name, peer_version=peer_version, unit=unit, aim=aim
    )


def _against(title: str, ours: Timing, aim: float, unit: str) -> Row:
    shown = f"the aim of {aim:g} {unit}"
    return Row(title, ours.median, aim, shown, "", ours.median / aim, ours.spread, unit, 1.0)


def _warm(spec: _Spec, rounds: int) -> Row:
    """Over what Python itself takes to start, each round beside its own start."""
    spec.generate()
    over = []
    for _ in range(rounds):
        started = time.perf_counter()
        run([sys.executable, "-c", "pass"], folder=ROOT)
        start = time.perf_counter() - started
        over.append((spec.generate().wall - start) * 1e3)
    title = "generate with nothing changed, over Python's start"
    return _against(title, timing([max(0.0, value) for value in over]), _WARM_MS, "ms")


def _growth(grown: dict[int, list[list[Run]]]) -> Iterator[Row]:
    """The whole at each size, and whether the later models cost what the earlier ones did."""
    for unit, name, shown, part, parts in (
        ("cpu", "CPU time", "s", "ms", 1e3),
        ("memory", "peak memory", "MiB", "KiB", 2**10),
    ):
        figures = {size: [_figures(runs, unit) for runs in pair] for size, pair in grown.items()}
        for size, (ours, stock) in figures.items():
            yield _row(f"generate {size} models, cold: {name}", ours, stock, shown, None)
        small, middle, large = figures
        early, late = (
            max(0.0, figures[high][0].median - figures[low][0].median) / (high - low) * parts
            for low, high in ((small, middle), (middle, large))
        )
        if early > 0:
            title = f"{name} a model, {middle} to {large} beside {small} to {middle} models"
            ratio = late / early
            spread = max(timings[0].spread for timings in figures.values())
            own = ("ours, earlier", "")
            yield Row(title, late, early, *own, ratio, spread, part, _LINEAR)


def _alone(
    middle: _Spec, large: _Spec, grown: dict[int, list[list[Run]]], packages: Path | None
) -> Iterator[Row]:
    """What one more model costs each target, reading and checking the spec with it."""
    between = large.size - middle.size
    stock = (_median(grown[large.size][1]) - _median(grown[middle.size][1])) / between * 1e3
    for target in _TARGETS:
        more = large.target(target).cpu - middle.target(target).cpu
        ours = Timing(max(0.0, more) / between * 1e3, 0.0)
        title = f"{target} alone, CPU time a model from {middle.size} to {large.size}"
        if stock > 0:  # with few models the noise is larger than they are
            aim = _PYTHON if target == "python" else None
            yield _row(title, ours, Timing(stock, 0.0), "ms", aim)
        if target == "typescript" and packages is not None:
            hey = (large.hey(packages).cpu - middle.hey(packages).cpu) / between * 1e3
            text = (packages / "node_modules" / _HEY / "package.json").read_text(encoding="utf-8")
            if hey > 0:
                name = (f"{_HEY} with zod", json.loads(text)["version"])
                yield _row(title, ours, Timing(hey, 0.0), "ms", None, name)


def _median(runs: list[Run]) -> float:
    return statistics.median(one.cpu for one in runs)


def _changed(spec: _Spec, rounds: int) -> Row:
    """One limit of one model changes between two runs."""
    spec.generate()
    walls = []
    for number in range(rounds):
        change(spec.models[number % len(spec.models)])
        walls.append(spec.generate().wall)
    title = f"one changed model of {spec.size}: wall time"
    return _against(title, timing(walls), _CHANGED_S, "s")
