"""The deposit program's interface, written down a second time: what the sources are tested against.

Source: the program's description (DepositLayouts); discriminators are computed from the names.
"""

import base64
import hashlib
from dataclasses import dataclass
from functools import cached_property, lru_cache

from solders.instruction import AccountMeta, Instruction
from solders.pubkey import Pubkey

from addresses import ASSOCIATED_TOKEN, SYSTEM, TOKEN, associated

DEPOSIT_ACCOUNT, CODE = 0, 1  # kinds of vaults


def sighash(space: str, name: str) -> bytes:
    """The first eight bytes of an instruction, an account or an event, in the way of Anchor."""
    return hashlib.sha256(f"{space}:{name}".encode()).digest()[:8]


# Names of all instructions, ours and the existing program's.
OWN = ("deposit_direct", "sweep_token", "sweep_lamports", "recover_nested")
COMPATIBLE = ("initialize_token", "deposit_token", "close_token_account")
DISABLED = ("initialize", "deposit", "withdraw", "withdraw_token", "close_account")

ERRORS = {name: number for number, name in enumerate((
    "unknownInstruction", "malformedData", "wrongAccountCount", "accountNotWritable",
    "accountNotSigner", "duplicateAccount", "wrongMint", "wrongTokenProgram", "wrongSystemProgram",
    "wrongAssociatedTokenProgram", "wrongTreasuryAccount", "treasuryAccountUnusable",
    "wrongTreasury", "wrongDerivedAddress", "wrongVault", "vaultNotEmpty", "zeroAmount",
    "belowMinimum", "sourceIsTreasury", "wrongSource", "wrongDepositAccount", "wrongOwner",
    "alreadyInitialized", "balanceOverflow", "nothingToSweep", "extensionNotAllowed"), 6000)}
ERRORS["disabled"] = 6100


def u64(value: int) -> bytes:
    return value.to_bytes(8, "little")


def writable(key: Pubkey) -> AccountMeta:
    return AccountMeta(key, False, True)


def readonly(key: Pubkey) -> AccountMeta:
    return AccountMeta(key, False, False)


def signer(key: Pubkey) -> AccountMeta:
    return AccountMeta(key, True, False)


def writable_signer(key: Pubkey) -> AccountMeta:
    return AccountMeta(key, True, True)


@dataclass(frozen=True)
class Vault:
    """The address of a code, or of a deposit account, and the seeds that lead to it."""

    program: Pubkey
    code: bytes
    owner: Pubkey | None = None  # of a deposit account

    @property
    def kind(self) -> int:
        return CODE if self.owner is None else DEPOSIT_ACCOUNT

    @property
    def seeds(self) -> list[bytes]:
        if self.owner is None:
            return [b"code", self.code]
        return [b"deposit", self.code, bytes(self.owner)]

    @cached_property
    def found(self) -> tuple[Pubkey, int]:
        """The address and its bump, the highest that gives one."""
        return Pubkey.find_program_address(self.seeds, self.program)

    @property
    def authority(self) -> Pubkey:
        return self.found[0]

    @property
    def bump(self) -> int:
        return self.found[1]

    def other_bump(self) -> tuple[Pubkey, int]:
        """The next lower bump that leads to an address too, and that address."""
        for bump in range(self.bump - 1, -1, -1):
            try:
                return Pubkey.create_program_address([*self.seeds, bytes([bump])], self.program), bump
            except Exception:  # solders has one for "on the curve"
                continue
        raise LookupError("no other bump")

    def arguments(self, bump: int | None = None, kind: int | None = None) -> bytes:
        """What the sweeping instructions carry after their first eight bytes."""
        head = bytes([self.kind if kind is None else kind, self.bump if bump is None else bump])
        return head + self.code + (bytes(self.owner) if self.owner else b"")

    def account(self, mint: Pubkey, token_program: Pubkey = TOKEN) -> Pubkey:
        return associated(self.authority, mint, token_program)


@lru_cache(maxsize=10_000)
def known_vault(program: Pubkey, code: bytes, owner: Pubkey | None) -> Vault:
    """One value for each vault, that derives its address once."""
    return Vault(program, code, owner)


