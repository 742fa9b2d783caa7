"""The existing Level5 program: its instructions, accounts and events, as published for v1.2.0.

Source: the specification's table (chris-gilbert/Level5 @345f81c); discriminators are computed from
the names, as Anchor does.
"""

import base64

from solders.instruction import AccountMeta, Instruction
from solders.pubkey import Pubkey

import programs
from addresses import ASSOCIATED_TOKEN, SYSTEM, TOKEN
from notation import USDC, Step, decimal, readonly, u64, writable
from world import C1, associated, code_bytes, name_of, named

LEVEL5 = named("LEVEL5", Pubkey.from_string("BBAdcqUkg68JXNiPQ1HR1wujfZuayyK3eQTQSYAh6FSW"))
# The constant in the original's mirror.py, which no account begins with.
WRONG_DISCRIMINATOR = bytes.fromhex("d8926f2a5c084a3e")
SOL_MINT = SYSTEM  # what accounts for SOL hold in place of a mint

sighash = programs.deposit_program.sighash


def seeds(code: str, owner: Pubkey) -> list[bytes]:
    return [b"deposit", code_bytes(code), bytes(owner)]


def pda(code: str, owner: Pubkey) -> Pubkey:
    """The deposit account of a code and an owner, with the canonical bump."""
    found = Pubkey.find_program_address(seeds(code, owner), LEVEL5)[0]
    return named(f"L5({'C1' if code == C1 else 'C2'},{name_of(owner)})", found)


def lower_pda(code: str, owner: Pubkey) -> Pubkey:
    """The same with the next lower bump that leads to an address too."""
    bump = Pubkey.find_program_address(seeds(code, owner), LEVEL5)[1]
    for lower in range(bump - 1, -1, -1):
        try:
            found = Pubkey.create_program_address([*seeds(code, owner), bytes([lower])], LEVEL5)
            return named(f"L5'({name_of(owner)})", found)
        except Exception:  # solders has one for "on the curve"
            continue
    raise LookupError("no other bump")


def vault(account: Pubkey, mint: Pubkey = USDC) -> Pubkey:
    return named(f"VAULT({name_of(account)})", associated(account, mint))


def step(text: str, name: str, arguments: bytes, *accounts: AccountMeta) -> Step:
    return Step(f"L5.{text}",
                Instruction(LEVEL5, sighash("global", name) + arguments, list(accounts)))


def owning(owner: Pubkey) -> AccountMeta:
    return AccountMeta(owner, True, True)


# Instructions

def initialize(code: str, owner: Pubkey) -> Step:
    return step(f"initialize({code})", "initialize", code_bytes(code), writable(pda(code, owner)),
                owning(owner), readonly(SYSTEM))


def deposit(account: Pubkey, owner: Pubkey, lamports: int) -> Step:
    """A deposit of SOL."""
    return step(f"deposit({lamports} lamports)", "deposit", u64(lamports), writable(account),
                owning(owner), readonly(SYSTEM))


def withdraw(account: Pubkey, owner: Pubkey, lamports: int) -> Step:
    return step(f"withdraw({lamports} lamports)", "withdraw", u64(lamports), writable(account),
                owning(owner), readonly(SYSTEM))


def initialize_token(code: str, owner: Pubkey, mint: Pubkey = USDC) -> Step:
    account = pda(code, owner)
    return step(f"initialize_token({code},{name_of(mint)})", "initialize_token", code_bytes(code),
                writable(account), readonly(mint), writable(vault(account, mint)), owning(owner),
                readonly(TOKEN), readonly(ASSOCIATED_TOKEN), readonly(SYSTEM))


def deposit_token(account: Pubkey, owner: Pubkey, amount: int, mint: Pubkey = USDC) -> Step:
    return step(f"deposit_token({decimal(amount)} {name_of(mint)})", "deposit_token", u64(amount),
                writable(account), readonly(mint), writable(associated(owner, mint)),
                writable(vault(account, mint)), owning(owner), readonly(TOKEN))


def withdraw_token(account: Pubkey, owner: Pubkey, amount: int) -> Step:
    return step(f"withdraw_token({decimal(amount)})", "withdraw_token", u64(amount),
                writable(account), readonly(USDC), writable(vault(account)),
                writable(associated(owner)), owning(owner), readonly(TOKEN))


def close_account(account: Pubkey, owner: Pubkey) -> Step:
    return step("close_account", "close_account", b"", writable(account), owning(owner))


# What it stores and logs

def account_data(owner: Pubkey, code: str, balance: int, mint: Pubkey = USDC,
                 discriminator: bytes | None = None) -> bytes:
    """The 88 bytes of a deposit account."""
    head = discriminator or sighash("account", "DepositAccount")
    return head + bytes(owner) + bytes(mint) + code_bytes(code) + u64(balance)


def legacy_data(owner: Pubkey, balance: int, mint: Pubkey | None = None) -> bytes:
    """The older layouts: 80 bytes with a mint, 48 without."""
    head = sighash("account", "DepositAccount") + bytes(owner)
    return head + (bytes(mint) if mint else b"") + u64(balance)


def deposit_event(owner: Pubkey, code: str, amount: int, balance: int,
                  mint: Pubkey = USDC) -> bytes:
    return programs.deposit_program.deposit_event(owner, mint, code_bytes(code), amount, balance)


def withdraw_event(owner: Pubkey, amount: int, balance: int, mint: Pubkey = USDC) -> bytes:
    return (sighash("event", "WithdrawEvent") + bytes(owner) + bytes(mint) + u64(amount)
            + u64(balance))


def logged(*events: bytes, program: Pubkey = LEVEL5) -> list[str]:
    """The log of one call that emitted these events."""
    lines = [f"Program data: {base64.b64encode(event).decode()}" for event in events]
    return [f"Program {program} invoke [1]", *lines, f"Program {program} success"]
