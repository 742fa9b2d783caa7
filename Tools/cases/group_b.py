"""Group B: what looks like money and is none."""

from addresses import SYSTEM, WRAPPED_SOL
from case import case
from config import known_assets
from expect import pending, reject, review, unknown
from notation import (APPROVE, B, CB, CB_PRICE, CL, CPI, M, MINT, MK, SYS, TC, TEXT_LOG, decimal, signer,
                      written, writable)
from world import (A, FIVE, ISSUER, MEMO, P, PAYER, REF, SOL, T, TOKEN, TREASURY, USD, USDC, VICTIM, C1,
                   associated, name_of, named)

NOTHING = reject("no_matching_transfer", rules=["R6", "R7", "R9"])


@case("B01")
def _(w):
    w.remove(P)
    w.give(PAYER, 4 * USD)
    w.land(CB(40_000), CB_PRICE(10_000), MK(TREASURY), M(MEMO, PAYER), TC(P, T, PAYER, FIVE, REF(C1)),
           fails=True)
    w.expects(reject("tx_failed", "R3"))


@case("B02", "top", "the transfer at top level", wrap=lambda step: step)
@case("B02", "inner", "the transfer inside a program", wrap=CPI)
def _(w, wrap):
    w.land(M(MEMO, PAYER), wrap(TC(P, T, PAYER, FIVE, REF(C1))), SYS(PAYER, VICTIM, 1_000 * SOL),
           fails=True)
    w.expects(reject("tx_failed", "R3"))


@case("B03")
def _(w):
    signature = w.land(M(MEMO, PAYER), TC(P, T, PAYER))
    recording = w.edit("err InvalidAccountForFee, no logs, balances as before")
    recording.set_error(signature, "InvalidAccountForFee")
    meta = recording.meta(signature)
    meta |= {"computeUnitsConsumed": 0, "fee": 0, "logMessages": [],
             "postBalances": meta["preBalances"], "postTokenBalances": meta["preTokenBalances"]}
    w.expects(reject("tx_not_executed", "R3"))


@case("B04")
def _(w):
    signature = w.land(M(MEMO, PAYER), TC(P, T, PAYER))
    w.edit("meta: null").transaction(signature)["meta"] = None
    w.expects(unknown("missing_meta", rules=["R3"]))


@case("B05", "status", "the status has an error")
@case("B05", "transaction", "the transaction has an error")
def _(w):
    signature = w.land(M(MEMO, PAYER), TC(P, T, PAYER))
    err = {"InstructionError": [1, {"Custom": 1}]}
    if w.folder == "B05-status":
        place = w.edit("getSignatureStatuses: err").status(signature)
    else:
        place = w.edit("getTransaction: err").meta(signature)
    place |= {"err": err, "status": {"Err": err}}
    w.expects(unknown("rpc_inconsistent", rules=["R3", "R21"]))


@case("B06", "bytes", "with the bytes in hand, past on two endpoints")
@case("B06", "early", "with the bytes in hand, past on one endpoint only")
@case("B06", "signature", "by signature alone")
def _(w):
    signature, last_height = w.sign_unsent(M(MEMO, PAYER), TC(P, T, PAYER))
    if w.folder == "B06-early":
        w.observe("two")
    w.advance(250)
    w.observe("one")
    if w.folder != "B06-early":
        w.observe("two")
    if w.folder == "B06-signature":
        w.ask(signature)
    else:
        w.ask(signature, lastValidBlockHeight=last_height)
    expired = w.folder == "B06-bytes"
    w.expects(reject("expired", rules=["R3", "R21"]) if expired
              else pending("not_found", rules=["R3", "R21"]))


@case("B08")
def _(w):
    w.land(M(MEMO, PAYER), TC(P, T, PAYER, 0))
    w.expects(reject("zero_amount", rules=["R12"]))


@case("B09", title="one of them")
def _(w):
    w.land(M(MEMO, PAYER), TC(P, T, PAYER, 1))
    w.expects(review("below_minimum", "1", 1, rule="R12"))


@case("B10", "known", "SOL is among the known assets")
def _(w):
    w.configure(knownAssets=[*known_assets(), str(SYSTEM)])
    w.land(SYS(PAYER, TREASURY, SOL), M(MEMO, PAYER))
    w.expects(review("asset_not_enabled", "0", SOL, rule="R8"))


