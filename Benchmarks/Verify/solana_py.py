"""What a gateway's author writes today with solana-py: the same checks, one request after the other.

  solana_py.py URL POLICY SIGNATURES [BOOKS]

Prints one verdict a line, then on standard error the seconds of wall clock and of CPU for the list. With
BOOKS each deposit is also credited in that SQLite file, once, as durably as the ledger does, with the
answers that it rests on.
"""

import asyncio
import base64
import json
import re
import sqlite3
import sys
import time

from solana.rpc.async_api import AsyncClient
from solders.pubkey import Pubkey
from solders.signature import Signature
from solders.token.associated import get_associated_token_address
from solders.transaction import VersionedTransaction
from solders.transaction_status import TransactionConfirmationStatus

MEMOS = {Pubkey.from_string(text) for text in (
    "Memo1UhkJRfHyvLMcVucJwxXeuD728EqVDDwQDxFMNo", "MemoSq4gqABAXKb96qnH8TysNcWxMyWCqXgDLGmfcHr",
    "Memo4c2pN8afCj432Lb7RMVKi9PbQnnW7ewFFaV3oAH")}
ALPHABET = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
TRANSFER_CHECKED = 12
CODE = re.compile(rb"\s*(?:deposit:|level5:)?([0-9A-Fa-f]{16})\s*", re.IGNORECASE)


class Books:
    """Deposits by signature and balances by code; as many deposits a commit as are quickest."""

    PER_COMMIT = 100

    def __init__(self, path: str):
        self.store = sqlite3.connect(path, isolation_level=None)
        for statement in (
                "PRAGMA locking_mode = EXCLUSIVE", "PRAGMA journal_mode = WAL",
                "PRAGMA synchronous = FULL",
                "CREATE TABLE deposit (signature TEXT PRIMARY KEY, code TEXT, amount INTEGER, "
                "answers TEXT)",
                "CREATE TABLE balance (code TEXT PRIMARY KEY, amount INTEGER)"):
            self.store.execute(statement)
        self.waiting: list[tuple[str, str, str]] = []

    def credit(self, signature: str, verdict: str, answers: list) -> None:
        kept = "\n".join(answer.to_json() for answer in answers)
        self.waiting.append((signature, verdict, kept))
        if len(self.waiting) == self.PER_COMMIT:
            self.commit()

    def commit(self) -> None:
        self.store.execute("BEGIN IMMEDIATE")
        for signature, verdict, answers in self.waiting:
            if not verdict.startswith("accept "):
                continue
            _, code, amount = verdict.split()
            if self.store.execute("INSERT INTO deposit VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING",
                                  (signature, code, int(amount), answers)).rowcount:
                self.store.execute(
                    "INSERT INTO balance VALUES (?, ?) "
                    "ON CONFLICT (code) DO UPDATE SET amount = amount + excluded.amount",
                    (code, int(amount)))
        self.store.execute("COMMIT")
        self.waiting.clear()


