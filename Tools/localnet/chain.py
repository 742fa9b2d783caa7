"""The chain: slots, blockhashes, commitments, and the transactions that were executed."""

import hashlib
import time
from collections import deque
from contextlib import contextmanager
from dataclasses import dataclass

from solders.account import Account
from solders.clock import Clock
from solders.hash import Hash
from solders.litesvm import LiteSVM
from solders.pubkey import Pubkey
from solders.signature import Signature

import budget
from accounts import Accounts, program_data_address
from addresses import DEEPER_CPI_FEATURE
from errors import TransactionError
from execution import Executor, Outcome, can_use_nonce
from meta import meta_json
from wire import MessageView, WireTransaction

# LiteSVM's own first slot: its programs were deployed there.
FIRST_SLOT = 435_888_000
# On a real cluster some slots stay empty, so that heights trail slots; mixing the two must show.
SKIPPED_SLOTS = 21_888_000
MAX_PROCESSING_AGE = 150
KEPT_BLOCKHASHES = 512  # also the length of the SlotHashes sysvar
SLOTS_PER_EPOCH = 432_000
MANUAL_SLOT_MS = 400  # how fast block times pass while slots advance by hand

COMMITMENTS = ("processed", "confirmed", "finalized")


def block_height(slot: int) -> int:
    return slot - SKIPPED_SLOTS


@dataclass(frozen=True)
class Record:
    """A transaction in a block. The accounts of its run are not kept: programs are large."""

    transaction: WireTransaction
    slot: int
    index: int
    meta: dict
    addresses: frozenset[Pubkey]
    write_locks: frozenset[Pubkey]

    @property
    def unit_price(self) -> int:
        return budget.limits_of(self.transaction.message).unit_price


@dataclass(frozen=True)
class Entry:
    """One change of state in the journal, with what it takes to make it again."""

    slot: int
    signature: Signature | None
    redo: object


