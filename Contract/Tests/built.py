"""The programs, built once per run from the sources as they are."""

import struct
import subprocess
from functools import cache

from addresses import TOKEN_2022, associated
from vm import REPOSITORY, TREASURY, key

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


def nothing() -> bytes:
    """A program that does nothing and succeeds: an sBPF v3 file around `mov64 r0, 0` and `exit`."""
    code = bytes.fromhex("b700000000000000" "9500000000000000")
    start = 0x1_0000_0000
    header = struct.pack("<16sHHIQQQIHHHHHH", b"\x7fELF\2\1\1", 3, 247, 1, start, 64, 0, 3, 64, 56, 1,
                         0, 0, 0)
    segment = struct.pack("<IIQQQQQQ", 1, 1, 64 + 56, start, start, len(code), len(code), 0)
    return header + segment + code


MINT_2022 = key(0xA1)
MINIMUM_2022 = 1_000_000


@cache
def deposit_2022(allowed_extensions: int = 0) -> bytes:
    """The same for a mint of the newer token program, with a minimum; a bit allows an extension."""
    constants = FOLDER / f"Build-{allowed_extensions}.swift"
    FOLDER.mkdir(parents=True, exist_ok=True)
    constants.write_text(f"""import SolanaProgram

enum Build {{
    static let treasury = {literal(TREASURY)}
    static let treasuryTokenAccount = {literal(associated(TREASURY, MINT_2022, TOKEN_2022))}
    static let mint = {literal(MINT_2022)}
    static let tokenProgram = {literal(TOKEN_2022)}
    static let decimals: UInt8 = 6
    static let minimum: UInt64 = {MINIMUM_2022}
    static let allowedExtensions: UInt64 = {allowed_extensions}
}}
""")
    return build(f"deposit-2022-{allowed_extensions}", "--constants", str(constants))


def literal(address) -> str:
    """An address as four little-endian words."""
    words = (int.from_bytes(bytes(address)[at:at + 8], "little") for at in range(0, 32, 8))
    return f"Address({', '.join(hex(word) for word in words)})"
