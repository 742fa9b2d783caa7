"""Group O: what is seen otherwise later or elsewhere, and one operator's word."""

import programs
from base58 import encode as base58
from case import case
from config import asset
from expect import (accept, answers, configuration_error, credit, duplicate, pending, reject,
                    review, unknown)
from group_o import ESCROW, MEMO, filled_vault
from notation import CPI, TC, B, M, u64
from operations import ADVANCE_NONCE, nonce_account, unexecuted
from world import (ATTACKER, C1, C2, FIVE, HOT, PAYER, REF, TREASURY, USD, USDC, VICTIM, P, T,
                   associated, other)

# What is seen, and seen otherwise later

@case("O11")
def _(w):
    signature = w.land(M(MEMO, PAYER), TC(P, T, PAYER))
    w.advance(2)
    w.observe()
    one = w.edit("at first the transaction failed, in a block that was forked out before finality")
    one.set_error(signature, {"InstructionError": [1, {"Custom": 1}]})
    w.advance()
    w.observe(step=1)
    w.ask()
    w.ask()
    w.expects(answers(pending("awaiting_finality", "R4", rules=["R3", "R4"]),
                      accept(credit("1", C1, FIVE), rules=["R3", "R4"])))


@case("O12")
def _(w):
    nonce, value = nonce_account(w, PAYER)
    transaction = w.sign(ADVANCE_NONCE(nonce, PAYER), M(MEMO, PAYER), TC(P, T, PAYER),
                         blockhash=value)
    w.advance(200)
    w.observe()
    signature = w.send(transaction)
    w.advance()
    w.observe(step=1)
    w.ask(signature)
    w.ask(signature)
    w.expects(answers(pending("not_found", "R3"), accept(credit("2", C1, FIVE), rules=["R3"])))


@case("O13", "confirmed", "seen before it was final", level="confirmed")
@case("O13", "finalized", "told to be final by the node", level="finalized")
def _(w, level):
    nonce, value = nonce_account(w, PAYER)
    signature = w.land(ADVANCE_NONCE(nonce, PAYER), M(MEMO, PAYER), TC(P, T, PAYER), blockhash=value)
    w.advance()
    w.observe()
    one = w.edit("at first the block held the transaction without having executed it")
    unexecuted(one, signature, level)
    w.observe(step=1)
    for _ in range(3):
        w.ask(signature)
    first = (pending("awaiting_finality", "R4", rules=["R3", "R4"]) if level == "confirmed"
             else reject("tx_not_executed", "R3"))
    w.expects(answers(first, accept(credit("2", C1, FIVE), rules=["R3"]),
                      duplicate(credit("2", C1, FIVE))))


def batched(w):
    """A program pays T by a token batch; two endpoints tell of it."""
    w.load(programs.PROXY)
    w.give(ESCROW, 20 * USD)
    pays = TC(associated(ESCROW), T, ESCROW, 2 * USD, REF(C1))
    also = TC(associated(ESCROW), T, ESCROW, 3 * USD, REF(C1))
    signature = w.land(CPI(B(pays, also), name="X"), payer=ATTACKER)
    w.configure(quorum={"above": "1000000", "operators": 2})
    w.advance()
    return signature


def expand(recording, signature: str, step: int | None = None) -> None:
    """Let the batch's children follow it as inner instructions of their own."""
    inner = recording.meta(signature, step)["innerInstructions"][0]["instructions"]
    batch = inner[-1]
    children = [(0, 5, b"\x0c" + u64(2 * USD) + b"\6"), (5, 5, b"\x0c" + u64(3 * USD) + b"\6")]
    for first, count, data in children:
        inner.append({"accounts": batch["accounts"][first:first + count], "data": base58(data),
                      "programIdIndex": batch["programIdIndex"],
                      "stackHeight": batch["stackHeight"] + 1})


@case("O14", "expanded", "one endpoint expands the batch")
def _(w):
    signature = batched(w)
    w.observe("one")
    w.observe("two")
    expand(w.edit("endpoint two tells the batch's children as inner instructions, too", "two"),
           signature)
    w.expects(accept(credit("0.0.b0", C1, 2 * USD), credit("0.0.b1", C1, 3 * USD),
                     rules=["R6", "R17", "R21"]))


@case("O14", "changed", "a later answer has another set of events")
def _(w):
    w.load(programs.PROXY)
    w.give(ESCROW, 20 * USD)
    first, second = (TC(associated(ESCROW), T, ESCROW, amount * USD, REF(C1)) for amount in (2, 3))
    signature = w.land(CPI(first, second, name="X"), payer=ATTACKER)
    w.advance()
    w.observe()
    one = w.edit("the first answer has one inner transfer of 5 USDC in the place of 2 and 3")
    group = one.transaction(signature, 0)["meta"]["innerInstructions"][0]["instructions"]
    del group[1]
    group[0]["data"] = base58(b"\x0c" + u64(FIVE) + b"\6")
    w.observe(step=1)
    w.ask()
    w.ask()
    w.expects(answers(accept(credit("0.0", C1, FIVE)), unknown("event_set_changed", "R17")))


# Whose account, whose code, whose fee

