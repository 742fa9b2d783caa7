"""Writes fixtures/deposit-program/vectors.json: addresses, instructions, events and the account of the
deposit program as solders and Anchor's rules (sha256 of names, borsh) have them; nothing of it comes from
this repository's Swift. Usage: deposit_program.py FILE
"""

import hashlib
import json
import struct
import sys

from solders.hash import Hash
from solders.instruction import AccountMeta, Instruction
from solders.keypair import Keypair
from solders.message import Message
from solders.pubkey import Pubkey
from solders.token.associated import get_associated_token_address

SYSTEM = Pubkey.from_string("11111111111111111111111111111111")
TOKEN = Pubkey.from_string("TokenkegQfeZyiNwAJbNbGKPFXCWuBvf9Ss623VQ5DA")
ATA = Pubkey.from_string("ATokenGPvbdGVxr1b2hvZbsiqW5xWH25efTNsLJA8knL")
USDC = Pubkey.from_string("EPjFWdd5AufqSSqeM2qN1xzybapC8G4wEGGkZwyTDt1v")
FOREIGN = Pubkey.from_string("Es9vMFrzaCERmJfrF4H2FYD4KCoNkY11McCe8BenwNYB")
GENESIS = Hash.from_string("5eykt4UsFv8P8NJdTREpY1vzqKqZKvdpKuc147dw2N9d")
CODE = bytes.fromhex("a1b2c3d4e5f6a7b8")
AMOUNT = 5_000_000


def key(number):
    return Keypair.from_seed(bytes([number]) * 32).pubkey()


PAYER, TREASURY, PROGRAM = key(1), key(2), key(8)


def tag(space, name):
    return hashlib.sha256(f"{space}:{name}".encode()).digest()[:8]


def associated(owner, mint):
    return get_associated_token_address(owner, mint, TOKEN)


def derive(*seeds):
    return Pubkey.find_program_address(list(seeds), PROGRAM)


ACCOUNT, ACCOUNT_BUMP = derive(b"deposit", CODE, bytes(PAYER))
CODE_AUTHORITY, CODE_BUMP = derive(b"code", CODE)
ACCOUNT_VAULT, CODE_VAULT = associated(ACCOUNT, USDC), associated(CODE_AUTHORITY, USDC)
TREASURY_USDC, PAYER_USDC = associated(TREASURY, USDC), associated(PAYER, USDC)
NESTED = associated(CODE_VAULT, FOREIGN)
REFERENCE = Pubkey(
    hashlib.sha256(
        b"usdc-deposit/ref/v1" + bytes(GENESIS) + bytes(TREASURY_USDC) + CODE
    ).digest()
)
CODE_SEEDS = bytes([1, CODE_BUMP]) + CODE
ACCOUNT_SEEDS = bytes([0, ACCOUNT_BUMP]) + CODE + bytes(PAYER)
U64 = struct.Struct("<Q").pack


def row(name, anchor, data, accounts):
    """One instruction; each account is (address, "w" writable, "s" signer)."""
    metas = [AccountMeta(address, "s" in role, "w" in role) for address, role in accounts]
    call = Instruction(PROGRAM, tag("global", anchor) + data, metas)
    message = Message.new_with_blockhash([call], PAYER, Hash(bytes([9]) * 32))
    return {
        "name": name,
        "data": bytes(call.data).hex(),
        "accounts": [
            [str(meta.pubkey), ("s" if meta.is_signer else "") + ("w" if meta.is_writable else "")]
            for meta in metas
        ],
        "message": bytes(message).hex(),
    }


def sweep(name, seeds, authority, vault, mint):
    accounts = [(authority, ""), (vault, "w"), (mint, ""), (associated(TREASURY, mint), "w"), (TOKEN, "")]
    return row(name, "sweep_token", seeds, accounts)