class Gateway:
    def __init__(self, policy: dict):
        asset = policy["assets"][0]
        self.owner = Pubkey.from_string(policy["treasury"])
        self.mint = Pubkey.from_string(asset["mint"])
        self.program = Pubkey.from_string(asset["tokenProgram"])
        self.decimals, self.minimum = asset["decimals"], int(asset["minimum"])
        self.account = get_associated_token_address(self.owner, self.mint, self.program)
        self.answers: list = []  # that the last verdict rests on

    async def verify(self, client: AsyncClient, text: str) -> str:
        signature = Signature.from_string(text)
        statuses = await client.get_signature_statuses([signature], search_transaction_history=True)
        self.answers = [statuses]
        status = statuses.value[0]
        if status is None:
            return "pending not_found"
        if status.confirmation_status != TransactionConfirmationStatus.Finalized:
            return "pending awaiting_finality"
        transaction = await client.get_transaction(
            signature, encoding="base64", commitment="finalized",
            max_supported_transaction_version=0)
        self.answers.append(transaction)
        found = transaction.value
        if found is None:
            return "pending behind"
        return self.judge(signature, status, found)

    def judge(self, signature: Signature, status, found) -> str:
        answer = found.transaction
        transaction, meta = answer.transaction, answer.meta
        if transaction.signatures[0] != signature or not all(transaction.verify_with_results()):
            return "unknown rpc_inconsistent"
        if meta is None or meta.inner_instructions is None:
            return "unknown missing_meta"
        if meta.err is not None or status.err is not None:
            return "reject tx_failed"
        message = transaction.message
        keys = list(message.account_keys)
        if meta.loaded_addresses is not None:
            keys += meta.loaded_addresses.writable + meta.loaded_addresses.readonly
        if len(meta.pre_balances) != len(keys) or len(meta.post_balances) != len(keys):
            return "unknown rpc_inconsistent"
        signers = set(keys[:message.header.num_required_signatures])
        calls = self.calls(message, meta, keys)
        credited, codes = self.arrivals(calls, signers)
        if credited == 0:
            return "reject no_matching_transfer"
        if self.balance(meta.post_token_balances, keys) - self.balance(
                meta.pre_token_balances, keys) != credited:
            return "review balance_mismatch"
        if credited < self.minimum:
            return "review below_minimum"
        if len(codes) != 1:
            return "review ambiguous_code" if codes else "review unattributed"
        return f"accept {codes.pop()} {credited}"

    def calls(self, message, meta, keys: list) -> list:
        """Every call in the order of execution: program, accounts, data."""
        inner = {group.index: group.instructions for group in meta.inner_instructions}
        calls = []
        for index, top in enumerate(message.instructions):
            for call in [top, *inner.get(index, [])]:
                data = call.data if isinstance(call.data, bytes) else base58(call.data)
                calls.append((keys[call.program_id_index],
                              [keys[account] for account in bytes(call.accounts)], data))
        return calls

    def arrivals(self, calls: list, signers: set) -> tuple[int, set]:
        credited, codes = 0, set()
        for program, accounts, data in calls:
            if program in MEMOS and (match := CODE.fullmatch(data)):
                codes.add(match[1].decode().upper())
            if program != self.program or not data:
                continue
            if data[0] == TRANSFER_CHECKED and len(data) >= 10 and len(accounts) >= 4:
                source, mint, destination, authority = accounts[:4]
                if destination != self.account or source == self.account or authority not in signers:
                    continue
                if mint == self.mint and data[9] == self.decimals:
                    credited += int.from_bytes(data[1:9], "little")
            elif self.account in accounts:
                raise ValueError("another token instruction names the treasury's account")
        return credited, codes

    def balance(self, balances, keys: list) -> int:
        for entry in balances:
            if keys[entry.account_index] == self.account:
                if entry.owner != self.owner or entry.mint != self.mint:
                    raise ValueError("the account is not the treasury's any more")
                return int(entry.ui_token_amount.amount)
        return 0


def base58(text: str) -> bytes:
    """Inner instructions come in base58, whatever the encoding asked for."""
    number = 0
    for character in text:
        number = number * 58 + ALPHABET.index(character)
    zeros = len(text) - len(text.lstrip("1"))
    return bytes(zeros) + number.to_bytes((number.bit_length() + 7) // 8, "big")


async def main(url: str, policy: str, signatures: str, path: str | None = None) -> None:
    with open(policy) as file:
        gateway = Gateway(json.load(file))
    with open(signatures) as file:
        names = file.read().split()
    async with AsyncClient(url) as client:
        await gateway.verify(client, names[0])
        books = Books(path) if path else None
        wall, cpu = time.perf_counter(), time.process_time()
        verdicts = []
        for name in names:
            verdicts.append(await gateway.verify(client, name))
            if books:
                books.credit(name, verdicts[-1], gateway.answers)
        if books:
            books.commit()
        wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
    print("\n".join(verdicts))
    print(f"{wall:.6f} {cpu:.6f}", file=sys.stderr)


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
