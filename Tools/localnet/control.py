"""The faucet and the controls: what a test may do to this chain and could not do to a real one."""

import base64
import binascii

from solders.account import Account
from solders.instruction import AccountMeta, Instruction
from solders.message import Message
from solders.pubkey import Pubkey
from solders.token.associated import get_associated_token_address
from solders.transaction import VersionedTransaction

import params
import tokens
from addresses import ASSOCIATED_TOKEN, SYSTEM
from chain import Chain
from errors import describe, invalid_params
from genesis import FAUCET
from wire import WireTransaction

CREATE_IDEMPOTENT = b"\1"
MINT_TO = b"\7"
MAX_STEP = 1_000_000


def table(chain: Chain) -> dict:
    control = Control(chain)
    return {
        "localnet_mintTo": control.mint_to,
        "localnet_setAccount": control.set_account,
        "localnet_advance": control.advance,
        "localnet_dropTransaction": control.drop_transaction,
        "localnet_dropSends": control.drop_sends,
        "localnet_deferSends": control.defer_sends,
        "localnet_addBlockhash": control.add_blockhash,
    }


class Control:
    def __init__(self, chain: Chain):
        self.chain = chain

    def mint_to(self, owner, mint, amount) -> dict:
        """Mint to the owner's associated account, which is created if need be; final at once."""
        owner, mint, amount = params.address(owner), params.address(mint), base_units(amount)
        account = self.chain.accounts.latest(mint)
        if tokens.read_decimals(account) is None:
            raise invalid_params("Invalid param: not a Token mint")
        holding = get_associated_token_address(owner, mint, account.owner)
        outcome = self.chain.run_as_final(self.minting(owner, mint, account.owner, holding, amount))
        if outcome.err is not None:
            raise invalid_params(f"Minting failed: {describe(outcome.err)}")
        held = tokens.read_token_account(self.chain.accounts.latest(holding))
        return {"address": str(holding), "amount": str(held.amount)}

    def minting(self, owner: Pubkey, mint: Pubkey, program: Pubkey, holding: Pubkey, amount: int):
        issuer = FAUCET.pubkey()
        create = Instruction(ASSOCIATED_TOKEN, CREATE_IDEMPOTENT, [
            AccountMeta(issuer, True, True), AccountMeta(holding, False, True),
            AccountMeta(owner, False, False), AccountMeta(mint, False, False),
            AccountMeta(SYSTEM, False, False), AccountMeta(program, False, False),
        ])
        mint_to = Instruction(program, MINT_TO + amount.to_bytes(8, "little"), [
            AccountMeta(mint, False, True), AccountMeta(holding, False, True),
            AccountMeta(issuer, True, False),
        ])
        blockhash = self.chain.blockhash_at(self.chain.tip)
        message = Message.new_with_blockhash([create, mint_to], issuer, blockhash)
        return WireTransaction(bytes(VersionedTransaction(message, [FAUCET])))

    def set_account(self, address, fields) -> None:
        """Replace an account; without lamports it is rent-exempt, with zero lamports it is gone."""
        fields = params.options(fields)
        data = decoded(fields.get("data", ""))
        lamports = params.unsigned(fields.get(
            "lamports", self.chain.svm.minimum_balance_for_rent_exemption(len(data))))
        owner = params.address(fields.get("owner", str(SYSTEM)))
        account = Account(lamports, data, owner, fields.get("executable") is True)
        try:
            self.chain.set_account(params.address(address), account if lamports else None)
        except Exception as error:  # LiteSVM verifies programs and sysvars
            raise invalid_params(f"Invalid account: {error}") from None

    def advance(self, slots) -> int:
        """Make slots now; returns the newest."""
        if params.unsigned(slots) > MAX_STEP:
            raise invalid_params(f"Too many slots; max {MAX_STEP}")
        self.chain.advance(slots)
        return self.chain.tip

    def drop_transaction(self, signature) -> bool:
        """As when the fork of a transaction is dropped: it never happened, what came later did."""
        return self.chain.drop(params.signature(signature))

    def drop_sends(self, count, after=0) -> None:
        """The next `count` transactions are accepted and lost, `after` so many that are not."""
        self.chain.dropped_sends = params.unsigned(count)
        self.chain.spared_sends = params.unsigned(after)

    def defer_sends(self, slots, count=1) -> None:
        """The next `count` transactions are executed `slots` later."""
        delay = params.unsigned(slots)
        self.chain.deferred_sends.extend([delay] * params.unsigned(count))

    def add_blockhash(self, blockhash) -> int:
        """Accept a foreign blockhash for the next blocks; returns its last valid block height."""
        return self.chain.add_blockhash(params.blockhash(blockhash))


def base_units(amount) -> int:
    """An integer, or its decimal digits for clients whose numbers are not exact."""
    digits = isinstance(amount, str) and amount.isascii() and amount.isdecimal()
    return params.unsigned(int(amount) if digits else amount)


def decoded(data) -> bytes:
    try:
        return base64.b64decode(params.text(data), validate=True)
    except binascii.Error as error:
        raise invalid_params(f"invalid base64 encoding: {error}") from None