INSTRUCTIONS = [
    row(
        "depositDirect", "deposit_direct", CODE + U64(AMOUNT),
        [(PAYER_USDC, "w"), (USDC, ""), (TREASURY_USDC, "w"), (PAYER, "s"), (TOKEN, ""), (REFERENCE, "")],
    ),
    sweep("sweepToken", CODE_SEEDS, CODE_AUTHORITY, CODE_VAULT, USDC),
    sweep("sweepToken", CODE_SEEDS, CODE_AUTHORITY, associated(CODE_AUTHORITY, FOREIGN), FOREIGN),
    sweep("sweepToken", ACCOUNT_SEEDS, ACCOUNT, ACCOUNT_VAULT, USDC),
    row(
        "sweepLamports", "sweep_lamports", CODE_SEEDS,
        [(CODE_AUTHORITY, "w"), (TREASURY, "w"), (SYSTEM, "")],
    ),
    row(
        "recoverNested", "recover_nested", CODE_SEEDS,
        [
            (CODE_AUTHORITY, "w"), (NESTED, "w"), (FOREIGN, ""),
            (associated(CODE_AUTHORITY, FOREIGN), "w"), (CODE_VAULT, "w"), (USDC, ""), (TOKEN, ""), (ATA, ""),
        ],
    ),
    row(
        "initializeToken", "initialize_token", CODE,
        [(ACCOUNT, "w"), (USDC, ""), (ACCOUNT_VAULT, "w"), (PAYER, "sw"), (TOKEN, ""), (ATA, ""), (SYSTEM, "")],
    ),
    row(
        "depositToken", "deposit_token", U64(AMOUNT),
        [(ACCOUNT, "w"), (USDC, ""), (PAYER_USDC, "w"), (ACCOUNT_VAULT, "w"), (PAYER, "sw"), (TOKEN, "")],
    ),
    row(
        "closeTokenAccount", "close_token_account", b"",
        [(ACCOUNT, "w"), (USDC, ""), (ACCOUNT_VAULT, "w"), (PAYER, "sw"), (TOKEN, "")],
    ),
    row("initialize", "initialize", CODE, [(ACCOUNT, "w"), (PAYER, "sw"), (SYSTEM, "")]),
    row("deposit", "deposit", U64(AMOUNT), [(ACCOUNT, "w"), (PAYER, "sw"), (SYSTEM, "")]),
    row("withdraw", "withdraw", U64(AMOUNT), [(ACCOUNT, "w"), (PAYER, "sw"), (SYSTEM, "")]),
    row(
        "withdrawToken", "withdraw_token", U64(AMOUNT),
        [(ACCOUNT, "w"), (USDC, ""), (ACCOUNT_VAULT, "w"), (PAYER_USDC, "w"), (PAYER, "sw"), (TOKEN, "")],
    ),
    row("closeAccount", "close_account", b"", [(ACCOUNT, "w"), (PAYER, "sw")]),
]

VECTORS = {
    "program": str(PROGRAM),
    "code": CODE.hex(),
    "reference": str(REFERENCE),
    "foreignMint": str(FOREIGN),
    "depositAccount": {"address": str(ACCOUNT), "bump": ACCOUNT_BUMP, "vault": str(ACCOUNT_VAULT)},
    "codeVault": {"address": str(CODE_AUTHORITY), "bump": CODE_BUMP, "vault": str(CODE_VAULT)},
    "instructions": INSTRUCTIONS,
    "events": {
        "DepositReceived": (
            tag("event", "DepositReceived") + b"\x01" + CODE + bytes(PAYER) + bytes(PAYER_USDC) + U64(AMOUNT)
        ).hex(),
        "SweepEvent": (tag("event", "SweepEvent") + CODE + bytes(CODE_VAULT) + U64(AMOUNT)).hex(),
    },
    "account": (tag("account", "DepositAccount") + bytes(PAYER) + bytes(USDC) + CODE + U64(AMOUNT)).hex(),
}

with open(sys.argv[1], "w", encoding="utf-8") as file:
    json.dump(VECTORS, file, indent=1)
    file.write("\n")
