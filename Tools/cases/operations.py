"""What several groups need beside the notation: nonces, new accounts, mints with extensions."""

import base64
import hashlib

import programs
from addresses import SYSTEM, TOKEN, TOKEN_2022
from extensions import layouts
from config import asset
from genesis import install_program
from notation import DEPOSIT, Step, readonly, signer, writable, written
from paths import contract_module
from recording import encoded
from solders.hash import Hash
from solders.pubkey import Pubkey
from solders.system_program import CreateAccountParams, create_account
from world import ISSUER, PAYER, TREASURY, USD, USDC, associated, name_of, named, other

ACCOUNT_LENGTH = 165
NONCE_LENGTH = 80
RECENT_BLOCKHASHES = Pubkey.from_string("SysvarRecentB1ockHashes11111111111111111111")
# Enough for any account of a token program, with extensions too.
RENT = 5_000_000


# Durable nonces

def nonce_account(w, authority: Pubkey) -> tuple[Pubkey, Hash]:
    """A nonce account, and the value that a transaction carries in the place of a blockhash."""
    address = other("nonce")
    value = hashlib.sha256(f"{w.folder} nonce".encode()).digest()
    head = (1).to_bytes(4, "little") * 2
    w.put(address, head + bytes(authority) + value + (5_000).to_bytes(8, "little"), SYSTEM)
    w.advance()
    return address, Hash(value)


def ADVANCE_NONCE(nonce: Pubkey, authority: Pubkey) -> Step:
    return written(f"AdvanceNonce({name_of(nonce)})", SYSTEM, (4).to_bytes(4, "little"),
                   writable(nonce), readonly(RECENT_BLOCKHASHES), signer(authority))


def unexecuted(recording, signature: str, level: str, step: int = 0) -> None:
    """Let the block hold the transaction without its having run: no logs, nothing moved, an error."""
    meta, status = recording.meta(signature, step), recording.status(signature, step)
    for place in (meta, status):
        place["err"] = "InvalidAccountForFee"
        place["status"] = {"Err": place["err"]}
    meta |= {"fee": 0, "computeUnitsConsumed": 0, "logMessages": None, "innerInstructions": []}
    meta["postBalances"] = list(meta["preBalances"])
    meta["postTokenBalances"] = [dict(each) for each in meta["preTokenBalances"]]
    status["confirmationStatus"] = level
    status["confirmations"] = None if level == "finalized" else 1


# Accounts

def CREATE(payer: Pubkey, account: Pubkey, program: Pubkey = TOKEN,
           length: int = ACCOUNT_LENGTH) -> Step:
    return Step(f"Create({name_of(account)})", create_account(CreateAccountParams(
        from_pubkey=payer, to_pubkey=account, lamports=RENT, space=length, owner=program)))


# Mints of Token-2022

def mint_2022(w, *extensions, symbol: str = "TEST", decimals: int = 6) -> Pubkey:
    """A mint with these extensions."""
    mint = other(f"{symbol} mint")
    named(symbol, mint)
    w.put(mint, layouts.mint_data(ISSUER, decimals, 0, extensions), TOKEN_2022)
    return mint


def open_account(w, owner: Pubkey, mint: Pubkey, amount: int = 0) -> Pubkey:
    """The owner's associated account, as the program makes it for this mint."""
    account = associated(owner, mint, TOKEN_2022)
    symbol = name_of(mint)
    named({PAYER: f"P({symbol})", TREASURY: f"T({symbol})"}.get(owner, f"{name_of(owner)}({symbol})"),
          account)
    w.give(owner, amount, mint)
    return account


def fee_mint(w, *extensions, allow=(), held: int = 20 * USD):
    """A mint in the policy; PAYER's account with money, and the treasury's. All three are returned."""
    mint = mint_2022(w, *extensions)
    source, home = open_account(w, PAYER, mint, held), open_account(w, TREASURY, mint)
    w.configure(assets=[asset("USDC", USDC), asset("TEST", mint, TOKEN_2022,
                                                   allowedExtensions=list(allow))])
    return mint, source, home


# The deposit program's further instructions

def sweep_lamports(found) -> Step:
    return Step(f"sweep_lamports({name_of(found.authority)})", DEPOSIT.sweep_lamports(found))


def recover_nested(found, mint: Pubkey = USDC) -> Step:
    return Step(f"recover_nested({name_of(found.authority)},{name_of(mint)})",
                DEPOSIT.recover_nested(found, mint))


def sweep_other(found, mint: Pubkey, program: Pubkey = TOKEN) -> Step:
    """sweep_token of another mint's account of the vault's address."""
    return Step(f"sweep_token({name_of(found.authority)},{name_of(mint)})",
                DEPOSIT.sweep_token(found, mint, program))


def program_record(recording, program: Pubkey = programs.DEPOSIT) -> dict:
    """What the recording tells of the account with a program's code, to be changed in place."""
    found = recording.find("getAccountInfo", [str(programs.program_data(program))])
    return found["response"]["account"]


def shift_deployment(recording, slots: int) -> None:
    """Let the loader's header tell another slot of deployment."""
    record = program_record(recording)
    header = base64.b64decode(record["prefix"])
    slot = int.from_bytes(header[4:12], "little") + slots
    record["prefix"] = encoded(header[:4] + slot.to_bytes(8, "little") + header[12:])


def give_authority(recording, authority: Pubkey) -> None:
    """Let the loader's header tell who may upgrade the program."""
    record = program_record(recording)
    header = base64.b64decode(record["prefix"])
    record["prefix"] = encoded(header[:12] + b"\1" + bytes(authority))


# Programs in the place of others

def stand_in(w, address: Pubkey) -> Pubkey:
    """A program that takes anything, does nothing and succeeds."""
    install_program(w.chain, address, contract_module("built").nothing(), None)
    return address


# Answers that no JSON encoder makes

class Twice(str):
    """A member's name that stands beside an equal one: dictionaries take it for another."""

    def __hash__(self) -> int:
        return id(self)

    def __eq__(self, other) -> bool:
        return self is other
