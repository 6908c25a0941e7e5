"""Installing behind a proxy that signs with a certificate of its own."""

import subprocess
from pathlib import Path

import pytest

from tools import installer

_UV = """\
#!/bin/sh
echo "$UV_SYSTEM_CERTS" >> "$0.log"
[ "$UV_SYSTEM_CERTS" = 1 ] && exit 0
echo "{problem}" >&2
exit 2
"""


def _uv(folder: Path, problem: str) -> Path:
    path = folder / "uv"
    path.write_text(_UV.replace("{problem}", problem))
    path.chmod(0o755)
    return path


def test_system_certificates_are_the_second_try(tmp_path: Path) -> None:
    uv = _uv(tmp_path, "invalid peer certificate: UnknownIssuer")
    installer.uv_pip(uv, {}, "python", "sync")
    assert (tmp_path / "uv.log").read_text().splitlines() == ["", "1"]


@pytest.mark.parametrize(
    ("problem", "env"),
    [("no such package", {}), ("invalid peer certificate", {"SSL_CERT_FILE": "/certificates.pem"})],
)
def test_other_failures_stand(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], problem: str, env: dict[str, str]
) -> None:
    with pytest.raises(subprocess.CalledProcessError):
        installer.uv_pip(_uv(tmp_path, problem), env, "python", "sync")
    assert len((tmp_path / "uv.log").read_text().splitlines()) == 1
    assert problem in capfd.readouterr().err
