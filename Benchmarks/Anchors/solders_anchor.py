"""solders (the Rust SDK's Python binding) as an anchor: answers commands, a line each, until the end.

  associated COUNT SEED     COUNT lines: wallet, mint, associated token address (hex)
  transactions COUNT SEED   COUNT lines: the wire bytes (hex), then what they say (see `describe`)
  time PASSES               one line: nanoseconds of CPU for PASSES over the pool of the last command,
                            and nanoseconds of as many calls that do nothing but call
  version                   one line
"""

import random
import sys
import time
from collections import deque
from itertools import repeat

from solders import __version__
from solders.hash import Hash
from solders.instruction import AccountMeta, CompiledInstruction
from solders.message import MessageHeader, MessageV0
from solders.pubkey import Pubkey
from solders.signature import Signature
from solders.token.associated import get_associated_token_address
from solders.transaction import VersionedTransaction

COMPUTE_BUDGET = Pubkey.from_string("ComputeBudget111111111111111111111111111111")
MEMO = Pubkey.from_string("MemoSq4gqABAXKb96qnH8TysNcWxMyWCqXgDLGmfcHr")
TOKEN = Pubkey.from_string("TokenkegQfeZyiNwAJbNbGKPFXCWuBvf9Ss623VQ5DA")

# Runs an iterator in C and forgets what it yields: the loop is the same for a call and for its
# do-nothing twin.
exhaust = deque(maxlen=0).extend


class Pool:
    """Two closures that go through the same number of calls, one doing the work."""

    def __init__(self, work, nothing):
        self.work = work
        self.nothing = nothing


def associated(count, seed):
    source = random.Random(f"associated-{seed}")
    wallets = [Pubkey.from_bytes(source.randbytes(32)) for _ in range(count)]
    mints = [Pubkey.from_bytes(source.randbytes(32)) for _ in range(count)]
    # The twin takes a key and two more arguments, and makes an object around a copy of the key.
    pool = Pool(
        lambda: map(get_associated_token_address, wallets, mints),
        lambda: map(AccountMeta, wallets, repeat(True), repeat(False)),
    )
    lines = [
        " ".join(bytes(key).hex() for key in (w, m, get_associated_token_address(w, m)))
        for w, m in zip(wallets, mints)
    ]
    return pool, lines


def transactions(count, seed):
    source = random.Random(f"transactions-{seed}")
    raw = [deposit(source) for _ in range(count)]
    # The twin takes bytes, and makes an object around a copy of them.
    signatures = [source.randbytes(64) for _ in range(count)]
    pool = Pool(
        lambda: map(VersionedTransaction.from_bytes, raw),
        lambda: map(Signature.from_bytes, signatures),
    )
    return pool, [f"{one.hex()} {describe(one)}" for one in raw]


def deposit(source):
    """A v0 deposit with an 8-character code: 418 bytes, all values random."""
    payer, here, there, reference, mint = (Pubkey(source.randbytes(32)) for _ in range(5))
    code = source.randbytes(4).hex().upper()
    amount = source.randbytes(8)
    keys = [payer, here, there, COMPUTE_BUDGET, MEMO, TOKEN, mint, reference]
    instructions = [
        CompiledInstruction(3, b"\x02" + source.randbytes(4), b""),
        CompiledInstruction(3, b"\x03" + source.randbytes(8), b""),
        CompiledInstruction(4, f"deposit:{code}".encode(), bytes([0])),
        CompiledInstruction(5, b"\x0c" + amount + b"\x06", bytes([1, 6, 2, 0, 7])),
    ]
    message = MessageV0(MessageHeader(1, 0, 5), keys, Hash(source.randbytes(32)), instructions, [])
    raw = bytes(VersionedTransaction.populate(message, [Signature(source.randbytes(64))]))
    assert len(raw) == 418, len(raw)
    return raw


def describe(raw):
    """Every part of a decoded transaction, in the order of the wire."""
    transaction = VersionedTransaction.from_bytes(raw)
    message = transaction.message
    header = message.header
    parts = [bytes(signature).hex() for signature in transaction.signatures]
    parts += [
        str(header.num_required_signatures),
        str(header.num_readonly_signed_accounts),
        str(header.num_readonly_unsigned_accounts),
    ]
    parts += [bytes(key).hex() for key in message.account_keys]
    parts.append(bytes(message.recent_blockhash).hex())
    for call in message.instructions:
        parts += [str(call.program_id_index), bytes(call.accounts).hex(), bytes(call.data).hex()]
    parts.append(str(len(message.address_table_lookups)))
    return ",".join(parts)


def cpu(start, passes):
    """Nanoseconds of CPU for `passes` over what `start` returns."""
    before = time.process_time_ns()
    for _ in range(passes):
        exhaust(start())
    return time.process_time_ns() - before


def main():
    pool = None
    for line in sys.stdin:
        command, *arguments = line.split()
        numbers = [int(argument) for argument in arguments]
        if command == "time":
            print(cpu(pool.work, *numbers), cpu(pool.nothing, *numbers))
        elif command == "version":
            print(f"solders {__version__}, Python {sys.version.split()[0]}")
        else:
            pool, lines = {"associated": associated, "transactions": transactions}[command](
                *numbers
            )
            print("\n".join(lines))
        sys.stdout.flush()


main()
