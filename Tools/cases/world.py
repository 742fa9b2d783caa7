"""The fixture world: wallets, token accounts, codes and their references, and what they are called."""

import hashlib
from contextlib import contextmanager

from solders.keypair import Keypair
from solders.pubkey import Pubkey

import base58
import programs
from addresses import (ASSOCIATED_TOKEN, MEMO_V1, MEMO_V3, MEMO_V4, PYUSD, SYSTEM, TOKEN, TOKEN_2022,
                       USDT, WRAPPED_SOL)
from addresses import USDC_MAINNET as USDC
from genesis import GENESIS_HASHES

GENESIS = GENESIS_HASHES["mainnet"]
USD, SOL = 1_000_000, 1_000_000_000
FIVE = 5 * USD
EURC = Pubkey.from_string("HzwqbKZw8HxMN6bF2yFZNrht3c2iXXzpKcFu7uBEDKtr")

KEYS: dict[Pubkey, Keypair] = {}
NAMES: dict[Pubkey, str] = {}


def named(name: str, address: Pubkey) -> Pubkey:
    """Let the descriptions of transactions call an address so."""
    NAMES[address] = name
    return address


@contextmanager
def names_of_its_own():
    """Forget afterwards the names that were given inside: no case may describe another."""
    before = dict(NAMES)
    try:
        yield
    finally:
        NAMES.clear()
        NAMES.update(before)


def name_of(address: Pubkey) -> str:
    text = str(address)
    return NAMES.get(address, f"{text[:4]}…{text[-4:]}")


def key(seed: int | bytes, name: str | None = None) -> Pubkey:
    """A wallet that can sign; a number stands for a seed of 32 equal bytes."""
    pair = Keypair.from_seed(bytes([seed] * 32) if isinstance(seed, int) else seed)
    KEYS[pair.pubkey()] = pair
    return named(name, pair.pubkey()) if name else pair.pubkey()


def other(name: str) -> Pubkey:
    """A further wallet that can sign, made from its name."""
    return key(hashlib.sha256(f"case wallet {name}".encode()).digest(), name)


def associated(owner: Pubkey, mint: Pubkey = USDC, program: Pubkey = TOKEN) -> Pubkey:
    seeds = [bytes(owner), bytes(program), bytes(mint)]
    return Pubkey.find_program_address(seeds, ASSOCIATED_TOKEN)[0]


PAYER, TREASURY, ATTACKER, VICTIM, RELAYER, DELEGATE, HOT = (
    key(number, name) for number, name in enumerate(
        ("PAYER", "TREASURY", "ATTACKER", "VICTIM", "RELAYER", "DELEGATE", "HOT"), 1))
ISSUER = key(0xF0, "ISSUER")  # mint and freeze authority of every mint, permanent delegate of PYUSD
WALLETS = (PAYER, TREASURY, ATTACKER, VICTIM, RELAYER, DELEGATE, HOT)

P, T, A = (named(name, associated(owner))
           for name, owner in (("P", PAYER), ("T", TREASURY), ("A", ATTACKER)))

C1, C2 = "A1B2C3D4E5F6A7B8", "1122334455667788"
L1 = "A1B2C3D4"  # legacy: eight ASCII characters
MEMO = f"deposit:{C1}"
AGENTS = {C1: "agt_1", C2: "agt_2", L1: "agt_3"}

for name, address in {
    "USDC": USDC, "USDT": USDT, "EURC": EURC, "PYUSD": PYUSD, "wSOL": WRAPPED_SOL, "Token": TOKEN,
    "Token-2022": TOKEN_2022, "System": SYSTEM, "Memo v1": MEMO_V1, "Memo v3": MEMO_V3,
    "Memo v4": MEMO_V4, "PROXY": programs.PROXY, "DEPOSIT": programs.DEPOSIT,
    "ESCROW": programs.ESCROW,
}.items():
    named(name, address)


def code_name(code: str) -> str:
    return {C1: "C1", C2: "C2", L1: "L1"}.get(code, code)


def code_bytes(code: str) -> bytes:
    return code.encode() if len(code) == 8 else bytes.fromhex(code)


def REF(code: str, account: Pubkey = T, genesis: str = GENESIS) -> Pubkey:
    """The reference of a code at a treasury account."""
    seed = (b"usdc-deposit/ref/v1" + base58.decode(genesis) + bytes(account) + code_bytes(code))
    return named(f"REF {code_name(code)}", Pubkey(hashlib.sha256(seed).digest()))


def vault(code: str = C1, owner: Pubkey | None = None):
    """The deposit program's vault of a code, or of a deposit account if it has an owner."""
    found = programs.deposit_program.known_vault(programs.DEPOSIT, code_bytes(code), owner)
    name = code_name(code) + (f" {name_of(owner)}" if owner else "")
    named(f"PDA({name})", found.authority)
    named(f"VAULT({name})", found.account(USDC))
    return found
