"""Group D: the wrong destination."""

import base58
import programs
from addresses import TOKEN_2022
from case import case
from expect import reject, review
from notation import M, M1, MK, SYS, TC, readonly, sweep_token
from solders.pubkey import Pubkey
from world import (ATTACKER, C1, FIVE, MEMO, P, PAYER, REF, T, TREASURY, USDC, VICTIM, associated,
                   code_bytes, named, other, vault)

UNISSUED = "DEADBEEF00000001"


@case("D01")
def _(w):
    theirs = named("V", w.give(VICTIM, 0))
    w.land(M(MEMO, PAYER), TC(P, theirs, PAYER, FIVE, REF(C1)))
    w.expects(reject("wrong_destination", "R7"))


@case("D02")
def _(w):
    second = w.hold(named("T2", other("SECOND ACCOUNT")), TREASURY, 0)
    w.land(M(MEMO, PAYER), TC(P, second, PAYER))
    w.expects(review("noncanonical_account", "1", FIVE, rule="R7"))


@case("D03")
def _(w):
    nested = named("ATA(T)", w.give(T, 0))
    w.land(M(MEMO, PAYER), TC(P, nested, PAYER))
    w.expects(review("nested_ata", "1", FIVE, rule="R7"))


@case("D04")
def _(w):
    account = named("T(Token-2022)", associated(TREASURY, USDC, TOKEN_2022))
    w.land(M(MEMO, PAYER), MK(TREASURY, program=TOKEN_2022),
           TC(P, account, PAYER, program=TOKEN_2022), fails=True)
    w.expects(reject("tx_failed", "R3"))


@case("D05")
def _(w):
    w.land(M1(MEMO, more=[readonly(TREASURY), readonly(T), readonly(REF(C1))]),
           SYS(PAYER, ATTACKER, 1_000_000))
    w.expects(reject("no_matching_transfer", rules=["R7"]))


@case("D06")
def _(w):
    text = str(TREASURY)
    # The same first and last letters, between them others: what a hurried person compares.
    look_alike = Pubkey(base58.decode(text[:6] + str(VICTIM)[6:-6] + text[-6:]))
    account = w.give(named("TREASURY's look-alike", look_alike), 0)
    w.land(M(MEMO, PAYER), TC(P, named("ATA(look-alike)", account), PAYER, FIVE, REF(C1)))
    w.expects(reject("wrong_destination", "R7"))


def pay_other_gateway(w):
    theirs = named("T(B)", w.give(VICTIM, 0))
    w.land(M(MEMO, PAYER), TC(P, theirs, PAYER, FIVE, REF(C1)))


@case("D07", "a", "gateway A, which issued the code")
def _(w):
    pay_other_gateway(w)
    w.expects(reject("wrong_destination", "R7"))


@case("D07", "b", "gateway B, which was paid")
def _(w):
    w.configure(treasury=str(VICTIM))
    w.ledger = {"codes": [{"code": "00000000000000B1", "agent": "agt_b1", "active": True}], "credits": []}
    pay_other_gateway(w)
    w.expects(review("unknown_code", "1", FIVE, C1, rules=["R13", "R18"]))


@case("D08")
def _(w):
    w.trust_deposit_program()
    theirs, _ = Pubkey.find_program_address([b"code", code_bytes(C1)], programs.PROXY)
    account = w.give(named("another program's PDA(C1)", theirs), 0)
    w.land(M(MEMO, PAYER), TC(P, named("its account", account), PAYER))
    w.expects(reject("wrong_destination", "R7", rules=["R7", "R23"]))


@case("D09", "post", "in the balances afterwards", when="post")
@case("D09", "pre", "in the balances before", when="pre")
def _(w, when):
    signature = w.land(M(MEMO, PAYER), TC(P, T, PAYER))
    recording = w.edit(f"{when}TokenBalances: the owner of T is ATTACKER")
    recording.balance_of(signature, when, TREASURY)["owner"] = str(ATTACKER)
    w.expects(review("owner_mismatch", "1", FIVE, rule="R7"))


@case("D10", "unseen", "nothing reveals the code")
def _(w):
    w.trust_deposit_program()
    found = vault(UNISSUED)
    w.give(found.authority, 0)
    w.land(M(MEMO, PAYER), TC(P, found.account(USDC), PAYER))
    w.expects(reject("wrong_destination", "R7", rules=["R7", "R23"]))


@case("D10", "swept", "a sweep in the same transaction reveals it")
def _(w):
    w.trust_deposit_program()
    found = vault(UNISSUED)
    w.give(found.authority, 0)
    w.land(TC(P, found.account(USDC), PAYER), sweep_token(found))
    w.expects(review("unknown_code", "0", FIVE, UNISSUED, rules=["R11", "R18", "R23"]))
