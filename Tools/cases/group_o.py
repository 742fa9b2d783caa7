"""Group O: added after a hard review of the rules."""

import programs
from case import case
from expect import accept, credit, reject, review, waits
from notation import CL, CPI, INIT, MK, TC, TR, B, M, Step, deposit_direct, sweep_token
from operations import CREATE
from solders.instruction import AccountMeta
from world import (ATTACKER, C1, C2, FIVE, PAYER, REF, RELAYER, TREASURY, USD, USDC, VICTIM, P, T,
                   associated, other, vault)

ESCROW = programs.ESCROW
MEMO = f"deposit:{C1}"


# Memos and programs

def crank(w, amount: int, *references) -> Step:
    """A program that pays from its own address whoever calls it."""
    w.give(programs.CRANK_ESCROW, 5_000 * USD)
    pays = TC(associated(programs.CRANK_ESCROW), T, programs.CRANK_ESCROW, amount, *references)
    return CPI(pays, name="crank", program=programs.CRANK)


def load_callers(w) -> None:
    w.load(programs.PROXY, programs.CRANK)


@case("O01")
def _(w):
    load_callers(w)
    w.land(CPI(M(C2), crank(w, 100 * USD), name="X"), payer=ATTACKER)
    w.expects(review("unbound_memo", "0.2", 100 * USD, rule="R14"))


@case("O01", "bound", "the memo's caller makes the transfer itself")
def _(w):
    load_callers(w)
    w.give(ESCROW, 5_000 * USD)
    w.land(CPI(M(C2), TC(associated(ESCROW), T, ESCROW, 100 * USD), name="X"), payer=ATTACKER)
    w.expects(accept(credit("0.1", C2, 100 * USD), rules=["R14"]))


def filled_vault(w, code: str = C1, owner=None, amount: int = FIVE):
    """A vault of the deposit program that somebody sent money to."""
    found = vault(code, owner)
    w.hold(found.account(USDC), found.authority, amount)
    return found


@case("O02")
def _(w):
    load_callers(w)
    w.trust_deposit_program()
    found = filled_vault(w)
    w.land(CPI(M(C2), sweep_token(found), name="X"), payer=ATTACKER)
    w.expects(reject("internal_sweep", "R11"))


@case("O03", "code", "of a code that nobody issued", code="99AABBCCDDEEFF00", owner=None)
@case("O03", "account", "of a deposit account", code=C1, owner=VICTIM)
def _(w, code, owner):
    w.trust_deposit_program()
    w.land(sweep_token(filled_vault(w, code, owner)), payer=ATTACKER)
    w.expects(reject("internal_sweep", "R11"))


@case("O04", None, None, bait_first=True, credited="0.1", waiting="0.3")
@case("O04", "before", "the other way round", bait_first=False, credited="0.3", waiting="0.1")
def _(w, bait_first, credited, waiting):
    load_callers(w)
    w.trust_deposit_program()
    bait, prize = deposit_direct(C2, USD, associated(ATTACKER), ATTACKER), crank(w, 1_000 * USD)
    w.land(CPI(*((bait, prize) if bait_first else (prize, bait)), name="X"), payer=ATTACKER)
    w.expects(accept(credit(credited, C2, USD), reviews=[waits(waiting, "unattributed", 1_000 * USD)],
                     rules=["R14", "R16"]))


@case("O04", "caller", "X itself pays beside its call, plainly and by a batch")
def _(w):
    load_callers(w)
    w.trust_deposit_program()
    w.give(ESCROW, 5_000 * USD)
    bait = deposit_direct(C2, USD, associated(ATTACKER), ATTACKER)
    plain, child = (TC(associated(ESCROW), T, ESCROW, amount * USD) for amount in (1_000, 2_000))
    w.land(CPI(plain, bait, B(child), name="X"), payer=ATTACKER)
    w.expects(accept(credit("0.2", C2, USD),
                     reviews=[waits("0.0", "unattributed", 1_000 * USD),
                              waits("0.3.b0", "unattributed", 2_000 * USD)], rules=["R14", "R16"]))


@case("O05")
def _(w):
    load_callers(w)
    signature = w.land(CPI(M(C2), crank(w, 100 * USD), name="X"), payer=ATTACKER)
    one = w.edit("stackHeight of all inner instructions: null, as older nodes answered")
    for group in one.meta(signature)["innerInstructions"]:
        for inner in group["instructions"]:
            inner["stackHeight"] = None
    w.expects(review("unattributed", "0.2", 100 * USD, rule="R16", rules=["R14", "R16"]))


@case("O06")
def _(w):
    w.load(programs.PROXY)
    w.give(ESCROW, 20 * USD)
    w.land(M(f"deposit:{C2}", ATTACKER),
           CPI(TC(associated(ESCROW), T, ESCROW, FIVE, REF(C1)), name="smart wallet"), payer=ATTACKER)
    w.expects(accept(credit("1.0", C1, FIVE), rules=["R13", "R14"]))


@case("O06", "direct", "the smart wallet calls deposit_direct")
def _(w):
    w.load(programs.PROXY)
    w.trust_deposit_program()
    w.give(ESCROW, 20 * USD)
    w.land(M(f"deposit:{C2}", ATTACKER),
           CPI(M(f"deposit:{C2}"), deposit_direct(C1, FIVE, associated(ESCROW), ESCROW),
               name="smart wallet"), payer=ATTACKER)
    w.expects(accept(credit("1.2", C1, FIVE), rules=["R13", "R14"]))


# Accounts that come and go

@case("O07")
def _(w):
    w.lamports(T, 1_000_000)
    w.land(MK(TREASURY), M(MEMO, PAYER), TC(P, T, PAYER))
    w.expects(accept(credit("2", C1, FIVE), rules=["R9", "R10"]))


@case("O08")
def _(w):
    source = other("temporary source")
    w.land(CREATE(PAYER, source), INIT(source, PAYER), TC(P, source, PAYER),
           M(MEMO, PAYER), TR(source, T, PAYER), CL(source, PAYER, PAYER))
    w.expects(accept(credit("4", C1, FIVE), rules=["R9", "R11"]))


def multisig(w, *members):
    """A multisignature account that all members must sign for, and its token account."""
    address = other("multisig")
    w.put(address, multisig_data(len(members), *members))
    w.give(address, 20 * USD)
    return address


def multisig_data(required: int, *members) -> bytes:
    head = bytes([required, len(members), 1])
    return (head + b"".join(map(bytes, members))).ljust(355, b"\0")


def member(address) -> AccountMeta:
    return AccountMeta(address, True, False)


@case("O09", "signed", "all member signers in the header")
def _(w):
    wallet = multisig(w, PAYER, RELAYER)
    pays = TC(associated(wallet), T, wallet, FIVE, member(PAYER), member(RELAYER), signs=False)
    w.land(M(MEMO, PAYER), pays)
    w.expects(accept(credit("1", C1, FIVE), rules=["R14"]))


@case("O09", "program", "one member signs only as a program's address")
def _(w):
    w.load(programs.PROXY)
    wallet = multisig(w, PAYER, ESCROW)
    pays = TC(associated(wallet), T, wallet, FIVE, member(PAYER), member(ESCROW), signs=False)
    w.land(M(MEMO, PAYER), CPI(pays, name="X"))
    w.expects(review("unbound_memo", "1.0", FIVE, rule="R14"))


@case("O10")
def _(w):
    w.land(B(TC(P, T, PAYER), trailing=[REF(C1)]))
    w.expects(review("unattributed", "0.b0", FIVE, rule="R16", flags=["batch_trailing_accounts"]))
