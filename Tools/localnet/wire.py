"""Transactions as received: the exact bytes, and one view of legacy, v0 and v1 messages."""

from dataclasses import dataclass
from functools import cached_property

from solders.message import Message, MessageV1, VersionedMessage
from solders.pubkey import Pubkey
from solders.transaction import VersionedTransaction

import base58
from addresses import LOOKUP_TABLE, MEMO_PROGRAMS, SYSTEM
from errors import TransactionError

MAX_LEGACY_BYTES = 1232  # one packet
MAX_V1_BYTES = 4096  # SIMD-0385
LOOKUP_TABLE_HEADER = 56
ADVANCE_NONCE = (4).to_bytes(4, "little")


@dataclass(frozen=True)
class LoadedAddresses:
    """What the lookup tables of a v0 message resolve to."""

    writable: tuple[Pubkey, ...] = ()
    readonly: tuple[Pubkey, ...] = ()


class MessageView:
    """What all message versions have in common."""

    def __init__(self, message: VersionedMessage):
        self.inner = message
        self.header = message.header
        self.static_keys = list(message.account_keys)
        self.instructions = list(message.instructions)
        self.blockhash = message.recent_blockhash
        self.config = message.config if isinstance(message, MessageV1) else None
        self.lookups = list(getattr(message, "address_table_lookups", ()))

    @property
    def version(self):
        if isinstance(self.inner, Message):
            return "legacy"
        return 0 if self.config is None else 1

    @property
    def fee_payer(self) -> Pubkey:
        return self.static_keys[0]

    @property
    def signers(self) -> list[Pubkey]:
        return self.static_keys[:self.header.num_required_signatures]

    @property
    def programs(self) -> set[Pubkey]:
        return {self.static_keys[each.program_id_index] for each in self.instructions}

    @property
    def durable_nonce_account(self) -> Pubkey | None:
        """The nonce account, if the first instruction advances one."""
        if not self.instructions:
            return None
        first = self.instructions[0]
        program = self.static_keys[first.program_id_index]
        if program != SYSTEM or bytes(first.data)[:4] != ADVANCE_NONCE or not first.accounts:
            return None
        index = first.accounts[0]
        writable = index < len(self.static_keys) and self.is_writable(index)
        return self.static_keys[index] if writable else None

    def is_writable(self, index: int) -> bool:
        """Whether the header asks for a write lock on a static key."""
        header, required = self.header, self.header.num_required_signatures
        if index < required:
            return index < required - header.num_readonly_signed_accounts
        return index < len(self.static_keys) - header.num_readonly_unsigned_accounts

    def write_locks(self, loaded: LoadedAddresses) -> list[Pubkey]:
        static = [key for index, key in enumerate(self.static_keys) if self.is_writable(index)]
        return static + list(loaded.writable)

    def load_addresses(self, read_account) -> LoadedAddresses:
        """Resolve the lookups; LiteSVM does it too, but keeps the result to itself."""
        writable, readonly = [], []
        for lookup in self.lookups:
            table = table_addresses(read_account(lookup.account_key))
            try:
                writable += [table[index] for index in bytes(lookup.writable_indexes)]
                readonly += [table[index] for index in bytes(lookup.readonly_indexes)]
            except IndexError:
                raise TransactionError("InvalidAddressLookupTableIndex") from None
        return LoadedAddresses(tuple(writable), tuple(readonly))

    def memo(self) -> str | None:
        """Top-level memos as getSignaturesForAddress shows them: `[length] text; …`."""
        texts = []
        for instruction in self.instructions:
            if self.static_keys[instruction.program_id_index] in MEMO_PROGRAMS:
                data = bytes(instruction.data)
                try:
                    texts.append(f"[{len(data)}] {data.decode()}")
                except UnicodeDecodeError:
                    texts.append("(unparseable)")
        return "; ".join(texts) or None


class WireTransaction:
    """A transaction with the bytes it came in."""

    def __init__(self, raw: bytes):
        self.raw = raw
        self.inner = VersionedTransaction.from_bytes(raw)
        if bytes(self.inner) != raw:
            raise ValueError("trailing bytes")
        limit = MAX_V1_BYTES if self.message.version == 1 else MAX_LEGACY_BYTES
        if len(raw) > limit:
            raise ValueError("size limit has been reached")

    @cached_property
    def message(self) -> MessageView:
        return MessageView(self.inner.message)

    @property
    def signature(self):
        """The first signature names the transaction."""
        return self.inner.signatures[0]

    def sanitize(self) -> None:
        """Refuse what no validator would look at (indexes out of range, missing signatures)."""
        try:
            self.inner.sanitize()
            if self.message.version == 1:
                self.message.inner.validate()
        except Exception:
            raise TransactionError("SanitizeFailure") from None
        if len(set(self.message.static_keys)) != len(self.message.static_keys):
            raise TransactionError("AccountLoadedTwice")

    def has_valid_signatures(self) -> bool:
        return all(self.inner.verify_with_results())


def table_addresses(table) -> list[Pubkey]:
    if table is None:
        raise TransactionError("AddressLookupTableNotFound")
    if table.owner != LOOKUP_TABLE:
        raise TransactionError("InvalidAddressLookupTableOwner")
    body = table.data[LOOKUP_TABLE_HEADER:]
    if len(table.data) < LOOKUP_TABLE_HEADER or len(body) % 32:
        raise TransactionError("InvalidAddressLookupTableData")
    return [Pubkey(body[at:at + 32]) for at in range(0, len(body), 32)]


def instruction_json(instruction, stack_height) -> dict:
    """A compiled instruction as the `json` encoding and `innerInstructions` show it."""
    return {
        "accounts": list(bytes(instruction.accounts)),
        "data": base58.encode(bytes(instruction.data)),
        "programIdIndex": instruction.program_id_index,
        "stackHeight": stack_height,
    }


def transaction_json(transaction: WireTransaction) -> dict:
    """The `json` encoding of a transaction."""
    message = transaction.message
    body = {
        "accountKeys": [str(key) for key in message.static_keys],
        "header": {
            "numReadonlySignedAccounts": message.header.num_readonly_signed_accounts,
            "numReadonlyUnsignedAccounts": message.header.num_readonly_unsigned_accounts,
            "numRequiredSignatures": message.header.num_required_signatures,
        },
        "instructions": [instruction_json(each, 1) for each in message.instructions],
        "recentBlockhash": str(message.blockhash),
    }
    if message.version == 0:
        body["addressTableLookups"] = [{
            "accountKey": str(lookup.account_key),
            "readonlyIndexes": list(bytes(lookup.readonly_indexes)),
            "writableIndexes": list(bytes(lookup.writable_indexes)),
        } for lookup in message.lookups]
    if message.version == 1:
        body["transactionConfig"] = {
            "computeUnitLimit": message.config.compute_unit_limit,
            "heapSize": message.config.heap_size,
            "loadedAccountsDataSizeLimit": message.config.loaded_accounts_data_size_limit,
            "priorityFee": message.config.priority_fee,
        }
    signatures = [str(signature) for signature in transaction.inner.signatures]
    return {"message": body, "signatures": signatures}