@case("B10", "unknown", "SOL is not among the known assets")
def _(w):
    w.land(SYS(PAYER, TREASURY, SOL), M(MEMO, PAYER))
    w.expects(NOTHING)


@case("B11")
def _(w):
    w.land(SYS(PAYER, T, SOL), M(MEMO, PAYER))
    w.expects(NOTHING)


def wrapped(w, owner, amount: int):
    """The associated account of wrapped SOL, with that much."""
    rent = w.rent(165)
    account = named(f"{name_of(owner)}(wSOL)", associated(owner, WRAPPED_SOL))
    return w.hold(account, owner, amount, WRAPPED_SOL, native=rent, lamports=rent + amount)


@case("B12", "known", "wSOL is among the known assets")
def _(w):
    w.land(M(MEMO, PAYER), TC(wrapped(w, PAYER, 2 * SOL), wrapped(w, TREASURY, 0), PAYER, SOL,
                              mint=WRAPPED_SOL, decimals=9))
    w.expects(review("asset_not_enabled", "1", SOL, rule="R8"))


@case("B12", "unknown", "wSOL is not, though SOL itself is")
def _(w):
    w.configure(knownAssets=[str(SYSTEM)])
    w.land(M(MEMO, PAYER), TC(wrapped(w, PAYER, 2 * SOL), wrapped(w, TREASURY, 0), PAYER, SOL,
                              mint=WRAPPED_SOL, decimals=9))
    w.expects(reject("mint_not_allowed", "R8"))


@case("B13")
def _(w):
    w.remove(T)
    w.land(M(MEMO, PAYER), MK(TREASURY))
    w.expects(NOTHING)


@case("B14")
def _(w):
    w.remove(P)
    w.give(PAYER, 0)
    w.land(M(MEMO, PAYER), CL(P, TREASURY, PAYER))
    w.expects(NOTHING)


@case("B15", "wallet", "to the wallet TREASURY")
def _(w):
    source = wrapped(w, PAYER, 2 * SOL)
    w.land(M(MEMO, PAYER), written(
        f"unwrap_lamports({name_of(source)}→TREASURY,{decimal(SOL, 9)} SOL)", TOKEN,
        b"\x2d\1" + SOL.to_bytes(8, "little"), writable(source), writable(TREASURY), signer(PAYER)))
    w.expects(NOTHING)


@case("B15", "account", "to the token account T")
def _(w):
    source = wrapped(w, PAYER, 2 * SOL)
    w.land(M(MEMO, PAYER), written(
        f"unwrap_lamports({name_of(source)}→T,all)", TOKEN, b"\x2d\0", writable(source), writable(T),
        signer(PAYER)))
    w.expects(NOTHING)


@case("B16")
def _(w):
    w.hold(P, PAYER, 20 * USD, lamports=SOL)
    w.land(M(MEMO, PAYER), written("withdraw_excess_lamports(P→TREASURY)", TOKEN, b"\x26",
                                   writable(P), writable(TREASURY), signer(PAYER)))
    w.expects(NOTHING)


@case("B17", "top", "at top level")
def _(w):
    w.land(M(MEMO, PAYER), MINT(T, FIVE, USDC, ISSUER))
    w.expects(review("minted_not_transferred", "1", FIVE, rules=["R6", "R10"]))


@case("B17", "batch", "within a batch", step=B(MINT(T, FIVE, USDC, ISSUER)), event="1.b0")
@case("B17", "program", "by a program", step=CPI(MINT(T, FIVE, USDC, ISSUER)), event="1.0")
def _(w, step, event):
    w.land(M(MEMO, PAYER), step)
    w.expects(review("minted_not_transferred", event, FIVE, rules=["R6", "R10"]))


@case("B18")
def _(w):
    w.land(M(MEMO, PAYER), M(f"TransferChecked: 5 USDC from {P} to {T}", PAYER),
           TEXT_LOG(f"Transfer 5000000 to {T}"))
    w.expects(NOTHING)


@case("B19")
def _(w):
    w.land(M(MEMO, PAYER), APPROVE(P, TREASURY, PAYER))
    w.expects(NOTHING)


@case("B20")
def _(w):
    signature, _ = w.sign_unsent(M(MEMO, PAYER), TC(P, T, PAYER))
    w.simulate()
    w.ask(signature)
    w.expects(pending("not_found", rules=["R3"]))
