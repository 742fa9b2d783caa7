"""Deposits for the benchmark of `verify`: executed by the local chain, answered as a node answers.

  deposits.py COUNT FOLDER

Writes signatures.txt, answers.txt (see server.c), policy.json, and signed.txt: signer, signature and
signed bytes of each transaction in hexadecimal, for libsodium alone.
"""

import hashlib
import json
import random
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(ROOT / "Tools" / "localnet"))

from solders.compute_budget import set_compute_unit_limit, set_compute_unit_price
from solders.instruction import AccountMeta, Instruction
from solders.keypair import Keypair
from solders.message import Message, MessageV0, to_bytes_versioned
from solders.pubkey import Pubkey
from solders.token.associated import get_associated_token_address
from solders.transaction import VersionedTransaction

import control
import genesis
import methods
from chain import Chain
from wire import WireTransaction

USDC = Pubkey.from_string("EPjFWdd5AufqSSqeM2qN1xzybapC8G4wEGGkZwyTDt1v")
TOKEN = Pubkey.from_string("TokenkegQfeZyiNwAJbNbGKPFXCWuBvf9Ss623VQ5DA")
MEMO = Pubkey.from_string("MemoSq4gqABAXKb96qnH8TysNcWxMyWCqXgDLGmfcHr")
TREASURY = Keypair.from_seed(bytes([0x02] * 32)).pubkey()
TREASURY_USDC = get_associated_token_address(TREASURY, USDC)
PAYERS = 64
SLOT_EVERY = 20


def main(count: int, folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    chain = Chain(genesis.GENESIS_HASHES["mainnet"])
    genesis.install(chain)
    call = methods.table(chain) | control.table(chain)
    source = random.Random("deposits")
    payers = [Keypair.from_seed(source.randbytes(32)) for _ in range(PAYERS)]
    call["localnet_mintTo"](str(TREASURY), str(USDC), 1)
    for payer in payers:
        call["requestAirdrop"](str(payer.pubkey()), 10 ** 9)
        call["localnet_mintTo"](str(payer.pubkey()), str(USDC), 10 ** 12)
    sent = [send(chain, source, payers[index % PAYERS], index) for index in range(count)]
    chain.advance(chain.finality_slots + 1)
    write(folder, chain, call, sent)


def send(chain: Chain, source: random.Random, payer: Keypair, index: int) -> VersionedTransaction:
    """A deposit as `l5-deposit deposit` makes it, in turn legacy and v0."""
    if index % SLOT_EVERY == 0:
        chain.advance(1)
    wallet, code = payer.pubkey(), source.randbytes(8)
    amount = source.randrange(1_000_000, 50_000_000)
    reference = Pubkey(hashlib.sha256(
        b"usdc-deposit/ref/v1" + bytes(Pubkey.from_string(chain.genesis_hash))
        + bytes(TREASURY_USDC) + code).digest())
    instructions = [
        set_compute_unit_limit(60_000),
        set_compute_unit_price(source.randrange(1_000, 50_000)),
        Instruction(MEMO, b"deposit:" + code.hex().upper().encode(),
                    [AccountMeta(wallet, True, False)]),
        Instruction(TOKEN, b"\x0c" + amount.to_bytes(8, "little") + b"\x06", [
            AccountMeta(get_associated_token_address(wallet, USDC), False, True),
            AccountMeta(USDC, False, False), AccountMeta(TREASURY_USDC, False, True),
            AccountMeta(wallet, True, False), AccountMeta(reference, False, False),
        ]),
    ]
    blockhash = chain.blockhash_at(chain.tip)
    message = (Message.new_with_blockhash(instructions, wallet, blockhash) if index % 2
               else MessageV0.try_compile(wallet, instructions, [], blockhash))
    transaction = VersionedTransaction(message, [payer])
    record = chain.process(WireTransaction(bytes(transaction)))
    if record is None or record.meta["err"] is not None:
        raise RuntimeError("a deposit failed")
    return transaction


def write(folder: Path, chain: Chain, call: dict, sent: list[VersionedTransaction]) -> None:
    compact = {"separators": (",", ":")}
    options = {"encoding": "base64", "commitment": "finalized", "maxSupportedTransactionVersion": 1}
    names = [str(transaction.signatures[0]) for transaction in sent]
    with open(folder / "answers.txt", "w") as answers:
        answers.write(f"{chain.genesis_hash}\t{chain.tip}\n")
        for name in names:
            status = call["getSignatureStatuses"]([name], {"searchTransactionHistory": True})
            transaction = call["getTransaction"](name, options)
            answers.write("\t".join((name, json.dumps(status["value"][0], **compact),
                                     json.dumps(transaction, **compact))) + "\n")
    (folder / "signatures.txt").write_text("".join(f"{name}\n" for name in names))
    with open(folder / "signed.txt", "w") as signed:
        for transaction in sent:
            signed.write(" ".join(part.hex() for part in (
                bytes(transaction.message.account_keys[0]), bytes(transaction.signatures[0]),
                to_bytes_versioned(transaction.message))) + "\n")
    (folder / "policy.json").write_text(json.dumps({
        "schema": "l5.policy/1",
        "genesis": chain.genesis_hash,
        "treasury": str(TREASURY),
        "assets": [{"symbol": "USDC", "mint": str(USDC), "tokenProgram": str(TOKEN), "decimals": 6,
                    "minimum": "10000", "allowedExtensions": []}],
        "commitment": "finalized",
    }, indent=2) + "\n")


if __name__ == "__main__":
    main(int(sys.argv[1]), Path(sys.argv[2]))
