"""Token-2022: mints with extensions, accounts with options, and the instructions that belong to them."""

import struct

from solders.pubkey import Pubkey

from addresses import SYSTEM, TOKEN_2022
from notation import Step, decimal, readonly, shown, signer, u64, writable, written
from paths import contract_module
from world import ISSUER, name_of

layouts = contract_module("tokens")  # writers of account data


# Extensions of mints, as (number, value)

def transfer_fee(basis_points: int, older: int | None = None, epoch: int = 0):
    """A fee without a cap; `older` is what held before `epoch`."""
    def fee(since: int, points: int) -> bytes:
        return u64(since) + u64(2 ** 63) + points.to_bytes(2, "little")
    before = basis_points if older is None else older
    return 1, bytes(ISSUER) * 2 + u64(0) + fee(0, before) + fee(epoch, basis_points)


def interest_bearing(basis_points: int, since: int = 1):
    rate, time = struct.pack("<h", basis_points), struct.pack("<q", since)
    return 10, bytes(ISSUER) + time + rate + time + rate


def scaled_ui_amount(multiplier: float):
    value = struct.pack("<d", multiplier)
    return 25, bytes(ISSUER) + value + struct.pack("<q", 0) + value


def metadata_pointer(mint: Pubkey):
    return 18, bytes(ISSUER) + bytes(mint)


def metadata(mint: Pubkey, name: str, symbol: str):
    """What wallets show; nobody checks it."""
    def text(value: str) -> bytes:
        return len(value.encode()).to_bytes(4, "little") + value.encode()
    content = text(name) + text(symbol) + text("https://example.com/token.json")
    return 19, bytes(ISSUER) + bytes(mint) + content + bytes(4)


def transfer_hook(program: Pubkey = SYSTEM):
    return layouts.transfer_hook(ISSUER, program)


def paused(is_paused: bool = True):
    return layouts.pausable(ISSUER, is_paused)


non_transferable = layouts.non_transferable
default_state = layouts.default_state
permanent_delegate = layouts.permanent_delegate


# Extensions of accounts

IMMUTABLE_OWNER = (7, b"")
MEMO_REQUIRED = (8, b"\1")
CPI_GUARD = (11, b"\1")


# Instructions

def TCF(source, destination, authority, amount: int, fee: int, mint, *more) -> Step:
    """TransferCheckedWithFee: the payer states the fee."""
    text = (f"TCF({name_of(source)},{name_of(destination)},{name_of(authority)},{decimal(amount)} "
            f"{name_of(mint)},fee {decimal(fee)}{shown(more)}) [Token-2022]")
    return written(text, TOKEN_2022, b"\x1a\x01" + u64(amount) + b"\x06" + u64(fee),
                   writable(source), readonly(mint), writable(destination), signer(authority),
                   *map(readonly, more))


def CONFIDENTIAL_TRANSFER(source, destination, authority, mint) -> Step:
    """ConfidentialTransferExtension, Transfer: what moves is encrypted, the proofs stand elsewhere."""
    instructions = Pubkey.from_string("Sysvar1nstructions1111111111111111111111111")
    ciphertext = bytes(range(36)) + bytes(64) + bytes(64)
    return written(
        f"27/Transfer({name_of(source)},{name_of(destination)},{name_of(authority)}) [Token-2022]",
        TOKEN_2022, b"\x1b\x07" + ciphertext + b"\xff\xfe\xfd", writable(source), readonly(mint),
        writable(destination), readonly(instructions), signer(authority))


def confidential_mint():
    """ConfidentialTransferMint: authority, new accounts approved at once, no auditor."""
    return 4, bytes(ISSUER) + b"\1" + bytes(32)
