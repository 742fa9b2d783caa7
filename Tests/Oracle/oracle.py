"""What solders (the Rust SDK) says about keys, addresses and transactions, a JSON line each.

Commands:
  transactions VERSION COUNT SEED   random signed transactions with their parts
  judge                             base64 lines on standard input -> what solders decodes, or null
  keys                              "phrase|passphrase|path" on standard input -> address, or null;
                                    an empty path takes the first 32 bytes of the seed
  nonce ACCOUNT DATA                base64 transactions on standard input -> does the runtime take
                                    their blockhash, which is the nonce of this account
  curve COUNT SEED                  32-byte strings, a fourth of them hard to judge, and whether they
                                    lie on the curve
  base58 COUNT SEED                 random byte strings and their base58 text
  derive COUNT SEED                 program-derived and associated token addresses
  errors                            the names of the runtime's errors
"""

import base64
import hashlib
import json
import os
import random
import sys

from solders import transaction_status
from solders.account import Account
from solders.hash import Hash
from solders.instruction import CompiledInstruction
from solders.keypair import Keypair
from solders.litesvm import LiteSVM
from solders.message import (
    Message,
    MessageAddressTableLookup,
    MessageHeader,
    MessageV0,
    MessageV1,
    TransactionConfig,
)
from solders.pubkey import Pubkey
from solders.signature import Signature
from solders.token.associated import get_associated_token_address
from solders.transaction import VersionedTransaction
from solders.transaction_status import TransactionErrorFieldless

from close_calls import close_call


def main() -> None:
    command, *arguments = sys.argv[1:]
    for row in COMMANDS[command](*arguments):
        print(json.dumps(row, separators=(",", ":")))


def transactions(version, count, seed):
    source = random.Random(f"{version}-{seed}")
    produced = 0
    while produced < int(count):
        transaction = random_transaction(source, version)
        raw = bytes(transaction)
        if len(raw) > (4096 if version == "1" else 1232):
            continue
        produced += 1
        yield describe(transaction, raw)


def random_transaction(source, version):
    header, keys, signers = random_accounts(source, 64 if version == "1" else 24)
    loaded, lookups = random_lookups(source) if version == "0" else (0, [])
    instructions = [
        CompiledInstruction(
            source.randrange(1, len(keys)),
            source.randbytes(source.choice([0, 1, 8, 20, 130, 300])),
            bytes(source.randrange(len(keys) + loaded) for _ in range(source.randrange(12))),
        )
        for _ in range(source.randrange(6))
    ]
    blockhash = Hash(source.randbytes(32))
    if version == "legacy":
        message = Message.new_with_compiled_instructions(
            header.num_required_signatures,
            header.num_readonly_signed_accounts,
            header.num_readonly_unsigned_accounts,
            keys,
            blockhash,
            instructions,
        )
    elif version == "0":
        message = MessageV0(header, keys, blockhash, instructions, lookups)
    else:
        message = MessageV1(header, random_config(source), blockhash, keys, instructions)
    return VersionedTransaction(message, signers)


def random_accounts(source, most):
    count = source.randrange(2, most)
    required = source.randrange(1, min(count, 5))
    header = MessageHeader(
        required, source.randrange(required), source.randrange(count - required + 1)
    )
    signers = [Keypair.from_seed(source.randbytes(32)) for _ in range(required)]
    others = [Pubkey.from_bytes(source.randbytes(32)) for _ in range(count - required)]
    return header, [signer.pubkey() for signer in signers] + others, signers


def random_lookups(source):
    lookups = []
    for _ in range(source.randrange(3)):
        indices = source.sample(range(256), source.randrange(1, 8))
        cut = source.randrange(len(indices) + 1)
        table = Pubkey.from_bytes(source.randbytes(32))
        lookups.append(
            MessageAddressTableLookup(table, bytes(indices[:cut]), bytes(indices[cut:]))
        )
    loaded = sum(len(l.writable_indexes) + len(l.readonly_indexes) for l in lookups)
    return loaded, lookups


def random_config(source):
    def maybe(bits):
        return source.getrandbits(bits) if source.random() < 0.5 else None

    heap = source.randrange(32, 257) * 1024 if source.random() < 0.5 else None
    return TransactionConfig(maybe(64), maybe(32), maybe(32), heap)