class Interface:
    """Builds instructions of one deployed program with the constants of its build."""

    def __init__(self, program: Pubkey, treasury: Pubkey, mint: Pubkey, token_program: Pubkey = TOKEN):
        self.program, self.treasury = program, treasury
        self.mint, self.token_program = mint, token_program
        self.treasury_account = associated(treasury, mint, token_program)

    def instruction(self, name: str, arguments: bytes, *accounts: AccountMeta) -> Instruction:
        return Instruction(self.program, sighash("global", name) + arguments, list(accounts))

    def vault(self, code: bytes, owner: Pubkey | None = None) -> Vault:
        return known_vault(self.program, code, owner)

    def deposit_direct(self, source, authority, code: bytes, amount: int, *more) -> Instruction:
        return self.instruction(
            "deposit_direct", code + u64(amount), writable(source), readonly(self.mint),
            writable(self.treasury_account), signer(authority), readonly(self.token_program), *more)

    def sweep_token(self, vault: Vault, mint=None, token_program=None, account=None,
                    bump=None) -> Instruction:
        mint, token_program = mint or self.mint, token_program or self.token_program
        return self.instruction(
            "sweep_token", vault.arguments(bump), readonly(vault.authority),
            writable(account or vault.account(mint, token_program)), readonly(mint),
            writable(associated(self.treasury, mint, token_program)), readonly(token_program))

    def sweep_lamports(self, vault: Vault, bump=None) -> Instruction:
        return self.instruction(
            "sweep_lamports", vault.arguments(bump), writable(vault.authority),
            writable(self.treasury), readonly(SYSTEM))

    def sweep_vault_lamports(self, vault: Vault, account, token_program=None) -> Instruction:
        """Also take what a token account of the address holds beyond its rent."""
        sweep = self.sweep_lamports(vault)
        sweep.accounts = [*sweep.accounts, writable(account),
                          readonly(token_program or self.token_program)]
        return sweep

    def recover_nested(self, vault: Vault, nested_mint, mint=None, token_program=None,
                       bump=None) -> Instruction:
        """Take what lies at the associated account of the vault's token account itself."""
        mint, token_program = mint or self.mint, token_program or self.token_program
        holder = vault.account(mint, token_program)
        return self.instruction(
            "recover_nested", vault.arguments(bump), writable(vault.authority),
            writable(associated(holder, nested_mint, token_program)), readonly(nested_mint),
            writable(vault.account(nested_mint, token_program)), writable(holder), readonly(mint),
            readonly(token_program), readonly(ASSOCIATED_TOKEN))

    def initialize_token(self, owner, code: bytes) -> Instruction:
        vault = self.vault(code, owner)
        return self.instruction(
            "initialize_token", code, writable(vault.authority), readonly(self.mint),
            writable(vault.account(self.mint, self.token_program)), writable_signer(owner),
            readonly(self.token_program), readonly(ASSOCIATED_TOKEN), readonly(SYSTEM))

    def deposit_token(self, owner, code: bytes, source, amount: int) -> Instruction:
        vault = self.vault(code, owner)
        return self.instruction(
            "deposit_token", u64(amount), writable(vault.authority), readonly(self.mint),
            writable(source), writable(vault.account(self.mint, self.token_program)),
            writable_signer(owner), readonly(self.token_program))

    def close_token_account(self, owner, code: bytes) -> Instruction:
        vault = self.vault(code, owner)
        return self.instruction(
            "close_token_account", b"", writable(vault.authority), readonly(self.mint),
            writable(vault.account(self.mint, self.token_program)), writable_signer(owner),
            readonly(self.token_program))


def deposit_account(owner: Pubkey, mint: Pubkey, code: bytes, balance: int) -> bytes:
    return (sighash("account", "DepositAccount") + bytes(owner) + bytes(mint) + code + u64(balance))


def deposit_event(owner: Pubkey, mint: Pubkey, code: bytes, amount: int, balance: int) -> bytes:
    return (sighash("event", "DepositEvent") + bytes(owner) + bytes(mint) + code + u64(amount)
            + u64(balance))


def deposit_received(code: bytes, payer: Pubkey, source: Pubkey, amount: int) -> bytes:
    return (sighash("event", "DepositReceived") + b"\1" + code + bytes(payer) + bytes(source)
            + u64(amount))


def sweep_event(code: bytes, vault: Pubkey, amount: int) -> bytes:
    return sighash("event", "SweepEvent") + code + bytes(vault) + u64(amount)


def events_of(program: Pubkey, logs: list[str]) -> list[bytes]:
    """What the program itself logged as data: frames are counted, so that others cannot pretend."""
    frames, events = [], []
    for line in logs:
        words = line.split(" ")
        if words[0] == "Program" and len(words) >= 3:
            if words[1] == "data:" and frames and frames[-1] == str(program):
                events.append(base64.b64decode(words[2]))
            elif words[2] == "invoke":
                frames.append(words[1])
            elif words[2].startswith(("success", "failed")) and frames:
                frames.pop()
    return events
