"""Mints, token accounts and instructions of the two token programs."""

from solders.instruction import AccountMeta, Instruction
from solders.pubkey import Pubkey

from addresses import ASSOCIATED_TOKEN, SYSTEM, TOKEN, associated

MINT_LENGTH, ACCOUNT_LENGTH, MULTISIG_LENGTH = 82, 165, 355
KIND_MINT, KIND_ACCOUNT = 1, 2  # stand after the base layout of what has extensions
UNINITIALIZED, INITIALIZED, FROZEN = 0, 1, 2
# SetAuthority's kinds
ACCOUNT_OWNER, CLOSE_ACCOUNT = 2, 3


def u64(value: int) -> bytes:
    return value.to_bytes(8, "little")


def optional(key: Pubkey | None) -> bytes:
    return (1).to_bytes(4, "little") + bytes(key) if key else bytes(36)


def mint_data(authority: Pubkey | None, decimals: int, supply: int = 0, extensions=()) -> bytes:
    base = optional(authority) + u64(supply) + bytes([decimals, 1]) + optional(authority)
    return extended(base, KIND_MINT, extensions)


def account_data(mint: Pubkey, owner: Pubkey, amount: int, state: int = INITIALIZED, delegate=None,
                 delegated: int = 0, close_authority=None, native: int | None = None,
                 extensions=()) -> bytes:
    lamports = bytes(12) if native is None else (1).to_bytes(4, "little") + u64(native)
    base = (bytes(mint) + bytes(owner) + u64(amount) + optional(delegate) + bytes([state]) + lamports
            + u64(delegated) + optional(close_authority))
    return extended(base, KIND_ACCOUNT, extensions)


def extended(base: bytes, kind: int, extensions) -> bytes:
    if not extensions:
        return base
    data = base.ljust(ACCOUNT_LENGTH, b"\0") + bytes([kind])
    for number, value in extensions:
        data += number.to_bytes(2, "little") + len(value).to_bytes(2, "little") + value
    return data


def multisig_data(required: int, *members: Pubkey) -> bytes:
    head = bytes([required, len(members), 1])
    return (head + b"".join(map(bytes, members))).ljust(MULTISIG_LENGTH, b"\0")


# Extensions of mints, as (number, value).

def transfer_fee(authority: Pubkey, basis_points: int, most: int = 2 ** 63) -> tuple[int, bytes]:
    fee = u64(0) + u64(most) + basis_points.to_bytes(2, "little")
    return 1, bytes(authority) * 2 + u64(0) + fee + fee


def mint_close_authority(authority: Pubkey) -> tuple[int, bytes]:
    return 3, bytes(authority)


def default_state(state: int) -> tuple[int, bytes]:
    return 6, bytes([state])


def non_transferable() -> tuple[int, bytes]:
    return 9, b""


def permanent_delegate(authority: Pubkey) -> tuple[int, bytes]:
    return 12, bytes(authority)


def transfer_hook(authority: Pubkey, program: Pubkey) -> tuple[int, bytes]:
    return 14, bytes(authority) + bytes(program)


def pausable(authority: Pubkey, paused: bool) -> tuple[int, bytes]:
    return 26, bytes(authority) + bytes([paused])


# Instructions

def transfer_checked(source, mint, destination, authority, amount: int, decimals: int = 6,
                     token_program: Pubkey = TOKEN) -> Instruction:
    return Instruction(token_program, bytes([12]) + u64(amount) + bytes([decimals]), [
        AccountMeta(source, False, True), AccountMeta(mint, False, False),
        AccountMeta(destination, False, True), AccountMeta(authority, True, False)])


def set_authority(account, kind: int, authority, new, token_program: Pubkey = TOKEN) -> Instruction:
    data = bytes([6, kind]) + (b"\1" + bytes(new) if new else b"\0")
    return Instruction(token_program, data, [
        AccountMeta(account, False, True), AccountMeta(authority, True, False)])


def freeze(account, mint, authority, token_program: Pubkey = TOKEN) -> Instruction:
    return Instruction(token_program, bytes([10]), [
        AccountMeta(account, False, True), AccountMeta(mint, False, False),
        AccountMeta(authority, True, False)])


def close(account, destination, owner, token_program: Pubkey = TOKEN) -> Instruction:
    return Instruction(token_program, bytes([9]), [
        AccountMeta(account, False, True), AccountMeta(destination, False, True),
        AccountMeta(owner, True, False)])


def create_associated(payer, owner, mint, token_program: Pubkey = TOKEN) -> Instruction:
    """Create the associated account unless it is there."""
    return Instruction(ASSOCIATED_TOKEN, bytes([1]), [
        AccountMeta(payer, True, True),
        AccountMeta(associated(owner, mint, token_program), False, True),
        AccountMeta(owner, False, False), AccountMeta(mint, False, False),
        AccountMeta(SYSTEM, False, False), AccountMeta(token_program, False, False)])


# Reading

def amount_of(data: bytes) -> int:
    return int.from_bytes(data[64:72], "little")


def with_amount(data: bytes, amount: int) -> bytes:
    return data[:64] + u64(amount) + data[72:]
