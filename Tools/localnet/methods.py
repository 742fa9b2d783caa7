"""The methods that read the state of the chain, and the table of all methods."""

from solders.message import from_bytes_versioned

import budget
import params
import tokens
from addresses import TOKEN_PROGRAMS
from answers import API_VERSION, FEATURE_SET, account_json, with_context
from chain import FIRST_SLOT, MAX_PROCESSING_AGE, Chain, block_height
from errors import invalid_params
from params import options, slot_for
from transactions import Transactions
from wire import MessageView

MAX_ACCOUNTS = 100
MAX_FEE_ADDRESSES = 128
MESSAGE_TYPE = "solana_message::versions::VersionedMessage"


def table(chain: Chain) -> dict:
    state, transactions = State(chain), Transactions(chain)
    return {
        "getHealth": state.health,
        "getVersion": state.version,
        "getGenesisHash": state.genesis,
        "getSlot": state.slot,
        "getBlockHeight": state.height,
        "getBlockTime": state.block_time,
        "getFirstAvailableBlock": state.first_available_block,
        "getLatestBlockhash": state.latest_blockhash,
        "isBlockhashValid": state.is_blockhash_valid,
        "getBalance": state.balance,
        "getAccountInfo": state.account_info,
        "getMultipleAccounts": state.multiple_accounts,
        "getTokenAccountBalance": state.token_account_balance,
        "getTokenAccountsByOwner": state.token_accounts_by_owner,
        "getMinimumBalanceForRentExemption": state.rent_exemption,
        "getFeeForMessage": state.fee_for_message,
        "getRecentPrioritizationFees": state.prioritization_fees,
        "requestAirdrop": transactions.request_airdrop,
        "simulateTransaction": transactions.simulate,
        "sendTransaction": transactions.send,
        "getSignatureStatuses": transactions.signature_statuses,
        "getSignaturesForAddress": transactions.signatures_for_address,
        "getTransaction": transactions.get,
    }


class State:
    """Reads of slots, blockhashes, accounts and fees."""

    def __init__(self, chain: Chain):
        self.chain = chain

    def health(self) -> str:
        return "ok"

    def version(self) -> dict:
        return {"feature-set": FEATURE_SET, "solana-core": API_VERSION}

    def genesis(self) -> str:
        return self.chain.genesis_hash

    def slot(self, config=None) -> int:
        return slot_for(self.chain, options(config))

    def height(self, config=None) -> int:
        return block_height(slot_for(self.chain, options(config)))

    def block_time(self, slot) -> int | None:
        known = FIRST_SLOT <= params.unsigned(slot) <= self.chain.tip
        return self.chain.block_time(slot) if known else None

    def first_available_block(self) -> int:
        return FIRST_SLOT

    def latest_blockhash(self, config=None) -> dict:
        slot = slot_for(self.chain, options(config))
        return with_context(slot, {
            "blockhash": str(self.chain.blockhash_at(slot)),
            "lastValidBlockHeight": block_height(slot) + MAX_PROCESSING_AGE,
        })

    def is_blockhash_valid(self, blockhash, config=None) -> dict:
        slot = slot_for(self.chain, options(config))
        last_height = self.chain.last_valid_height(params.blockhash(blockhash), slot)
        return with_context(slot, last_height is not None)

    def balance(self, address, config=None) -> dict:
        slot = slot_for(self.chain, options(config))
        account = self.chain.accounts.read(params.address(address), slot)
        return with_context(slot, account.lamports if account else 0)

    def account_info(self, address, config=None) -> dict:
        config = options(config)
        slot = slot_for(self.chain, config)
        account = self.chain.accounts.read(params.address(address), slot)
        return with_context(slot, account_json(account, config))

    def multiple_accounts(self, addresses, config=None) -> dict:
        config = options(config)
        slot = slot_for(self.chain, config)
        keys = [params.address(each) for each in params.sequence(addresses, MAX_ACCOUNTS)]
        accounts = (self.chain.accounts.read(key, slot) for key in keys)
        return with_context(slot, [account_json(account, config) for account in accounts])

    def token_account_balance(self, address, config=None) -> dict:
        slot = slot_for(self.chain, options(config))
        account = self.chain.accounts.read(params.address(address), slot)
        if account is None:
            raise invalid_params("Invalid param: could not find account")
        token = tokens.read_token_account(account)
        if token is None:
            raise invalid_params("Invalid param: not a Token account")
        decimals = tokens.read_decimals(self.chain.accounts.read(token.mint, slot))
        if decimals is None:
            raise invalid_params("Invalid param: could not find mint")
        return with_context(slot, tokens.ui_amount(token.amount, decimals))

    def token_accounts_by_owner(self, owner, filter, config=None) -> dict:
        config = options(config)
        slot, owner = slot_for(self.chain, config), params.address(owner)
        program, mint = self.token_filter(options(filter), slot)
        found = []
        for address, account in self.chain.accounts.owned_by(program, slot):
            token = tokens.read_token_account(account)
            if token and token.owner == owner and mint in (None, token.mint):
                found.append({"account": account_json(account, config), "pubkey": str(address)})
        return with_context(slot, found)

    def token_filter(self, filter: dict, slot: int):
        """The token program, and the mint if the filter names one."""
        if "programId" in filter:
            program = params.address(filter["programId"])
            if program not in TOKEN_PROGRAMS:
                raise invalid_params("Invalid param: unrecognized Token program id")
            return program, None
        mint = params.address(filter.get("mint"))
        account = self.chain.accounts.read(mint, slot)
        if account is None:
            raise invalid_params("Invalid param: could not find mint")
        if tokens.read_decimals(account) is None:
            raise invalid_params("Invalid param: not a Token mint")
        return account.owner, mint

    def rent_exemption(self, length, config=None) -> int:
        options(config)
        return self.chain.svm.minimum_balance_for_rent_exemption(params.unsigned(length))

    def fee_for_message(self, data, config=None) -> dict:
        slot = slot_for(self.chain, options(config))
        raw = params.wire_bytes(data, "base64", MESSAGE_TYPE)
        try:
            message = MessageView(from_bytes_versioned(raw))
        except ValueError as error:
            raise invalid_params(f"failed to deserialize {MESSAGE_TYPE}: {error}") from None
        known = self.chain.last_valid_height(message.blockhash, slot) is not None
        usable = known or self.chain.usable_nonce(message, slot) is not None
        return with_context(slot, budget.fee_of(message) if usable else None)

    def prioritization_fees(self, addresses=None) -> list[dict]:
        """Per slot: the lowest price in the block, or the highest of the lowest prices for the locks."""
        asked = [params.address(each) for each in params.sequence(addresses or [], MAX_FEE_ADDRESSES)]
        tip = self.chain.tip
        in_slot = {slot: [] for slot in range(tip - MAX_PROCESSING_AGE + 1, tip + 1)}
        for record in self.chain.records.values():
            if record.slot in in_slot:
                in_slot[record.slot].append(record)
        return [{"prioritizationFee": lowest_price(records, asked), "slot": slot}
                for slot, records in in_slot.items()]


def lowest_price(records, addresses) -> int:
    prices = [(record.unit_price, record.write_locks) for record in records]
    lowest = [min((price for price, _ in prices), default=0)]
    for address in addresses:
        lowest.append(min((price for price, locks in prices if address in locks), default=0))
    return max(lowest)