def describe(transaction, raw):
    message = transaction.message
    version = transaction.version()
    header = message.header
    row = {
        "bytes": base64.b64encode(raw).decode(),
        "version": version if isinstance(version, int) else "legacy",
        "signatures": [str(s) for s in transaction.signatures],
        "valid": transaction.verify_with_results(),
        "header": [
            header.num_required_signatures,
            header.num_readonly_signed_accounts,
            header.num_readonly_unsigned_accounts,
        ],
        "keys": [str(key) for key in message.account_keys],
        "blockhash": str(message.recent_blockhash),
        "instructions": [
            [i.program_id_index, list(bytes(i.accounts)), bytes(i.data).hex()]
            for i in message.instructions
        ],
        "lookups": [
            [str(l.account_key), list(l.writable_indexes), list(l.readonly_indexes)]
            for l in getattr(message, "address_table_lookups", [])
        ],
        "config": [],
    }
    if isinstance(message, MessageV1):
        config = message.config
        row["config"] = [
            config.priority_fee,
            config.compute_unit_limit,
            config.loaded_accounts_data_size_limit,
            config.heap_size,
        ]
    row["version"] = str(row["version"])
    return row


def judge():
    for line in sys.stdin:
        raw = base64.b64decode(line)
        try:
            transaction = VersionedTransaction.from_bytes(raw)
            transaction.sanitize()
            if isinstance(transaction.message, MessageV1):
                transaction.message.validate()
            yield describe(transaction, raw)
        except Exception as error:  # whatever solders refuses, it refuses
            yield {"error": str(error)}


def keys():
    # A refused path is a panic of the Rust crate, which prints a page of its own.
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
    for line in sys.stdin:
        phrase, passphrase, path = line.rstrip("\n").split("|")
        salt = b"mnemonic" + passphrase.encode()
        try:
            if path:
                seed = hashlib.pbkdf2_hmac("sha512", phrase.encode(), salt, 2048)
                keypair = Keypair.from_seed_and_derivation_path(seed, path)
            else:
                keypair = Keypair.from_seed_phrase_and_passphrase(phrase, passphrase)
            yield {"address": str(keypair.pubkey())}
        except BaseException:
            yield {"address": None}


def nonce(account, data):
    for line in sys.stdin:
        chain = LiteSVM().with_sigverify(False)
        chain.set_account(
            Pubkey.from_string(account), Account(10**9, bytes.fromhex(data), Pubkey.default())
        )
        transaction = VersionedTransaction.from_bytes(base64.b64decode(line))
        chain.airdrop(transaction.message.account_keys[0], 10**9)
        error = getattr(chain.send_transaction(transaction), "err", lambda: None)()
        yield {"usesNonce": error != TransactionErrorFieldless.BlockhashNotFound}


def curve(count, seed):
    source = random.Random(f"curve-{seed}")
    for index in range(int(count)):
        raw = source.randbytes(32) if index % 4 else close_call(source)
        yield {"bytes": raw.hex(), "onCurve": Pubkey.from_bytes(raw).is_on_curve()}


def base58(count, seed):
    source = random.Random(f"base58-{seed}")
    for _ in range(int(count)):
        zeros = source.choice([0, 0, 0, 1, 5, 31])
        key = bytes(zeros) + source.randbytes(32 - zeros)
        signature = bytes(zeros) + source.randbytes(64 - zeros)
        yield {
            "key": key.hex(),
            "keyText": str(Pubkey.from_bytes(key)),
            "signature": signature.hex(),
            "signatureText": str(Signature.from_bytes(signature)),
        }


def derive(count, seed):
    source = random.Random(f"derive-{seed}")
    for _ in range(int(count)):
        program, owner, mint = (Pubkey.from_bytes(source.randbytes(32)) for _ in range(3))
        seeds = [source.randbytes(source.randrange(33)) for _ in range(source.randrange(5))]
        address, bump = Pubkey.find_program_address(seeds, program)
        yield {
            "program": str(program),
            "seeds": [s.hex() for s in seeds],
            "address": str(address),
            "bump": bump,
            "owner": str(owner),
            "mint": str(mint),
            "associated": str(get_associated_token_address(owner, mint)),
        }


def errors():
    for kind, names in (
        ("instruction", transaction_status.InstructionErrorFieldless),
        ("transaction", transaction_status.TransactionErrorFieldless),
    ):
        for name in dir(names):
            if name[0].isupper():
                yield [kind, name]


COMMANDS = {
    "transactions": transactions,
    "judge": judge,
    "keys": keys,
    "nonce": nonce,
    "curve": curve,
    "base58": base58,
    "derive": derive,
    "errors": errors,
}

if __name__ == "__main__":
    main()
