"""The real virtual machine (LiteSVM) with mainnet's features and the real token programs."""

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from solders.account import Account
from solders.hash import Hash
from solders.instruction import Instruction
from solders.keypair import Keypair
from solders.litesvm import LiteSVM
from solders.message import Message
from solders.pubkey import Pubkey
from solders.signature import Signature
from solders.transaction import VersionedTransaction
from solders.transaction_metadata import FailedTransactionMetadata

import tokens
from addresses import SYSTEM, TOKEN, associated

REPOSITORY = Path(__file__).resolve().parent.parent.parent
SOL = 1_000_000_000


def key(byte: int) -> Pubkey:
    """A wallet whose seed is 32 equal bytes."""
    return Keypair.from_seed(bytes([byte] * 32)).pubkey()


PAYER, TREASURY, ATTACKER, VICTIM, RELAYER, DELEGATE = (key(byte) for byte in range(1, 7))
ISSUER = key(0xF0)  # mint and freeze authority of every mint


@dataclass(frozen=True)
class Outcome:
    """What a transaction did. `error` is None, a custom number, or the runtime's own word."""

    error: object
    at: int | None  # the instruction that failed
    units: int
    logs: list[str]
    inner: list  # per instruction, its inner ones in order

    @property
    def truncated(self) -> bool:
        return "Log truncated" in self.logs


class Chain:
    """Accounts, and transactions against them.

    Signatures are not checked: the runtime's flag that an account signed is all that a program sees.
    """

    def __init__(self):
        self.svm = (LiteSVM().with_feature_set(LiteSVM.mainnet_feature_set()).with_sigverify(False)
                    .with_blockhash_check(False).with_transaction_history(0))
        self.rent_of = cache(self.svm.minimum_balance_for_rent_exemption)
        self.blockhash = Hash.default()
        self.give(RELAYER, 1_000_000 * SOL)

    # Accounts

    def deploy(self, program: Pubkey, elf: bytes) -> None:
        self.svm.add_program(program, elf)

    def put(self, address: Pubkey, data: bytes, owner: Pubkey, lamports: int | None = None) -> Pubkey:
        rent = self.rent_of(len(data)) if lamports is None else lamports
        self.svm.set_account(address, Account(rent, data, owner))
        return address

    def give(self, address: Pubkey, lamports: int) -> None:
        """Write an account of the System program."""
        self.put(address, b"", SYSTEM, lamports)

    def get(self, address: Pubkey) -> Account | None:
        """The account; one without lamports is none."""
        account = self.svm.get_account(address)
        return account if account is not None and account.lamports else None

    def data(self, address: Pubkey) -> bytes:
        return bytes(self.svm.get_account(address).data)

    def lamports(self, address: Pubkey) -> int:
        return self.svm.get_balance(address) or 0

    def mint(self, address: Pubkey, decimals: int = 6, token_program: Pubkey = TOKEN,
             extensions=()) -> Pubkey:
        data = tokens.mint_data(ISSUER, decimals, 2 ** 63, extensions)
        return self.put(address, data, token_program)

    def hold(self, owner: Pubkey, mint: Pubkey, amount: int, token_program: Pubkey = TOKEN,
             at: Pubkey | None = None, **fields) -> Pubkey:
        """Write a token account, by default the associated one."""
        address = at or associated(owner, mint, token_program)
        return self.put(address, tokens.account_data(mint, owner, amount, **fields), token_program)

    def open(self, owner: Pubkey, mint: Pubkey, amount: int, token_program: Pubkey = TOKEN) -> Pubkey:
        """Let the Associated Token program create the account, as mints with extensions need."""
        outcome = self.run(tokens.create_associated(RELAYER, owner, mint, token_program))
        assert outcome.error is None, outcome
        address = associated(owner, mint, token_program)
        account = self.get(address)
        data = tokens.with_amount(bytes(account.data), amount)
        return self.put(address, data, token_program, account.lamports)

    def tokens(self, address: Pubkey) -> int:
        """The tokens at an address; none if there is no account."""
        account = self.get(address)
        return tokens.amount_of(bytes(account.data)) if account else 0

    # Transactions

    def run(self, *instructions: Instruction) -> Outcome:
        """Execute; the relayer pays the fee, so that nobody else's lamports change by it."""
        message = Message.new_with_blockhash(list(instructions), RELAYER, self.blockhash)
        signatures = [Signature.default()] * message.header.num_required_signatures
        result = self.svm.send_transaction(VersionedTransaction.populate(message, signatures))
        error, at = None, None
        if isinstance(result, FailedTransactionMetadata):
            error, at = read_error(json.loads(result.to_json())["err"])
            result = result.meta()
        return Outcome(error, at, result.compute_units_consumed(), result.logs(),
                       result.inner_instructions())


def read_error(err) -> tuple[object, int | None]:
    if isinstance(err, dict) and "InstructionError" in err:
        at, reason = err["InstructionError"]
        return (reason["Custom"] if isinstance(reason, dict) and "Custom" in reason else reason), at
    return err, None
