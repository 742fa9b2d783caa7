"""The methods that send, simulate and look up transactions."""

import base64

from solders.compute_budget import set_compute_unit_limit
from solders.message import Message
from solders.system_program import TransferParams, transfer
from solders.transaction import VersionedTransaction

import base58
import params
from answers import account_json, with_context
from chain import MAX_PROCESSING_AGE, Chain, Record, block_height
from errors import (INTERNAL_ERROR, PREFLIGHT_FAILURE, UNSUPPORTED_VERSION, RpcError,
                    TransactionError, describe, invalid_params)
from execution import Outcome
from genesis import FAUCET
from meta import balances, loaded_addresses, return_data, token_balances
from params import options, slot_for
from wire import WireTransaction, instruction_json, transaction_json

MAX_STATUSES = 256
MAX_SIGNATURES = 1000
STATUS_CACHE_SLOTS = 300  # older ones are found with searchTransactionHistory only
AIRDROP_UNITS = 1000


class Transactions:
    def __init__(self, chain: Chain):
        self.chain, self.airdrops = chain, 0

    # Sending

    def send(self, data, config=None) -> str:
        config = options(config)
        transaction = params.transaction(data, config.get("encoding") or "base58")
        skip = config.get("skipPreflight") is True
        level = params.commitment(config.get("preflightCommitment") or "finalized")
        slot = slot_for(self.chain, config, "processed" if skip else level)
        self.check_lookups(transaction, slot)
        if not skip:
            self.preflight(transaction, slot)
        self.chain.submit(transaction)
        return str(transaction.signature)

    def check_lookups(self, transaction: WireTransaction, slot: int) -> None:
        """Lookup tables that do not resolve are wrong parameters, not a failed simulation."""
        try:
            transaction.message.load_addresses(lambda key: self.chain.accounts.read(key, slot))
        except TransactionError as error:
            raise invalid_params(f"invalid transaction: {error}") from None

    def preflight(self, transaction: WireTransaction, slot: int) -> None:
        outcome = self.chain.simulate(transaction, slot, sigverify=True, check_age=True)
        if outcome.err is None:
            return
        data = simulation_json(transaction, outcome)
        hidden = ("loadedAddresses", "preBalances", "postBalances", "preTokenBalances",
                  "postTokenBalances")
        raise RpcError(PREFLIGHT_FAILURE, f"Transaction simulation failed: {describe(outcome.err)}",
                       data | dict.fromkeys(hidden))

    def request_airdrop(self, address, lamports, config=None) -> str:
        """A transfer from the faucet; its compute limit counts up, so that no two are the same."""
        options(config)
        recipient, lamports = params.address(address), params.unsigned(lamports)
        self.airdrops += 1
        instructions = [
            set_compute_unit_limit(AIRDROP_UNITS + self.airdrops),
            transfer(TransferParams(from_pubkey=FAUCET.pubkey(), to_pubkey=recipient, lamports=lamports)),
        ]
        blockhash = self.chain.blockhash_at(self.chain.tip)
        message = Message.new_with_blockhash(instructions, FAUCET.pubkey(), blockhash)
        transaction = WireTransaction(bytes(VersionedTransaction(message, [FAUCET])))
        if self.chain.process(transaction) is None:
            raise RpcError(INTERNAL_ERROR, "Internal error")
        return str(transaction.signature)

    def simulate(self, data, config=None) -> dict:
        config = options(config)
        transaction = params.transaction(data, config.get("encoding") or "base58")
        replace, sigverify = (config.get(key) is True for key in ("replaceRecentBlockhash", "sigVerify"))
        if replace and sigverify:
            raise invalid_params("sigVerify may not be used with replaceRecentBlockhash")
        slot = slot_for(self.chain, config)
        self.check_lookups(transaction, slot)
        outcome = self.chain.simulate(transaction, slot, sigverify, check_age=not replace)
        value = simulation_json(transaction, outcome)
        if replace:
            value["replacementBlockhash"] = {
                "blockhash": str(self.chain.blockhash_at(slot)),
                "lastValidBlockHeight": block_height(slot) + MAX_PROCESSING_AGE,
            }
        if config.get("innerInstructions") is True and outcome.inner is not None:
            value["innerInstructions"] = decoded_inner_instructions(outcome)
        if config.get("accounts") is not None:
            value["accounts"] = self.simulated_accounts(options(config["accounts"]), outcome, slot)
        return with_context(slot, value)

    def simulated_accounts(self, config: dict, outcome: Outcome, slot: int) -> list:
        addresses = [params.address(each) for each in params.sequence(config.get("addresses"), 2 ** 16)]
        if outcome.before is not None and len(addresses) > len(outcome.before):
            raise invalid_params(f"Too many accounts provided; max {len(outcome.before)}")
        if outcome.err is not None:
            return [None] * len(addresses)
        encoding = {"encoding": config.get("encoding") or "base64"}
        accounts = (outcome.after[address] if address in outcome.after
                    else self.chain.accounts.read(address, slot) for address in addresses)
        return [account_json(account, encoding) for account in accounts]

    # Looking up

    def signature_statuses(self, signatures, config=None) -> dict:
        search = options(config).get("searchTransactionHistory") is True
        asked = [params.signature(each) for each in params.sequence(signatures, MAX_STATUSES)]
        records = (self.chain.records.get(signature) for signature in asked)
        statuses = [self.status_json(record) if record and (search or self.is_recent(record)) else None
                    for record in records]
        return with_context(self.chain.tip, statuses)

    def is_recent(self, record: Record) -> bool:
        return self.chain.tip - record.slot <= STATUS_CACHE_SLOTS

    def status_json(self, record: Record) -> dict:
        commitment, err = self.chain.commitment_of(record.slot), record.meta["err"]
        return {
            "confirmationStatus": commitment,
            "confirmations": None if commitment == "finalized" else self.chain.tip - record.slot,
            "err": err,
            "slot": record.slot,
            "status": {"Ok": None} if err is None else {"Err": err},
        }

    def signatures_for_address(self, address, config=None) -> list[dict]:
        config = options(config)
        address, limit = params.address(address), config.get("limit")
        limit = MAX_SIGNATURES if limit is None else params.unsigned(limit)
        if not 1 <= limit <= MAX_SIGNATURES:
            raise invalid_params(f"Invalid limit; max {MAX_SIGNATURES}")
        before, until = (config.get(key) and params.signature(config[key]) for key in ("before", "until"))
        slot = params.history_slot_for(self.chain, config)
        found = []
        for record in self.newest_first(before, slot):
            if record.transaction.signature == until or len(found) == limit:
                break
            if address in record.addresses:
                found.append(self.signature_json(record))
        return found

    def newest_first(self, before, slot: int):
        """Records up to `slot`; with `before`, those older than it, and none if it is unknown."""
        waiting_for = before
        for record in reversed(self.chain.records.values()):
            if record.slot <= slot and waiting_for is None:
                yield record
            if record.transaction.signature == waiting_for:
                waiting_for = None

    def signature_json(self, record: Record) -> dict:
        return {
            "blockTime": self.chain.block_time(record.slot),
            "confirmationStatus": self.chain.commitment_of(record.slot),
            "err": record.meta["err"],
            "memo": record.transaction.message.memo(),
            "signature": str(record.transaction.signature),
            "slot": record.slot,
        }

    def get(self, signature, config=None) -> dict | None:
        config = options({"encoding": config} if isinstance(config, str) else config)
        signature, slot = params.signature(signature), params.history_slot_for(self.chain, config)
        record = self.chain.records.get(signature)
        if record is None or record.slot > slot:
            return None
        supported = config.get("maxSupportedTransactionVersion")
        version = record.transaction.message.version
        check_version(version, supported)
        answer = {
            "blockTime": self.chain.block_time(record.slot),
            "meta": record.meta,
            "slot": record.slot,
            "transaction": encoded_transaction(record.transaction, config.get("encoding") or "json"),
            "transactionIndex": record.index,
        }
        return answer if supported is None else answer | {"version": version}