@case("O16", "asset", "one policy lists the account twice",
      patch={"assets": [asset("USDC", USDC), asset("DOLLAR", USDC)]})
@case("O16", "code", "one policy gives the treasury's wallet to a code, too",
      patch={"depositAddresses": [{"address": str(TREASURY), "code": C1}]})
def _(w, patch):
    w.configure(**patch)
    w.land(M(MEMO, PAYER), TC(P, T, PAYER))
    w.expects(configuration_error("policy"))


@case("O17", None, None, code=C2, expected=review("ambiguous_code", "1", FIVE, rule="R13"))
@case("O17", "same", "and the same with C1", code=C1, expected=accept(credit("1", C1, FIVE)))
def _(w, code, expected):
    w.trust_deposit_program()
    found = filled_vault(w, amount=0)
    w.configure(depositAddresses=[{"address": str(found.authority), "code": C1}])
    w.land(M(f"deposit:{code}", PAYER), TC(P, found.account(USDC), PAYER))
    w.expects(expected)


@case("O18", "treasury", "TREASURY pays the fee", payer=TREASURY)
@case("O18", "hot", "HOT pays the fee", payer=HOT)
def _(w, payer):
    w.configure(operatorWallets=[str(HOT)])
    w.land(M(MEMO, PAYER), TC(P, T, PAYER), payer=payer)
    w.expects(accept(credit("1", C1, FIVE), rules=["R11"]))


@case("O19")
def _(w):
    w.give(TREASURY, 20 * USD)
    w.land(TC(T, P, TREASURY), payer=TREASURY)
    w.expects(reject("no_matching_transfer", "R7"))


# Lookup tables and one operator's word

def looked_up(w) -> str:
    """What VICTIM gets is told by the table alone."""
    table = other("lookup table")
    w.give(VICTIM, 0)
    w.table(table, associated(VICTIM), USDC)
    signature = w.land(M(MEMO, PAYER), TC(P, associated(VICTIM), PAYER), version=0)
    w.advance()
    w.observe()
    return signature


def forge_loaded(recording, signature: str) -> None:
    """Let T stand where the table says VICTIM's account."""
    meta = recording.meta(signature)
    meta["loadedAddresses"]["writable"] = [str(T)]
    for balance in meta["preTokenBalances"] + meta["postTokenBalances"]:
        if balance["owner"] == str(VICTIM):
            balance["owner"] = str(TREASURY)


FORGED = "loadedAddresses and balances name T in the place of VICTIM's account"


@case("O20", "table", "the table's account disagrees")
def _(w):
    signature = looked_up(w)
    forge_loaded(w.edit(FORGED), signature)
    w.expects(unknown("rpc_inconsistent", "R21"))


@case("O20", "operator", "a second operator disagrees")
def _(w):
    signature = looked_up(w)
    w.observe("two")
    forge_loaded(w.edit(FORGED), signature)
    w.expects(unknown("rpc_inconsistent", "R21"))


def without_table(w) -> str:
    """One operator, who does not tell what the table holds."""
    signature = looked_up(w)
    one = w.edit(FORGED)
    forge_loaded(one, signature)
    one.forget("getAccountInfo", [str(other("lookup table"))])
    w.edit("the table's account is not there any more")
    return signature


@case("O20", "cap", "within the single-operator cap")
def _(w):
    without_table(w)
    w.configure(quorum={"above": "100000000", "operators": 2,
                        "singleOperatorCap": {"perCode": "5000000", "total": "5000000"}})
    w.expects(accept(credit("1", C1, FIVE), rules=["R21"]))


@case("O20", "beyond-cap", "beyond the single-operator cap")
def _(w):
    without_table(w)
    w.configure(quorum={"above": "100000000", "operators": 2,
                        "singleOperatorCap": {"perCode": "4999999", "total": "4999999"}})
    w.expects(review("single_operator_cap", "1", FIVE, C1, "R21"))


@case("O21", "code", "the cap of a code", perCode="15000000", total="1000000000")
@case("O21", "total", "the cap of all codes", perCode="1000000000", total="15000000")
def _(w, **cap):
    w.configure(quorum={"above": "5000000", "operators": 2, "singleOperatorCap": cap})
    for number in range(4):
        w.land(M(MEMO, PAYER), TC(P, T, PAYER), M(f"number {number}"))
    for signature in list(w.signatures):
        w.ask(signature)
    credited = accept(credit("1", C1, FIVE), rules=["R21"])
    w.expects(answers(credited, credited, credited,
                      review("single_operator_cap", "1", FIVE, C1, "R21")))


@case("O21", "second", "a second operator's word lifts the cap")
def _(w):
    w.configure(quorum={"above": "5000000", "operators": 2,
                        "singleOperatorCap": {"perCode": "10000000", "total": "10000000"}})
    for number in range(4):
        w.land(M(MEMO, PAYER), TC(P, T, PAYER), M(f"number {number}"))
    w.advance()
    for name in ("one", "two"):
        w.observe(name)
    for signature in list(w.signatures):
        w.ask(signature)
    w.expects(answers(*[accept(credit("1", C1, FIVE), rules=["R21"])] * 4))
