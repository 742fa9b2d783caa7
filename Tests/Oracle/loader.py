"""Writes fixtures/loader: instructions that the real upgradeable loader executed in LiteSVM (solders),
and the accounts that each left behind. Usage: loader.py FOLDER
"""

import json
import struct
import sys

from solders.instruction import AccountMeta, Instruction
from solders.keypair import Keypair
from solders.litesvm import LiteSVM
from solders.message import Message
from solders.pubkey import Pubkey
from solders.system_program import CreateAccountParams, TransferParams, create_account, transfer
from solders.transaction import Transaction

LOADER = Pubkey.from_string("BPFLoaderUpgradeab1e11111111111111111111111")
SYSTEM = Pubkey.from_string("11111111111111111111111111111111")
RENT = Pubkey.from_string("SysvarRent111111111111111111111111111111111")
CLOCK = Pubkey.from_string("SysvarC1ock11111111111111111111111111111111")
FIRST_SLOT = 435_888_001
LEAST_EXTENSION = 10_240  # SIMD-0431


def key(number):
    return Keypair.from_seed(bytes([number]) * 32)


PAYER, AUTHORITY, OTHER = key(1), key(2), key(3)
PROGRAM, BUFFER, SECOND, THIRD = key(4), key(5), key(6), key(7)
DATA, _ = Pubkey.find_program_address([bytes(PROGRAM.pubkey())], LOADER)
svm = LiteSVM()
steps = []


def program(answer):
    """An sBPF v3 program of two instructions: `r0 = answer`, `exit`."""
    start, code = 1 << 32, struct.pack("<BBhiBBhi", 0xB7, 0, 0, answer, 0x95, 0, 0, 0)
    header = b"\x7fELF\2\1\1" + bytes(9) + struct.pack(
        "<HHIQQQIHHHHHH", 3, 247, 1, start, 64, 0, 3, 64, 56, 1, 0, 0, 0)
    segment = struct.pack("<IIQQQQQQ", 1, 1, 120, start, start, len(code), len(code), 0)
    return header + segment + code


def send(calls, signers):
    message = Message.new_with_blockhash(calls, PAYER.pubkey(), svm.latest_blockhash())
    unique = {signer.pubkey(): signer for signer in [PAYER, *signers]}
    needed = message.account_keys[: message.header.num_required_signatures]
    result = svm.send_transaction(
        Transaction([unique[k] for k in needed], message, svm.latest_blockhash()))
    svm.expire_blockhash()
    if "Failed" in type(result).__name__:
        raise RuntimeError(f"{calls[-1].data.hex()}: {result.err()} {result.meta().logs()}")


def step(name, data, metas, signers=(), before=()):
    """Executes an instruction in a slot of its own and records it; metas are (key, signer, writable)."""
    slot = FIRST_SLOT + len(steps)
    svm.warp_to_slot(slot)
    pairs = [AccountMeta(address, signer, writable) for address, signer, writable in metas]
    send([*before, Instruction(LOADER, data, pairs)], signers)
    states = {}
    for address, _, _ in metas:
        account = svm.get_account(address)
        if account and account.owner == LOADER:
            # Without the zeros at the end: a reservation for later code is long.
            states[str(address)] = {
                "data": account.data.rstrip(b"\0").hex(), "size": len(account.data)}
    steps.append({
        "name": name, "slot": slot, "data": data.hex(), "states": states,
        "accounts": [{"address": str(a), "signer": signer, "writable": writable}
                     for a, signer, writable in metas]})


def w(address):
    return (address, False, True)


def r(address):
    return (address, False, False)


def s(key, writable=False):
    return (key.pubkey(), True, writable)


def creation(account, size):
    lamports = svm.minimum_balance_for_rent_exemption(size)
    return create_account(CreateAccountParams(
        from_pubkey=PAYER.pubkey(), to_pubkey=account.pubkey(), lamports=lamports, space=size,
        owner=LOADER))


def buffer(account, elf, cuts=()):
    """A buffer, written in one piece or more."""
    address, authority = account.pubkey(), AUTHORITY.pubkey()
    step("initializeBuffer", struct.pack("<I", 0), [w(address), r(authority)], [account],
         [creation(account, 37 + len(elf))])
    for start, end in zip([0, *cuts], [*cuts, len(elf)]):
        part = elf[start:end]
        data = struct.pack("<IIQ", 1, start, len(part)) + part
        step("write", data, [w(address), s(AUTHORITY)], [AUTHORITY])


def main(folder):
    for wallet in (PAYER, AUTHORITY):
        svm.airdrop(wallet.pubkey(), 10**10)
    address, spill = PROGRAM.pubkey(), OTHER.pubkey()
    buffer(BUFFER, program(7), [100])
    step("deployWithMaxDataLen", struct.pack("<IQ", 2, 200),
         [s(PAYER, True), w(DATA), w(address), w(BUFFER.pubkey()), r(RENT), r(CLOCK), r(SYSTEM),
          s(AUTHORITY)], [PROGRAM, AUTHORITY], [creation(PROGRAM, 36)])
    step("extendProgram", struct.pack("<II", 6, LEAST_EXTENSION),
         [w(DATA), w(address), r(SYSTEM), s(PAYER, True)])
    lamports = svm.minimum_balance_for_rent_exemption(LEAST_EXTENSION)
    gift = transfer(TransferParams(from_pubkey=PAYER.pubkey(), to_pubkey=DATA, lamports=lamports))
    step("extendProgram", struct.pack("<II", 6, LEAST_EXTENSION), [w(DATA), w(address)], [], [gift])
    buffer(SECOND, program(8))
    step("upgrade", struct.pack("<I", 3),
         [w(DATA), w(address), w(SECOND.pubkey()), w(spill), r(RENT), r(CLOCK), s(AUTHORITY)],
         [AUTHORITY])
    step("setAuthority", struct.pack("<I", 4), [w(DATA), s(AUTHORITY), r(spill)], [AUTHORITY])
    step("setAuthorityChecked", struct.pack("<I", 7), [w(DATA), s(OTHER), s(AUTHORITY)],
         [OTHER, AUTHORITY])
    step("setAuthority", struct.pack("<I", 4), [w(DATA), s(AUTHORITY)], [AUTHORITY])
    buffer(THIRD, program(9))
    step("close", struct.pack("<I", 5), [w(THIRD.pubkey()), w(spill), s(AUTHORITY)], [AUTHORITY])
    closed(spill)
    with open(f"{folder}/instructions.json", "w") as file:
        json.dump(steps, file, indent=1)
        file.write("\n")


def closed(spill):
    """An account that never became anything, and a program with its data."""
    step("close", struct.pack("<I", 5), [w(BUFFER.pubkey()), w(spill)], [BUFFER],
         [creation(BUFFER, 50)])
    buffer(SECOND, program(7))
    doomed = key(8)
    data, _ = Pubkey.find_program_address([bytes(doomed.pubkey())], LOADER)
    step("deployWithMaxDataLen", struct.pack("<IQ", 2, 136),
         [s(PAYER, True), w(data), w(doomed.pubkey()), w(SECOND.pubkey()), r(RENT), r(CLOCK),
          r(SYSTEM), s(AUTHORITY)], [doomed, AUTHORITY], [creation(doomed, 36)])
    step("close", struct.pack("<I", 5), [w(data), w(spill), s(AUTHORITY), w(doomed.pubkey())],
         [AUTHORITY])


main(sys.argv[1])
