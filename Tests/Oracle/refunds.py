"""Refunds as the Rust SDK writes and signs them.

Commands:
  build JSON   the message of a refund, made of the SDK's own instructions, in base64
  sign SEED    a base64 transaction on standard input, signed by a key of 32 equal bytes

The members of JSON: genesis, signature, path, treasury, source, destination, mint, program, decimals,
amount, feePayer, rent, units, price, memo (the program), blockhash; nonceAccount and nonceAuthority
where the blockhash is a nonce.
"""

import base64
import hashlib
import json
import struct
import sys

from solders import compute_budget, system_program
from solders.hash import Hash
from solders.instruction import AccountMeta, Instruction
from solders.keypair import Keypair
from solders.message import Message
from solders.pubkey import Pubkey
from solders.signature import Signature
from solders.transaction import Transaction

MEMO = Pubkey.from_string("MemoSq4gqABAXKb96qnH8TysNcWxMyWCqXgDLGmfcHr")


def receipt(refund, treasury):
    digest = hashlib.sha256(
        b"usdc-deposit/refund/v1"
        + bytes(Hash.from_string(refund["genesis"]))
        + bytes(Signature.from_string(refund["signature"]))
        + refund["path"].encode()
    ).hexdigest()
    seed = digest[:32]
    return Pubkey.create_with_seed(treasury, seed, MEMO), seed


def build(refund):
    def key(name):
        return Pubkey.from_string(refund[name])

    treasury, payer = key("treasury"), key("feePayer")
    address, seed = receipt(refund, treasury)
    memo = f"refund:{refund['signature']}:{refund['path']}".encode()
    calls = [
        compute_budget.set_compute_unit_limit(refund["units"]),
        compute_budget.set_compute_unit_price(refund["price"]),
        system_program.transfer(
            system_program.TransferParams(
                from_pubkey=payer, to_pubkey=address, lamports=refund["rent"]
            )
        ),
        system_program.allocate_with_seed(
            system_program.AllocateWithSeedParams(
                address=address, base=treasury, seed=seed, space=1, owner=MEMO
            )
        ),
        Instruction(key("memo"), memo, [AccountMeta(treasury, True, False)]),
        Instruction(
            key("program"),
            struct.pack("<BQB", 12, refund["amount"], refund["decimals"]),
            [
                AccountMeta(key("source"), False, True),
                AccountMeta(key("mint"), False, False),
                AccountMeta(key("destination"), False, True),
                AccountMeta(treasury, True, False),
            ],
        ),
    ]
    if "nonceAccount" in refund:
        advance = system_program.AdvanceNonceAccountParams(
            nonce_pubkey=key("nonceAccount"), authorized_pubkey=key("nonceAuthority")
        )
        calls.insert(0, system_program.advance_nonce_account(advance))
    return Message.new_with_blockhash(calls, payer, Hash.from_string(refund["blockhash"]))


def main():
    command, argument = sys.argv[1:]
    if command == "build":
        print(base64.b64encode(bytes(build(json.loads(argument)))).decode())
    else:
        keypair = Keypair.from_seed(bytes([int(argument)]) * 32)
        transaction = Transaction.from_bytes(base64.b64decode(sys.stdin.read()))
        transaction.partial_sign([keypair], transaction.message.recent_blockhash)
        transaction.verify()
        print(base64.b64encode(bytes(transaction)).decode())


if __name__ == "__main__":
    main()
