"""The catalogue's notation: each function makes an instruction that knows how it is written there."""

from dataclasses import dataclass

from solders.instruction import AccountMeta, Instruction
from solders.pubkey import Pubkey
from solders.system_program import (AdvanceNonceAccountParams, TransferParams, advance_nonce_account,
                                    transfer)

import programs
from addresses import (ASSOCIATED_TOKEN, COMPUTE_BUDGET, MEMO_V1, MEMO_V3, MEMO_V4, SYSTEM, TOKEN,
                       USDC_MAINNET)
from world import FIVE, PAYER, TREASURY, associated, code_bytes, code_name, name_of

USDC = USDC_MAINNET
# SetAuthority's kinds of authority.
ACCOUNT_OWNER, CLOSE_ACCOUNT = 2, 3
AUTHORITY_NAMES = {0: "MintTokens", 1: "FreezeAccount", ACCOUNT_OWNER: "AccountOwner",
                   CLOSE_ACCOUNT: "CloseAccount"}
MEMO_NAMES = {MEMO_V1: "M1", MEMO_V3: "M", MEMO_V4: "M4"}


@dataclass(frozen=True)
class Step:
    """An instruction, and what stands for it in `build` of case.json."""

    text: str
    instruction: Instruction


def u64(value: int) -> bytes:
    return value.to_bytes(8, "little")


def decimal(amount: int, decimals: int = 6) -> str:
    """Base units as people write them."""
    whole, rest = divmod(amount, 10 ** decimals)
    return f"{whole}.{str(rest).rjust(decimals, '0').rstrip('0')}" if rest else str(whole)


def writable(address: Pubkey) -> AccountMeta:
    return AccountMeta(address, False, True)


def readonly(address: Pubkey) -> AccountMeta:
    return AccountMeta(address, False, False)


def signer(address: Pubkey) -> AccountMeta:
    return AccountMeta(address, True, False)


def written(text: str, program: Pubkey, data: bytes, *accounts: AccountMeta) -> Step:
    """Any instruction, under the name that the case gives it."""
    return Step(text, Instruction(program, data, list(accounts)))


def extras(accounts) -> list[AccountMeta]:
    """Accounts after the usual ones; a bare address is a read-only non-signer, as a reference is."""
    return [each if isinstance(each, AccountMeta) else readonly(each) for each in accounts]


def shown(accounts) -> str:
    """References and extra signers, after a semicolon."""
    names = [name_of(each.pubkey) + ("*" if each.is_signer else "") for each in extras(accounts)]
    return f";{','.join(names)}" if names else ""


def of(program: Pubkey) -> str:
    return "" if program == TOKEN else f" [{name_of(program)}]"


# Token program

def TC(source, destination, authority, amount: int = FIVE, *more, mint=USDC, decimals: int = 6,
       program=TOKEN, signs: bool = True) -> Step:
    """TransferChecked; `more` are references (addresses) or signers (account metas)."""
    coin = "" if mint == USDC else f" {name_of(mint)}"
    text = (f"TC({name_of(source)},{name_of(destination)},{name_of(authority)},"
            f"{decimal(amount, decimals)}{coin}{shown(more)}){of(program)}")
    return written(text, program, b"\x0c" + u64(amount) + bytes([decimals]), writable(source),
                   readonly(mint), writable(destination), AccountMeta(authority, signs, False),
                   *extras(more))


def TCF(source, destination, authority, amount: int, fee: int, mint, program) -> Step:
    """Token-2022's TransferCheckedWithFee, for six decimals."""
    text = (f"TCF({name_of(source)},{name_of(destination)},{name_of(authority)},{decimal(amount)} "
            f"{name_of(mint)},fee {decimal(fee)})")
    return written(text + of(program), program, b"\x1a\1" + u64(amount) + b"\6" + u64(fee),
                   writable(source), readonly(mint), writable(destination), signer(authority))


def TR(source, destination, authority, amount: int = FIVE, *more, program=TOKEN) -> Step:
    """Transfer, which names no mint."""
    text = (f"TR({name_of(source)},{name_of(destination)},{name_of(authority)},"
            f"{decimal(amount)}{shown(more)}){of(program)}")
    return written(text, program, b"\x03" + u64(amount), writable(source), writable(destination),
                   signer(authority), *extras(more))


def SA(account, authority, new, kind: int = ACCOUNT_OWNER, program=TOKEN) -> Step:
    """SetAuthority; `new` may be None."""
    text = f"SA({name_of(account)},{AUTHORITY_NAMES[kind]},{name_of(new) if new else 'none'})"
    data = bytes([6, kind]) + (b"\1" + bytes(new) if new else b"\0")
    return written(text + of(program), program, data, writable(account), signer(authority))


def CL(account, destination, authority, program=TOKEN) -> Step:
    return written(f"CL({name_of(account)}→{name_of(destination)}){of(program)}", program, b"\x09",
                   writable(account), writable(destination), signer(authority))


def APPROVE(account, delegate, authority, amount: int = FIVE, program=TOKEN) -> Step:
    text = f"Approve({name_of(account)}→{name_of(delegate)},{decimal(amount)}){of(program)}"
    return written(text, program, b"\x04" + u64(amount), writable(account), readonly(delegate),
                   signer(authority))


def REVOKE(account, authority, program=TOKEN) -> Step:
    return written(f"Revoke({name_of(account)}){of(program)}", program, b"\x05", writable(account),
                   signer(authority))


def MINT(account, amount: int, mint, authority, program=TOKEN) -> Step:
    return written(f"MintTo({name_of(account)},{decimal(amount)}){of(program)}", program,
                   b"\x07" + u64(amount), writable(mint), writable(account), signer(authority))


