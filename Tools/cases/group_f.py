"""Group F: money that comes and goes, or is shown more than once."""

import base58
from case import case
from expect import accept, credit, reject, review, waits
from notation import B, CPI, M, TC, sweep_token
from programs import ESCROW
from recording import set_amount
from solders.transaction import VersionedTransaction
from world import (A, C1, FIVE, HOT, MEMO, P, PAYER, T, TREASURY, USD, USDC, named, other, vault)


@case("F01")
def _(w):
    w.land(M(MEMO, PAYER), TC(P, T, PAYER), TC(T, P, TREASURY))
    w.expects(review("outflow", "1", 0, rules=["R9", "R10"]))


@case("F02", "after", "the money goes back last")
def _(w):
    w.land(M(MEMO, PAYER), TC(P, T, PAYER), TC(T, P, TREASURY, 4 * USD))
    w.expects(review("outflow", "1", USD, rules=["R9", "R10"]))


@case("F02", "before", "the money goes out first")
def _(w):
    w.give(TREASURY, 4 * USD)
    w.land(M(MEMO, PAYER), TC(T, P, TREASURY, 4 * USD), TC(P, T, PAYER))
    w.expects(review("outflow", "2", USD, rules=["R9", "R10"]))


@case("F03")
def _(w):
    w.give(TREASURY, FIVE)
    w.land(M(MEMO, PAYER), TC(T, T, TREASURY))
    w.expects(reject("self_transfer", "R11"))


@case("F04", "hot", "from the hot wallet")
def _(w):
    w.configure(operatorWallets=[str(HOT)])
    source = named("P(HOT)", w.give(HOT, 20 * USD))
    w.land(M(MEMO, HOT), TC(source, T, HOT), payer=HOT)
    w.expects(review("internal_source", "1", FIVE, rule="R11"))


@case("F04", "delegate", "HOT moves PAYER's money as a delegate")
def _(w):
    w.configure(operatorWallets=[str(HOT)])
    w.hold(P, PAYER, 20 * USD, delegate=HOT, delegated=FIVE)
    w.land(M(MEMO, HOT), TC(P, T, HOT), payer=HOT)
    w.expects(review("internal_source", "1", FIVE, rule="R11"))


@case("F04", "treasury", "from another account of TREASURY")
def _(w):
    source = w.hold(named("T2", other("SECOND ACCOUNT")), TREASURY, FIVE)
    w.land(M(MEMO, TREASURY), TC(source, T, TREASURY), payer=TREASURY)
    w.expects(review("internal_source", "1", FIVE, rule="R11"))


@case("F05")
def _(w):
    w.land(M(MEMO, PAYER), TC(P, T, PAYER), B(TC(T, P, TREASURY)))
    w.expects(review("outflow", "1", 0, rules=["R6", "R10"]))


@case("F06")
def _(w):
    w.hold(T, TREASURY, 0, delegate=ESCROW, delegated=100 * USD)
    w.land(M(MEMO, PAYER), TC(P, T, PAYER), CPI(TC(T, P, ESCROW)))
    w.expects(review("outflow", "1", 0, rules=["R6", "R10"]))


@case("F07", "program", "the program's vault of C1")
def _(w):
    w.trust_deposit_program()
    w.give(vault(C1).authority, FIVE)
    w.land(M(MEMO, PAYER), sweep_token(vault(C1)))
    w.expects(reject("internal_sweep", "R11"))


@case("F07", "wallet", "a wallet of the operator's that stands for C1")
def _(w):
    wallet = other("WALLET(C1)")
    w.configure(depositAddresses=[{"address": str(wallet), "code": C1}])
    source = named("P(WALLET(C1))", w.give(wallet, FIVE))
    w.land(M(MEMO, PAYER), TC(source, T, wallet))
    w.expects(reject("internal_sweep", "R11"))


@case("F08")
def _(w):
    w.land(M(MEMO, PAYER), TC(P, T, PAYER, 3 * USD), TC(P, A, PAYER, 2 * USD))
    w.expects(accept(credit("1", C1, 3 * USD)))


@case("F09")
def _(w):
    w.land(M(MEMO, PAYER), *20 * [TC(P, T, PAYER, 250_000)])
    w.expects(accept(*(credit(str(event), C1, 250_000) for event in range(1, 21)), rules=["R9", "R17"]))


@case("F10")
def _(w):
    signature = w.land(M(MEMO, PAYER), TC(P, T, PAYER))
    recording = w.edit("postTokenBalances: 4 USDC at T")
    set_amount(recording.balance_of(signature, "post", TREASURY), 4 * USD)
    w.expects(review("balance_mismatch", "1", FIVE, rule="R9"))


@case("F11", title="the token program's own sum wraps around, and T stays empty")
def _(w):
    half = 2 ** 63
    w.hold(P, PAYER, half)
    w.hold(A, PAYER, half)
    w.land(M(MEMO, PAYER), TC(P, T, PAYER, half), TC(A, T, PAYER, half))
    w.expects(review("overflow", "1", half, rule="R12", more=[waits("2", "overflow", half)]))


def echo(transaction: VersionedTransaction, step, height: int | None = 2) -> dict:
    """An instruction as a node shows it among the inner ones."""
    keys = list(transaction.message.account_keys)
    return {"accounts": [keys.index(each.pubkey) for each in step.instruction.accounts],
            "data": base58.encode(bytes(step.instruction.data)),
            "programIdIndex": keys.index(step.instruction.program_id), "stackHeight": height}


@case("F12")
def _(w):
    transfer = TC(P, T, PAYER)
    transaction = w.sign(M(MEMO, PAYER), transfer)
    signature = w.send(transaction)
    w.edit("innerInstructions: the transfer once more").meta(signature)["innerInstructions"] = [
        {"index": 1, "instructions": [echo(transaction, transfer)]}]
    w.expects(accept(credit("1", C1, FIVE), rules=["R6", "R17"]))


@case("F13", "heights", "with stack heights", height=2)
@case("F13", "bare", "without stack heights", height=None)
def _(w, height):
    children = [TC(P, T, PAYER, 2 * USD), TC(P, A, PAYER, USD), TC(P, T, PAYER, 3 * USD)]
    transaction = w.sign(M(MEMO, PAYER), B(*children))
    signature = w.send(transaction)
    w.edit("innerInstructions: the children of the batch").meta(signature)["innerInstructions"] = [
        {"index": 1, "instructions": [echo(transaction, each, height) for each in children]}]
    w.expects(accept(credit("1.b0", C1, 2 * USD), credit("1.b2", C1, 3 * USD), rules=["R6", "R17"]))
