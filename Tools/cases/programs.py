"""The programs that cases run: built once, kept in fixtures/cases/programs, and loaded from there."""

import hashlib
import json
from functools import cache

from solders.keypair import Keypair
from solders.pubkey import Pubkey

from paths import FOLDER, REPOSITORY, contract_module
from addresses import UPGRADEABLE_LOADER, USDC_MAINNET
from chain import FIRST_SLOT

deposit_program = contract_module("deposit_program")
proxy = contract_module("proxy")

BINARIES = FOLDER / "programs"
TEST_BUILD = REPOSITORY / "Contract" / "test-build.json"
# Addresses as in Contract/Tests: seeds of 32 equal bytes.
DEPOSIT, PROXY, CLONE, CRANK = (
    Keypair.from_seed(bytes([byte] * 32)).pubkey() for byte in (0xD0, 0xD1, 0xD2, 0xD3))
NAMES = {DEPOSIT: "deposit", PROXY: "proxy", CLONE: "deposit", CRANK: "proxy"}
ESCROW, CRANK_ESCROW = (proxy.escrow(program)[0] for program in (PROXY, CRANK))


@cache
def binary(name: str) -> bytes:
    return (BINARIES / f"{name}.so").read_bytes()


def build() -> None:
    """Build both programs anew; the deposit program with the tests' constants."""
    built = contract_module("built")
    BINARIES.mkdir(parents=True, exist_ok=True)
    (BINARIES / "deposit.so").write_bytes(built.deposit())
    (BINARIES / "proxy.so").write_bytes(built.proxy())


def is_current() -> bool:
    """Whether the kept deposit program is the one that the contract's own tests describe."""
    return json.loads(TEST_BUILD.read_text())["sha256"] == deposit_hash()


@cache
def nothing() -> bytes:
    """A program that does nothing and succeeds."""
    return contract_module("built").nothing()


def failing(number: int) -> bytes:
    """A program that fails with a number of its own: `nothing`, with another first instruction."""
    succeed, fail = (bytes([0xB7, 0, 0, 0]) + each.to_bytes(4, "little") for each in (0, number))
    return nothing().replace(succeed, fail)


def deposit_hash() -> str:
    return hashlib.sha256(binary("deposit")).hexdigest()


def program_data(program: Pubkey) -> Pubkey:
    return Pubkey.find_program_address([bytes(program)], UPGRADEABLE_LOADER)[0]


def pin(**fields) -> dict:
    """The element of a policy's `programs` that trusts the deposit program as the chain starts."""
    return {"id": str(DEPOSIT), "kind": "l5-deposit", "hash": deposit_hash(),
            "deploySlot": FIRST_SLOT, "upgradeAuthority": None} | fields


def interface(treasury: Pubkey):
    """Builds the deposit program's instructions."""
    return deposit_program.Interface(DEPOSIT, treasury, USDC_MAINNET)
