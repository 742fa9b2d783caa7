"""Accounts of the two token programs: reading them for balances, and mints for the first block."""

from dataclasses import dataclass

from solders.account import Account
from solders.pubkey import Pubkey

from addresses import SYSTEM, TOKEN_PROGRAMS

MINT_LENGTH = 82
ACCOUNT_LENGTH = 165
MULTISIG_LENGTH = 355
# Token-2022 writes the kind of an extended account after the base layout of a token account.
KIND_MINT, KIND_ACCOUNT = 1, 2


@dataclass(frozen=True)
class TokenAccount:
    mint: Pubkey
    owner: Pubkey
    amount: int


def read_token_account(account: Account | None) -> TokenAccount | None:
    """The token account in `account`, or None if it holds something else."""
    data = base_layout(account, ACCOUNT_LENGTH, KIND_ACCOUNT)
    if data is None or data[108] == 0:  # state: uninitialized
        return None
    amount = int.from_bytes(data[64:72], "little")
    return TokenAccount(Pubkey(data[:32]), Pubkey(data[32:64]), amount)


def read_decimals(account: Account | None) -> int | None:
    """The decimals of the mint in `account`, or None if it holds something else."""
    data = base_layout(account, MINT_LENGTH, KIND_MINT)
    return data[44] if data is not None and data[45] else None


def base_layout(account: Account | None, length: int, kind: int) -> bytes | None:
    if account is None or account.owner not in TOKEN_PROGRAMS:
        return None
    data = account.data
    extended = (len(data) > ACCOUNT_LENGTH and len(data) != MULTISIG_LENGTH
                and data[ACCOUNT_LENGTH] == kind)
    return data[:length] if len(data) == length or extended else None


def ui_amount(amount: int, decimals: int) -> dict:
    """Agave's UiTokenAmount; the string has no trailing zeros."""
    digits = str(amount).rjust(decimals + 1, "0")
    text = f"{digits[:-decimals]}.{digits[-decimals:]}".rstrip("0").rstrip(".") if decimals else digits
    return {
        "amount": str(amount),
        "decimals": decimals,
        "uiAmount": amount / 10 ** decimals,
        "uiAmountString": text,
    }


def mint_data(authority: Pubkey | None, decimals: int) -> bytes:
    """A mint without supply, its mint and freeze authority being `authority`."""
    option = (1).to_bytes(4, "little") + bytes(authority) if authority else bytes(36)
    return option + bytes(8) + bytes([decimals, 1]) + option


def extended_mint_data(authority: Pubkey, decimals: int) -> bytes:
    """A Token-2022 mint like PYUSD's: no transfer fee, no hook, and an issuer who can change that."""
    key, nobody = bytes(authority), bytes(SYSTEM)
    extensions = (
        (1, key + key + bytes(8) + 2 * bytes(18)),  # TransferFeeConfig: older and newer fee of zero
        (3, key),  # MintCloseAuthority
        (12, key),  # PermanentDelegate
        (14, key + nobody),  # TransferHook
    )
    data = mint_data(authority, decimals).ljust(ACCOUNT_LENGTH, b"\0") + bytes([KIND_MINT])
    for kind, value in extensions:
        data += kind.to_bytes(2, "little") + len(value).to_bytes(2, "little") + value
    return data