def check_version(version, supported: int | None) -> None:
    if version == "legacy" or (supported is not None and version <= params.unsigned(supported)):
        return
    raise RpcError(UNSUPPORTED_VERSION,
                   f"Transaction version ({version}) is not supported by the requesting client. "
                   "Please try the request again with the following configuration parameter: "
                   f'"maxSupportedTransactionVersion": {version}')


def encoded_transaction(transaction: WireTransaction, encoding: str):
    if encoding == "json":
        return transaction_json(transaction)
    if encoding == "base64":
        return [base64.b64encode(transaction.raw).decode(), encoding]
    if encoding == "base58":
        return [base58.encode(transaction.raw), encoding]
    raise invalid_params(f"unsupported encoding: {encoding}")


def simulation_json(transaction: WireTransaction, outcome: Outcome) -> dict:
    """RpcSimulateTransactionResult; what was refused before execution has no balances."""
    ran, message = outcome.before is not None, transaction.message
    return {
        "accounts": None,
        "err": outcome.err,
        "fee": outcome.fee if ran else None,
        "innerInstructions": None,
        "loadedAccountsDataSize": outcome.loaded_size,
        "loadedAddresses": loaded_addresses(outcome),
        "logs": outcome.logs or [],
        "postBalances": balances(outcome.after) if ran else None,
        "postTokenBalances": token_balances(message, outcome.after, outcome.decimals) if ran else None,
        "preBalances": balances(outcome.before) if ran else None,
        "preTokenBalances": token_balances(message, outcome.before, outcome.decimals) if ran else None,
        "replacementBlockhash": None,
        "returnData": return_data(outcome),
        "unitsConsumed": outcome.units,
    }


def decoded_inner_instructions(outcome: Outcome) -> list[dict]:
    """Simulations name the accounts; Agave would also parse the instructions of programs it knows."""
    keys = [str(key) for key in outcome.before]

    def decoded(inner) -> dict:
        shown = instruction_json(inner.instruction(), inner.stack_height())
        program = keys[shown.pop("programIdIndex")]
        return shown | {"accounts": [keys[index] for index in shown["accounts"]], "programId": program}
    return [{"index": index, "instructions": [decoded(each) for each in group]}
            for index, group in enumerate(outcome.inner) if group]
