"""One run of a transaction in LiteSVM, with everything that LiteSVM leaves to its caller."""

import hashlib
import json
from dataclasses import dataclass

from solders.account import Account
from solders.pubkey import Pubkey
from solders.transaction_metadata import FailedTransactionMetadata

import budget
import tokens
from accounts import Accounts
from addresses import SYSTEM
from wire import LoadedAddresses, MessageView, WireTransaction

NONCE_LENGTH = 80
INITIALIZED_NONCE = b"\1\0\0\0\1\0\0\0"  # current version, initialized
# A transaction that cannot be loaded pays its fee and is recorded without having run (SIMD-0082).
FEES_ONLY = ("ProgramAccountNotFound", "InvalidProgramForExecution",
             "MaxLoadedAccountsDataSizeExceeded")


@dataclass
class Outcome:
    """What a run did. `before` and `after` hold all accounts of the message, in key order."""

    err: object = None
    charged: bool = False
    fee: int = 0
    units: int = 0
    loaded_size: int = 0
    loaded: LoadedAddresses = LoadedAddresses()
    before: dict[Pubkey, Account | None] = None
    after: dict[Pubkey, Account | None] = None
    decimals: dict[Pubkey, int] = None  # of the mints of all token accounts, listed or not
    logs: list[str] | None = None
    inner: list | None = None
    return_data: object = None

    @classmethod
    def refused(cls, err) -> "Outcome":
        return cls(err=err, logs=[])


def stored_nonce(account: Account | None) -> tuple[Pubkey, bytes] | None:
    """Authority and value of a durable nonce account."""
    if account is None or account.owner != SYSTEM or len(account.data) != NONCE_LENGTH:
        return None
    if account.data[:8] != INITIALIZED_NONCE:
        return None
    return Pubkey(account.data[8:40]), account.data[40:72]


def can_use_nonce(message: MessageView, account: Account | None) -> bool:
    """Whether the message carries the nonce's value and its authority signed."""
    nonce = stored_nonce(account)
    if nonce is None:
        return False
    authority, value = nonce
    return value == bytes(message.blockhash) and authority in message.signers


class Executor:
    """Runs transactions against the newest state of the accounts."""

    def __init__(self, accounts: Accounts, deeper_cpi: bool):
        self.accounts = accounts
        self.svm = accounts.svm
        self.deeper_cpi = deeper_cpi

    def run(self, transaction: WireTransaction, nonce: Pubkey | None, sigverify: bool = True) -> Outcome:
        """Execute and keep the effects; `nonce` is the nonce account that serves as blockhash."""
        message = transaction.message
        loaded = message.load_addresses(self.accounts.latest)
        keys = [*message.static_keys, *loaded.writable, *loaded.readonly]
        before = self.snapshot(keys)
        size = budget.loaded_data_size(before, len(message.lookups), self.accounts.latest)
        outcome = Outcome(loaded=loaded, before=before, loaded_size=size)
        self.execute(transaction, outcome, sigverify)
        if outcome.charged and outcome.err is not None and nonce is not None:
            self.advance_nonce(nonce)
        outcome.after = self.snapshot(keys)
        outcome.decimals = self.decimals_of(outcome)
        return outcome

    def snapshot(self, keys) -> dict[Pubkey, Account | None]:
        return {key: self.accounts.latest(key) for key in keys}

    def decimals_of(self, outcome: Outcome) -> dict[Pubkey, int]:
        """A plain Transfer does not list its mint, so that mints are looked up among all accounts."""
        held = (tokens.read_token_account(account)
                for accounts in (outcome.before, outcome.after) for account in accounts.values())
        decimals = {}
        for mint in {token.mint for token in held if token}:
            account = outcome.before.get(mint) or self.accounts.latest(mint)
            if (found := tokens.read_decimals(account)) is not None:
                decimals[mint] = found
        return decimals

    def execute(self, transaction: WireTransaction, outcome: Outcome, sigverify: bool) -> None:
        """LiteSVM charges the fee of a v1 header as if it asked for no priority: take that first."""
        message = transaction.message
        limits = budget.limits_of(message)
        if outcome.loaded_size > limits.loaded_data:
            return self.charge_only(message, outcome, "MaxLoadedAccountsDataSizeExceeded")
        if any(outcome.before[program] is None for program in message.programs):
            # LiteSVM itself would run what it compiled before the account was taken back.
            return self.charge_only(message, outcome, "ProgramAccountNotFound")
        payer, prepaid = message.fee_payer, limits.priority_fee if message.version == 1 else 0
        if prepaid and (err := self.take(payer, prepaid)):
            outcome.err, outcome.logs = err, []
            return
        self.svm.with_compute_budget(limits.compute_budget(self.deeper_cpi))
        self.svm.with_sigverify(sigverify)
        balance = self.svm.get_balance(payer)
        result = self.svm.send_transaction(transaction.inner)
        self.read_result(result, outcome)
        outcome.charged = outcome.err is None or self.svm.get_balance(payer) != balance
        outcome.fee += prepaid
        if not outcome.charged:
            self.accounts.put(payer, outcome.before[payer])
            if outcome.err in FEES_ONLY:
                self.charge_only(message, outcome, outcome.err)

    def read_result(self, result, outcome: Outcome) -> None:
        if isinstance(result, FailedTransactionMetadata):
            outcome.err = json.loads(result.to_json())["err"]
            result = result.meta()
        outcome.fee = result.fee()
        outcome.units = result.compute_units_consumed()
        outcome.logs = result.logs()
        outcome.inner = result.inner_instructions()
        outcome.return_data = result.return_data()

    def charge_only(self, message: MessageView, outcome: Outcome, err: str) -> None:
        """Record without execution: the fee is paid and there are no logs."""
        fee = budget.fee_of(message)
        refusal = self.take(message.fee_payer, fee)
        outcome.err = refusal or err
        outcome.logs, outcome.inner = ([] if refusal else None), None
        outcome.charged, outcome.fee, outcome.units = refusal is None, fee, 0

    def take(self, payer: Pubkey, lamports: int) -> str | None:
        """Debit the fee payer, or say why not."""
        account = self.accounts.latest(payer)
        if account is None:
            return "AccountNotFound"
        if account.lamports < lamports:
            return "InsufficientFundsForFee"
        self.accounts.put(payer, with_lamports(account, account.lamports - lamports))
        return None

    def advance_nonce(self, address: Pubkey) -> None:
        """A failed transaction uses up its nonce all the same; LiteSVM rolls that back with the rest.

        The next value is the one that LiteSVM's System program computes from the message's blockhash.
        """
        account = self.accounts.latest(address)
        value = hashlib.sha256(b"DURABLE_NONCE" + account.data[40:72]).digest()
        data = account.data[:40] + value + account.data[72:]
        self.accounts.put(address, Account(account.lamports, data, account.owner))


def with_lamports(account: Account, lamports: int) -> Account:
    return Account(lamports, account.data, account.owner, account.executable, account.rent_epoch)

