"""The programs, built once per run from the sources as they are."""

import subprocess
from functools import cache

from vm import REPOSITORY

FOLDER = REPOSITORY / ".build" / "contract-tests"


def build(name: str, *arguments: str) -> bytes:
    FOLDER.mkdir(parents=True, exist_ok=True)
    output = FOLDER / f"{name}.so"
    command = [str(REPOSITORY / "Scripts" / "build-program"), *arguments, "-o", str(output)]
    result = subprocess.run(command, capture_output=True, text=True)
    if result.returncode:
        raise RuntimeError(f"{' '.join(command)}\n{result.stdout}{result.stderr}")
    return output.read_bytes()


@cache
def deposit() -> bytes:
    """The deposit program with the tests' constants."""
    return build("deposit", "--test")


@cache
def proxy() -> bytes:
    return build("proxy", "--module", str(REPOSITORY / "Contract" / "Proxy"))
