"""Group E: accounts that change hands, or are tampered with."""

from addresses import TOKEN_2022
from case import case
from config import asset
from expect import reject, review
from notation import APPROVE, B, BURN, CL, CLOSE_ACCOUNT, CPI, M, MK, REVOKE, SA, TC
from scene import layouts
from world import (A, ATTACKER, DELEGATE, FIVE, ISSUER, MEMO, P, PAYER, T, TREASURY, USD, USDC, named,
                   other)

EMPTY_HANDED = reject("no_matching_transfer")


@case("E01")
def _(w):
    w.hold(A, ATTACKER, FIVE)
    w.land(M(MEMO, PAYER), SA(A, ATTACKER, TREASURY))
    w.expects(review("authority_handover", "1", FIVE, rule="R7", rules=["R7", "R10"]))


@case("E02")
def _(w):
    w.hold(A, ATTACKER, 0, close_authority=ATTACKER)
    w.land(M(MEMO, PAYER), TC(P, A, PAYER), SA(A, ATTACKER, TREASURY))
    w.expects(review("authority_handover", "2", FIVE, rule="R7", rules=["R7", "R10"]))


def filled_emptied_and_given(w):
    """An account of ATTACKER's that got 5 USDC, gave them back, and goes to TREASURY."""
    account = w.hold(named("A2", other("A2")), ATTACKER, 0)
    return TC(P, account, PAYER), TC(account, P, ATTACKER), SA(account, ATTACKER, TREASURY)


@case("E03")
def _(w):
    w.land(M(MEMO, PAYER), *filled_emptied_and_given(w))
    w.expects(EMPTY_HANDED)


@case("E04")
def _(w):
    w.hold(A, ATTACKER, 0)
    w.land(SA(A, ATTACKER, TREASURY))
    w.land(M(MEMO, PAYER), TC(P, A, PAYER))
    w.expects(review("noncanonical_account", "1", FIVE, rule="R7"))


@case("E05")
def _(w):
    w.land(M(MEMO, PAYER), B(*filled_emptied_and_given(w)))
    w.expects(EMPTY_HANDED)


@case("E06")
def _(w):
    w.land(M(MEMO, PAYER), CPI(*filled_emptied_and_given(w)))
    w.expects(EMPTY_HANDED)


@case("E07", "authority", "SetAuthority", step=SA(T, TREASURY, ATTACKER, CLOSE_ACCOUNT))
@case("E07", "approve", "Approve", step=APPROVE(T, DELEGATE, TREASURY, 1))
@case("E07", "revoke", "Revoke", step=REVOKE(T, TREASURY))
def _(w, step):
    w.land(M(MEMO, PAYER), TC(P, T, PAYER), step)
    w.expects(review("hostile_op_on_destination", "1", FIVE, rule="R10"))


@case("E07", "close", "CloseAccount, the account having been made anew before the deposit")
def _(w):
    w.land(M(MEMO, PAYER), B(CL(T, TREASURY, TREASURY)), MK(TREASURY), CPI(TC(P, T, PAYER)))
    w.expects(review("hostile_op_on_destination", "3.0", FIVE, rule="R10"))


@case("E10")
def _(w):
    w.hold(T, TREASURY, 0, state=2)
    w.land(M(MEMO, PAYER), TC(P, T, PAYER), fails=True)
    w.expects(reject("tx_failed", "R3"))


@case("E11")
def _(w):
    delegated = w.mint(named("DUSD", other("DUSD MINT")), program=TOKEN_2022,
                       extensions=[layouts.permanent_delegate(ISSUER)])
    w.configure(assets=[asset("USDC", USDC), asset("DUSD", delegated, TOKEN_2022,
                                                   allowedExtensions=["permanentDelegate"])])
    source, destination, theirs = (
        named(f"{name}(DUSD)", w.give(owner, amount, delegated))
        for name, owner, amount in (("P", PAYER, FIVE), ("T", TREASURY, 0), ("A", ATTACKER, 0)))
    w.land(M(MEMO, PAYER), TC(source, destination, PAYER, mint=delegated, program=TOKEN_2022),
           TC(destination, theirs, ISSUER, 4 * USD, mint=delegated, program=TOKEN_2022))
    w.expects(review("outflow", "1", USD, rules=["R9", "R10"]))


@case("E13")
def _(w):
    w.land(M(MEMO, PAYER), TC(P, T, PAYER), BURN(T, 4 * USD, TREASURY))
    w.expects(review("hostile_op_on_destination", "1", FIVE, rule="R10"))


@case("E14")
def _(w):
    w.land(M(MEMO, PAYER), CL(T, TREASURY, TREASURY), MK(TREASURY), TC(P, T, PAYER))
    w.expects(review("hostile_op_on_destination", "3", FIVE, rule="R10"))
