"""The `meta` of a transaction, as getTransaction and simulateTransaction show it."""

import base64

from solders.pubkey import Pubkey

import budget
import tokens
from addresses import TOKEN_PROGRAMS
from execution import Outcome
from wire import MessageView, WireTransaction, instruction_json


def meta_json(transaction: WireTransaction, outcome: Outcome) -> dict:
    message, err = transaction.message, outcome.err
    meta = {
        "computeUnitsConsumed": outcome.units,
        "costUnits": budget.cost_units(message, outcome.loaded, outcome.units, outcome.loaded_size),
        "err": err,
        "fee": outcome.fee,
        "innerInstructions": inner_instructions(outcome),
        "loadedAddresses": loaded_addresses(outcome),
        "logMessages": outcome.logs,
        "postBalances": balances(outcome.after),
        "postTokenBalances": token_balances(message, outcome.after, outcome.decimals),
        "preBalances": balances(outcome.before),
        "preTokenBalances": token_balances(message, outcome.before, outcome.decimals),
        "rewards": [],
        "status": {"Ok": None} if err is None else {"Err": err},
    }
    data = return_data(outcome)
    return meta | {"returnData": data} if data else meta


def loaded_addresses(outcome: Outcome) -> dict:
    return {
        "readonly": [str(address) for address in outcome.loaded.readonly],
        "writable": [str(address) for address in outcome.loaded.writable],
    }


def inner_instructions(outcome: Outcome) -> list | None:
    """Only top-level instructions that called others have a group."""
    if outcome.inner is None:
        return None
    return [{
        "index": index,
        "instructions": [instruction_json(each.instruction(), each.stack_height()) for each in group],
    } for index, group in enumerate(outcome.inner) if group]


def return_data(outcome: Outcome) -> dict | None:
    returned = outcome.return_data
    if returned is None or not returned.data:
        return None
    data = base64.b64encode(bytes(returned.data)).decode()
    return {"data": [data, "base64"], "programId": str(returned.program_id)}


def balances(accounts: dict) -> list[int]:
    return [account.lamports if account else 0 for account in accounts.values()]


def token_balances(message: MessageView, accounts: dict, decimals: dict) -> list[dict]:
    """Agave looks for token accounts only if a token program is among the keys."""
    if not any(program in accounts for program in TOKEN_PROGRAMS):
        return []
    invoked = message.programs
    found = ((index, account.owner, token)
             for index, (address, account) in enumerate(accounts.items())
             if address not in invoked and (token := tokens.read_token_account(account)))
    return [token_balance(index, program, token, decimals[token.mint])
            for index, program, token in found if token.mint in decimals]


def token_balance(index: int, program: Pubkey, token: tokens.TokenAccount, decimals: int) -> dict:
    amount = tokens.ui_amount(token.amount, decimals)
    return {
        "accountIndex": index,
        "mint": str(token.mint),
        "owner": str(token.owner),
        "programId": str(program),
        "uiTokenAmount": amount | {"uiAmount": amount["uiAmount"] or None},  # zero is null here
    }