def BURN(account, amount: int, authority, mint=USDC, program=TOKEN) -> Step:
    return written(f"Burn({name_of(account)},{decimal(amount)}){of(program)}", program,
                   b"\x08" + u64(amount), writable(account), writable(mint), signer(authority))


def FREEZE(account, authority, mint=USDC, program=TOKEN) -> Step:
    return written(f"Freeze({name_of(account)}){of(program)}", program, b"\x0a", writable(account),
                   readonly(mint), signer(authority))


def THAW(account, authority, mint=USDC, program=TOKEN) -> Step:
    return written(f"Thaw({name_of(account)}){of(program)}", program, b"\x0b", writable(account),
                   readonly(mint), signer(authority))


def INIT(account, owner, mint=USDC, program=TOKEN) -> Step:
    """InitializeAccount3."""
    return written(f"Init({name_of(account)},{name_of(owner)}){of(program)}", program,
                   b"\x12" + bytes(owner), writable(account), readonly(mint))


def B(*steps: Step, program=TOKEN, trailing=()) -> Step:
    """Batch: its children's accounts one after the other, then `trailing` ones that nobody reads."""
    data, accounts = bytearray([255]), []
    for child in (step.instruction for step in steps):
        body = bytes(child.data)
        data += bytes([len(child.accounts), len(body)]) + body
        accounts += child.accounts
    text = f"B[{', '.join(step.text for step in steps)}{shown(trailing)}]{of(program)}"
    return written(text, program, bytes(data), *accounts, *extras(trailing))


# Other programs

def MK(owner, mint=USDC, payer=PAYER, program=TOKEN) -> Step:
    """Create the associated token account unless it is there."""
    account = associated(owner, mint, program)
    coin = "" if mint == USDC else f",{name_of(mint)}"
    return written(f"MK({name_of(owner)}{coin}){of(program)}", ASSOCIATED_TOKEN, b"\1",
                   AccountMeta(payer, True, True), writable(account), readonly(owner),
                   readonly(mint), readonly(SYSTEM), readonly(program))


def M(text: str | bytes, *signers, program=MEMO_V3, more=()) -> Step:
    """A memo; `signers` are listed and sign, `more` are any other accounts."""
    data = text.encode() if isinstance(text, str) else text
    content = text if isinstance(text, str) else data.hex()
    content = content if len(content) <= 80 else f"{content[:60]}… ({len(data)} bytes)"
    called = MEMO_NAMES.get(program, f"M[{name_of(program)}]")
    label = f'{called}("{content}"{shown([*map(signer, signers), *more])})'
    return written(label, program, data, *map(signer, signers), *extras(more))


def M1(text, *signers, more=()) -> Step:
    return M(text, *signers, program=MEMO_V1, more=more)


def M4(text, *signers, more=()) -> Step:
    return M(text, *signers, program=MEMO_V4, more=more)


def SYS(source, destination, lamports: int) -> Step:
    text = f"SYS({name_of(source)}→{name_of(destination)},{decimal(lamports, 9)} SOL)"
    return Step(text, transfer(TransferParams(
        from_pubkey=source, to_pubkey=destination, lamports=lamports)))


def NONCE(account, authority=PAYER) -> Step:
    """AdvanceNonceAccount."""
    return Step("AdvanceNonce", advance_nonce_account(AdvanceNonceAccountParams(
        nonce_pubkey=account, authorized_pubkey=authority)))


def CB(units: int = 200_000) -> Step:
    """A limit of compute units."""
    return written("CB", COMPUTE_BUDGET, b"\2" + units.to_bytes(4, "little"))


def CB_PRICE(micro_lamports: int = 10_000) -> Step:
    return written("CB", COMPUTE_BUDGET, b"\3" + u64(micro_lamports))


def CPI(*steps: Step, name: str = "PROXY", program=programs.PROXY) -> Step:
    """The proxy program calls these in one instruction; its escrow address can sign, CPIs nest."""
    calls = [programs.proxy.call(step.instruction) for step in steps]
    return Step(f"CPI({name}){{{', '.join(step.text for step in steps)}}}",
                programs.proxy.through(program, *calls))


def DATA_LOG(data: bytes) -> Step:
    """The proxy program logs data, as an Anchor event is logged."""
    return Step(f"CPI(PROXY){{log data {data.hex()}}}",
                programs.proxy.through(programs.PROXY, programs.proxy.log_data(data)))


def TEXT_LOG(text: str, times: int = 1) -> Step:
    return Step(f'CPI(PROXY){{log "{text[:60]}" ×{times}}}',
                programs.proxy.through(programs.PROXY, programs.proxy.log_text(text, times)))


# The deposit program

DEPOSIT = programs.interface(TREASURY)


def deposit_direct(code: str, amount: int, source, authority) -> Step:
    return Step(f"deposit_direct({code_name(code)},{decimal(amount)})",
                DEPOSIT.deposit_direct(source, authority, code_bytes(code), amount))


def initialize_token(code: str, owner) -> Step:
    return Step(f"initialize_token({code_name(code)},{name_of(owner)})",
                DEPOSIT.initialize_token(owner, code_bytes(code)))


def deposit_token(code: str, owner, source, amount: int = FIVE) -> Step:
    return Step(f"deposit_token({code_name(code)},{decimal(amount)})",
                DEPOSIT.deposit_token(owner, code_bytes(code), source, amount))


def sweep_token(found) -> Step:
    """`found` is a vault of `world.vault`."""
    return Step(f"sweep_token({name_of(found.authority)})", DEPOSIT.sweep_token(found))
