"""Group E: accounts that change hands, or are tampered with."""

from addresses import TOKEN_2022
from case import case
from config import asset
from expect import accept, credit, reject, review
from notation import (APPROVE, B, BURN, CL, CLOSE_ACCOUNT, CPI, FREEZE, M, MINT, MK, REVOKE, SA, TC, THAW)
from stage import layouts
from world import (A, ATTACKER, C1, DELEGATE, FIVE, ISSUER, MEMO, P, PAYER, T, TREASURY, USD, USDC, named,
                   other)

EMPTY_HANDED = reject("no_matching_transfer", rules=["R7", "R9", "R10"])


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


@case("E07", "batch", "Approve within the deposit's own batch")
def _(w):
    w.land(M(MEMO, PAYER), B(TC(P, T, PAYER), APPROVE(T, DELEGATE, TREASURY, 1)))
    w.expects(review("hostile_op_on_destination", "1.b0", FIVE, rule="R10"))


@case("E07", "program", "SetAuthority by a program that TREASURY signed for")
def _(w):
    w.land(M(MEMO, PAYER), TC(P, T, PAYER), CPI(SA(T, TREASURY, ATTACKER, CLOSE_ACCOUNT)))
    w.expects(review("hostile_op_on_destination", "1", FIVE, rule="R10"))


@case("E07", "lent", "T belongs to ATTACKER while it is paid, and to TREASURY afterwards")
def _(w):
    w.land(M(MEMO, PAYER), SA(T, TREASURY, ATTACKER), TC(P, T, PAYER), SA(T, ATTACKER, TREASURY))
    w.expects(review("hostile_op_on_destination", "2", FIVE, rule="R10"))


@case("E07", "freeze", "Freeze and Thaw by the issuer")
def _(w):
    w.land(M(MEMO, PAYER), TC(P, T, PAYER), FREEZE(T, ISSUER), THAW(T, ISSUER))
    w.expects(review("hostile_op_on_destination", "1", FIVE, rule="R10"))


@case("E07", "mint", "MintTo beside the deposit")
def _(w):
    w.land(M(MEMO, PAYER), TC(P, T, PAYER), MINT(T, USD, USDC, ISSUER))
    w.expects(review("hostile_op_on_destination", "1", FIVE, rule="R10"))


# What E08, E09 and E12 raise besides is the watcher's business.

def delegated_coin(w):
    """A Token-2022 coin that ISSUER may take from anybody, and that the policy credits: the mint, and
    the accounts of PAYER, TREASURY and ATTACKER."""
    coin = w.mint(named("DUSD", other("DUSD MINT")), program=TOKEN_2022,
                  extensions=[layouts.permanent_delegate(ISSUER)])
    w.configure(assets=[asset("USDC", USDC), asset("DUSD", coin, TOKEN_2022,
                                                   allowedExtensions=["permanentDelegate"])])
    accounts = (named(f"{name}(DUSD)", w.give(owner, amount, coin))
                for name, owner, amount in (("P", PAYER, FIVE), ("T", TREASURY, 0), ("A", ATTACKER, 0)))
    return coin, *accounts


@case("E08", title="the deposit itself")
def _(w):
    w.land(APPROVE(T, ATTACKER, TREASURY))
    w.land(M(MEMO, PAYER), TC(P, T, PAYER))
    w.expects(accept(credit("1", C1, FIVE), rules=["R10"]))


@case("E09", title="the deposit itself")
def _(w):
    w.land(SA(T, TREASURY, ATTACKER, CLOSE_ACCOUNT))
    w.land(M(MEMO, PAYER), TC(P, T, PAYER))
    w.expects(accept(credit("1", C1, FIVE), rules=["R10"]))


@case("E12", title="the deposit itself")
def _(w):
    coin, source, destination, theirs = delegated_coin(w)
    paid = w.land(M(MEMO, PAYER), TC(source, destination, PAYER, mint=coin, program=TOKEN_2022))
    w.land(TC(destination, theirs, ISSUER, mint=coin, program=TOKEN_2022))
    w.ask(paid)
    w.expects(accept(credit("1", C1, FIVE), rules=["R9", "R24"]))


@case("E10")
def _(w):
    w.hold(T, TREASURY, 0, state=2)
    w.land(M(MEMO, PAYER), TC(P, T, PAYER), fails=True)
    w.expects(reject("tx_failed", "R3"))


@case("E11")
def _(w):
    coin, source, destination, theirs = delegated_coin(w)
    w.land(M(MEMO, PAYER), TC(source, destination, PAYER, mint=coin, program=TOKEN_2022),
           TC(destination, theirs, ISSUER, 4 * USD, mint=coin, program=TOKEN_2022))
    w.expects(review("outflow", "1", USD, rules=["R9", "R10"]))


@case("E13")
def _(w):
    w.land(M(MEMO, PAYER), TC(P, T, PAYER), BURN(T, 4 * USD, TREASURY))
    w.expects(review("hostile_op_on_destination", "1", FIVE, rule="R10"))


@case("E14")
def _(w):
    w.land(M(MEMO, PAYER), CL(T, TREASURY, TREASURY), MK(TREASURY), TC(P, T, PAYER))
    w.expects(review("hostile_op_on_destination", "3", FIVE, rule="R10"))