class Chain:
    """All state behind the RPC interface. Not thread-safe: callers hold one lock."""

    def __init__(self, genesis_hash: str, slot_ms: int = 0, finality_slots: int = 32, features=()):
        self.genesis_hash = genesis_hash
        self.slot_ms, self.finality_slots = slot_ms, finality_slots
        self.svm = LiteSVM().with_blockhash_check(False).with_transaction_history(0)
        self.activate(features)
        self.accounts = Accounts(self.svm)
        self.executor = Executor(self.accounts, DEEPER_CPI_FEATURE in features)
        self.records: dict[Signature, Record] = {}
        self.journal: list[Entry] = []
        self.dropped_sends = 0
        self.deferred_sends: deque[int] = deque()
        self.waiting: list[tuple[int, WireTransaction]] = []
        self.tip, self.next_index = FIRST_SLOT, 0
        self.hashes: deque[Hash] = deque(maxlen=KEPT_BLOCKHASHES)
        self.heights: dict[Hash, int] = {}
        self.ticked, self.started, self.first_time = 0, time.monotonic(), time.time()
        self.advance(KEPT_BLOCKHASHES)

    def activate(self, features) -> None:
        active = LiteSVM.mainnet_feature_set()
        for feature in features:
            active.activate(feature, 0)
        self.svm.with_feature_set(active)

    # Time

    def catch_up(self) -> None:
        """Make the slots that the clock says have passed since the last call."""
        if self.slot_ms:
            due = int((time.monotonic() - self.started) * 1000) // self.slot_ms
            ticks, self.ticked = due - self.ticked, due
            self.advance(ticks)

    def advance(self, slots: int) -> None:
        for _ in range(slots):
            self.tip, self.next_index = self.tip + 1, 0
            self.hashes.append(self.new_blockhash())
            self.heights[self.hashes[-1]] = block_height(self.tip)
            self.run_waiting()
        self.forget_old_blockhashes()
        self.update_sysvars()

    def new_blockhash(self) -> Hash:
        """Reproducible, and different on every cluster: LiteSVM's own blockhashes are not used."""
        return Hash(hashlib.sha256(f"{self.genesis_hash} {self.tip}".encode()).digest())

    def forget_old_blockhashes(self) -> None:
        oldest = block_height(self.tip) - KEPT_BLOCKHASHES
        self.heights = {known: height for known, height in self.heights.items() if height > oldest}

    def update_sysvars(self) -> None:
        epoch = self.tip // SLOTS_PER_EPOCH
        self.svm.set_clock(Clock(self.tip, self.block_time(epoch * SLOTS_PER_EPOCH), epoch, epoch + 1,
                                 self.block_time(self.tip)))
        newest_first = reversed(self.hashes)
        self.svm.set_slot_hashes([(self.tip - age, known) for age, known in enumerate(newest_first)])

    def block_time(self, slot: int) -> int:
        """Block times are computed, so that they hold for slots that were made in one step."""
        since = slot - FIRST_SLOT - KEPT_BLOCKHASHES
        return int(self.first_time + since * (self.slot_ms or MANUAL_SLOT_MS) / 1000)

    # Commitments

    def slot_at(self, commitment: str) -> int:
        """The newest slot that has reached `commitment`."""
        delay = {"processed": 0, "confirmed": min(1, self.finality_slots),
                 "finalized": self.finality_slots}
        return self.tip - delay[commitment]

    def commitment_of(self, slot: int) -> str:
        return next(each for each in reversed(COMMITMENTS) if slot <= self.slot_at(each))

    # Blockhashes

    def blockhash_at(self, slot: int) -> Hash:
        return self.hashes[slot - self.tip - 1]

    def last_valid_height(self, blockhash: Hash, slot: int) -> int | None:
        """The last block height at which `blockhash` is accepted, if the bank of `slot` accepts it."""
        height = self.heights.get(blockhash)
        if height is None or not 0 <= block_height(slot) - height <= MAX_PROCESSING_AGE:
            return None
        return height + MAX_PROCESSING_AGE

    def add_blockhash(self, blockhash: Hash) -> int:
        """Accept a blockhash from elsewhere as if it were that of the newest final block."""
        self.heights[blockhash] = block_height(self.slot_at("finalized"))
        return self.last_valid_height(blockhash, self.tip)

    def check_age(self, transaction: WireTransaction, slot: int) -> Pubkey | None:
        """Return the nonce account if one serves as blockhash; refuse a transaction that is too old."""
        message = transaction.message
        if self.last_valid_height(message.blockhash, slot) is not None:
            return None
        nonce = self.usable_nonce(message, slot)
        if nonce is None:
            raise TransactionError("BlockhashNotFound")
        return nonce

    def usable_nonce(self, message: MessageView, slot: int) -> Pubkey | None:
        """The nonce account whose value the message carries; it advances once per block."""
        nonce = message.durable_nonce_account
        if nonce is None or self.accounts.last_change(nonce, slot) == self.tip:
            return None
        return nonce if can_use_nonce(message, self.accounts.read(nonce, slot)) else None

    # Transactions

    def submit(self, transaction: WireTransaction) -> None:
        """Take a transaction for the next block; nobody hears of it if it does not get there."""
        if self.dropped_sends:
            self.dropped_sends -= 1
        elif self.deferred_sends:
            self.waiting.append((self.tip + self.deferred_sends.popleft(), transaction))
        else:
            self.process(transaction)

    def run_waiting(self) -> None:
        due = [transaction for slot, transaction in self.waiting if slot <= self.tip]
        if due:
            self.update_sysvars()
            self.waiting = [each for each in self.waiting if each[0] > self.tip]
            for transaction in due:
                self.process(transaction)

    def process(self, transaction: WireTransaction) -> Record | None:
        """Execute in the current slot, unless the runtime would not let the transaction into a block."""
        if transaction.signature in self.records or not transaction.has_valid_signatures():
            return None
        try:
            nonce = self.check_age(transaction, self.tip)
        except TransactionError:
            return None
        slot, index, signature = self.tip, self.next_index, transaction.signature
        self.commit(slot, signature, lambda: self.include(transaction, slot, index, nonce))
        self.next_index += signature in self.records
        return self.records.get(signature)

    def include(self, transaction: WireTransaction, slot: int, index: int, nonce) -> dict | None:
        """Run and record; the accounts as they were before, or None if there is nothing to record."""
        self.records.pop(transaction.signature, None)
        try:
            outcome = self.executor.run(transaction, nonce)
        except TransactionError:
            return None
        if not outcome.charged:
            return None
        locks = transaction.message.write_locks(outcome.loaded)
        self.records[transaction.signature] = Record(
            transaction, slot, index, meta_json(transaction, outcome), frozenset(outcome.before),
            frozenset(locks))
        return outcome.before

    def commit(self, slot: int, signature: Signature | None, change) -> None:
        """Make a change and enter it in the journal; `change` returns the accounts as they were."""
        before = change()
        if before is not None:
            self.accounts.record(len(self.journal), slot, before)
            self.journal.append(Entry(slot, signature, change))

    def simulate(self, transaction: WireTransaction, slot: int, sigverify: bool, check_age: bool) -> Outcome:
        """Run against the state of `slot` and take everything back."""
        try:
            if sigverify and not transaction.has_valid_signatures():
                raise TransactionError("SignatureFailure")
            nonce = self.check_age(transaction, slot) if check_age else None
            record = self.records.get(transaction.signature)
            if check_age and record and record.slot <= slot:
                raise TransactionError("AlreadyProcessed")
            loaded = transaction.message.load_addresses(lambda key: self.accounts.read(key, slot))
            keys = [*transaction.message.static_keys, *loaded.writable, *loaded.readonly]
            with self.state_at(self.with_program_data(keys), slot):
                return self.executor.run(transaction, nonce, sigverify)
        except TransactionError as error:
            return Outcome.refused(error.err)

    def with_program_data(self, addresses) -> list[Pubkey]:
        """A transaction names its programs, and the accounts that hold their code stay unnamed."""
        named = filter(None, map(self.accounts.latest, addresses))
        return [*addresses, *filter(None, map(program_data_address, named))]

    @contextmanager
    def state_at(self, addresses, slot: int):
        """The accounts as they were at `slot`; whatever happens to them here is undone."""
        now = {address: self.accounts.latest(address) for address in addresses}
        self.accounts.restore({address: self.accounts.read(address, slot) for address in addresses})
        try:
            yield
        finally:
            self.accounts.restore(now)

    def drop(self, signature: Signature) -> bool:
        """Make a transaction never have happened: undo it and all later changes, then redo those."""
        if signature not in self.records:
            return False
        position = [entry.signature for entry in self.journal].index(signature)
        later = self.journal[position + 1:]
        del self.journal[position:]
        self.accounts.undo(position)
        del self.records[signature]
        for entry in later:
            self.commit(entry.slot, entry.signature, entry.redo)
        return True

    # Changes from outside

    def set_account(self, address: Pubkey, account: Account | None) -> None:
        """Write an account as if it had been so for long: the change is final at once."""
        def change() -> dict:
            before = {address: self.accounts.latest(address)}
            self.accounts.put(address, account)
            return before
        self.commit(self.final_slot_for([address]), None, change)

    def run_as_final(self, transaction: WireTransaction) -> Outcome:
        """Execute a transaction of the faucet: final at once, and in nobody's history."""
        outcomes = []

        def change() -> dict | None:
            outcomes.append(self.executor.run(transaction, None))
            return outcomes[-1].before if outcomes[-1].charged else None
        self.commit(self.final_slot_for(transaction.message.static_keys), None, change)
        return outcomes[0]

    def final_slot_for(self, addresses) -> int:
        """Versions of an account are ordered by slot: never before the newest one."""
        newest = max(self.accounts.last_change(address, self.tip) for address in addresses)
        return max(self.slot_at("finalized"), newest)
