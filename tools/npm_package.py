"""Builds the npm package of the TypeScript client below `out/`, and holds it against its users.

Run as `python -m tools.npm_package`: publint and attw look at what `npm pack` would hand out.
"""

import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
CLIENT = ROOT / "generated_client" / "typescript"
NODE = ROOT / ".tools" / "node" / "bin" / "node"
_MODULES = ROOT / "tools" / "node" / "node_modules"
_PROGRAMS = {
    "tsc": _MODULES / "typescript" / "bin" / "tsc",
    "esbuild": _MODULES / "esbuild" / "bin" / "esbuild",
    "publint": _MODULES / "publint" / "src" / "cli.js",
    "attw": _MODULES / "@arethetypeswrong" / "cli" / "dist" / "index.js",
}


def build(folder: Path) -> Path:
    """Make the package as a user has it in `node_modules`, below `folder`; returns its path."""
    package = folder / "node_modules" / "modellix-client"
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(CLIENT, package, ignore=shutil.ignore_patterns("node_modules", "dist"))
    tsc = ["-p", str(package / "tsconfig.build.json"), "--typeRoots", str(_MODULES / "@types")]
    run("tsc", *tsc)
    for name in ("src", "test"):
        shutil.rmtree(package / name)
    for name in ("tsconfig.json", "tsconfig.build.json"):
        (package / name).unlink()
    return package


def run(program: str, *arguments: str, cwd: Path = ROOT) -> str:
    """Run one of the tools; raises `CalledProcessError` with what it said."""
    command = [str(NODE), str(_PROGRAMS[program]), *arguments]
    done = subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        print(done.stdout, done.stderr, file=sys.stderr)
        done.check_returncode()
    return done.stdout


def main() -> int:
    """Build and look; exit code 1 when something is wrong with it."""
    package = build(ROOT / "out" / "npm")
    npm = ROOT / ".tools" / "node" / "bin" / "npm"
    pack = [str(NODE), str(npm.resolve()), "pack", "--ignore-scripts", "--silent"]
    try:
        run("publint", "run", "--strict", "--pack=false", str(package))
        packed = subprocess.run(pack, cwd=package, capture_output=True, text=True, check=True)
        # Who requires it from CommonJS gets a module: Node 22 and newer can do that.
        run("attw", "--profile", "esm-only", str(package / packed.stdout.strip()))
    except subprocess.CalledProcessError:
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
