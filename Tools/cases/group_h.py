"""Group H: attribution."""

import programs
from addresses import MEMO_V3
from case import case
from expect import accept, answers, credit, reject, review
from notation import CPI, M, M1, SYS, TC, readonly
from operations import stand_in
from solders.message import TransactionConfig
from solders.pubkey import Pubkey
from world import (ATTACKER, C1, C2, FIVE, L1, P, PAYER, REF, T, USD, VICTIM, associated, named)

ESCROW = programs.ESCROW
MEMO = f"deposit:{C1}"


def unattributed(event: str) -> dict:
    """The money is there and nobody's."""
    return review("unattributed", event, FIVE, rule="R16", rules=["R13", "R14", "R16"])


@case("H01")
def _(w):
    w.land(TC(P, T, PAYER))
    w.expects(review("unattributed", "0", FIVE, rule="R16"))


@case("H02")
def _(w):
    w.land(M("deposit:99AABBCCDDEEFF00", PAYER), TC(P, T, PAYER))
    w.expects(review("unknown_code", "1", FIVE, "99AABBCCDDEEFF00", rule="R13"))


@case("H03")
def _(w):
    w.land(M(MEMO, PAYER), M(f"deposit:{C2}", PAYER), TC(P, T, PAYER))
    w.expects(review("ambiguous_code", "2", FIVE, rule="R13"))


@case("H04")
def _(w):
    w.land(M(MEMO, PAYER), TC(P, T, PAYER, FIVE, REF(C2)))
    w.expects(review("ambiguous_code", "1", FIVE, rule="R13"))


@case("H05", "sentence", "within a sentence", text=f"please not {C1} but {C2}")
@case("H05", "word", "after a word", text=f"code {C1}")
@case("H05", "blank", "a blank after the prefix", text=f"deposit: {C1}")
@case("H05", "prefixes", "the prefix twice", text=f"deposit:deposit:{C1}")
@case("H05", "point", "with a full stop", text=f"{C1}.")
@case("H05", "0x", "written as a number", text=f"0x{C1}")
@case("H05", "longer", "two digits more", text=f"{C1}A1")
@case("H05", "legacy", "a legacy code where none are taken", text=L1)
def _(w, text):
    w.land(M(text, PAYER), TC(P, T, PAYER))
    w.expects(unattributed("1"))


@case("H06", "full-width", "a full-width letter", text="Ａ" + C1[1:])
@case("H06", "cyrillic", "a Cyrillic А", text="А" + C1[1:])
@case("H06", "arabic-digit", "an Arabic 8 at the end", text=C1[:-1] + "٨")
@case("H06", "nul", "a NUL at the end", text=C1 + "\0")
@case("H06", "no-break-space", "a no-break space before it", text="\u00a0" + C1)
@case("H06", "zero-width", "a zero-width space behind it", text=C1 + "\u200b")
@case("H06", "byte-order-mark", "a byte order mark before it", text="\ufeff" + C1)
@case("H06", "colon", "a full-width colon", text="deposit：" + C1)
def _(w, text):
    w.land(M(text, PAYER), TC(P, T, PAYER))
    w.expects(unattributed("1"))


@case("H06", "bytes", "no UTF-8: eight raw bytes", data=bytes.fromhex(C1))
@case("H06", "invalid", "no UTF-8: FF before the code", data=b"\xff" + C1.encode())
@case("H06", "cut", "no UTF-8: half a letter behind the code", data=C1.encode() + b"\xc3")
def _(w, data):
    stand_in(w, MEMO_V3)
    w.land(M(data, PAYER), TC(P, T, PAYER))
    w.edit("the memo program refuses such bytes: one that takes all stood in its place")
    w.expects(unattributed("1"))


@case("H07")
def _(w):
    w.configure(legacyCodes=True)
    w.land(M("4131423243334434", PAYER), TC(P, T, PAYER))
    w.land(M(L1, PAYER), TC(P, T, PAYER))
    for signature in list(w.signatures):
        w.ask(signature)
    same = accept(credit("1", L1, FIVE), rules=["R13"])
    w.expects(answers(same, same))


@case("H08")
def _(w):
    w.land(M("deposit:A1B2C3D4E5F6A7B9", PAYER), TC(P, T, PAYER))
    w.expects(review("unknown_code", "1", FIVE, "A1B2C3D4E5F6A7B9", rule="R13"))


def smart_wallet(w) -> None:
    """The proxy's escrow stands for the vault of a multisignature wallet's program."""
    w.load(programs.PROXY)
    w.give(ESCROW, 20 * USD)


@case("H09")
def _(w):
    smart_wallet(w)
    w.land(CPI(TC(associated(ESCROW), T, ESCROW), name="Squads"), M(f"deposit:{C2}", ATTACKER),
           payer=ATTACKER)
    w.expects(review("unbound_memo", "0.0", FIVE, rule="R14"))


@case("H10")
def _(w):
    w.load(programs.PROXY)
    w.land(CPI(M(MEMO), name="X"), TC(P, T, PAYER))
    w.expects(unattributed("1"))


LOOK_ALIKE = named("look-alike", Pubkey.from_string("MemoSq4gqABAXKb96qnH8TysNcWxMyWCqXgDLGmfcHs"))


@case("H11")
def _(w):
    w.chain.svm.set_account(LOOK_ALIKE, w.account(MEMO_V3))
    w.land(M(MEMO, PAYER, program=LOOK_ALIKE), TC(P, T, PAYER))
    w.expects(unattributed("1"))


@case("H12", "v3", "memo v3")
def _(w):
    w.land(M(MEMO, more=[VICTIM]), TC(P, T, PAYER), fails=True)
    w.expects(reject("tx_failed", "R3", rules=["R3", "R14"]))


@case("H12", "v1", "memo v1, bound by the message")
def _(w):
    w.land(M1(MEMO, more=[VICTIM]), TC(P, T, PAYER))
    w.expects(accept(credit("1", C1, FIVE), rules=["R14"]))


@case("H12", "v1-signer", "memo v1, bound by the memo's signer")
def _(w):
    w.configure(memoBinding="signer")
    w.land(M1(MEMO, more=[VICTIM]), TC(P, T, PAYER))
    w.expects(review("unattributed", "1", FIVE, rules=["R14"]))


@case("H13", "memo", "on the memo")
def _(w):
    w.land(M1("hello", more=[REF(C1)]), TC(P, T, PAYER))
    w.expects(unattributed("1"))


@case("H13", "other", "on another instruction")
def _(w):
    lamports = SYS(PAYER, ATTACKER, 1)
    lamports.instruction.accounts = [*lamports.instruction.accounts, readonly(REF(C1))]
    w.land(lamports, TC(P, T, PAYER))
    w.expects(unattributed("1"))


@case("H13", "elsewhere", "on a transfer to somebody else")
def _(w):
    w.land(TC(P, associated(ATTACKER), PAYER, USD, REF(C1)), TC(P, T, PAYER))
    w.expects(unattributed("1"))


@case("H14")
def _(w):
    w.land(TC(P, T, PAYER, FIVE, REF(C1), REF(C2)))
    w.expects(review("ambiguous_code", "0", FIVE, rule="R13"))


@case("H15")
def _(w):
    dust = w.land(TC(associated(ATTACKER), T, ATTACKER, 1, REF(C1)), payer=ATTACKER)
    honest = w.land(TC(P, T, PAYER, FIVE, REF(C1)))
    w.ask(dust)
    w.ask(honest)
    w.expects(answers(review("below_minimum", "0", 1, C1, rule="R12"),
                      accept(credit("0", C1, FIVE))))


@case("H16")
def _(w):
    theirs = w.land(M(MEMO, ATTACKER), TC(associated(ATTACKER), T, ATTACKER, USD), payer=ATTACKER)
    own = w.land(M(MEMO, PAYER), TC(P, T, PAYER))
    w.ask(theirs)
    w.ask(own)
    w.expects(answers(accept(credit("1", C1, USD), rules=["R15"]), accept(credit("1", C1, FIVE))))


@case("H17")
def _(w):
    w.ledger = {"codes": [{"code": C1, "agent": "agt_1", "active": False},
                          {"code": C2, "agent": "agt_2", "active": True}], "credits": []}
    w.land(M(MEMO, PAYER), TC(P, T, PAYER, FIVE, REF(C1)))
    w.expects(review("code_inactive", "1", FIVE, C1, rule="R18"))


@case("H18")
def _(w):
    signature = w.land(M(MEMO, PAYER), TC(P, T, PAYER))
    one = w.edit("blockTime: the year 2020, before any code was issued")
    one.transaction(signature)["blockTime"] = 1_577_836_800
    w.expects(accept(credit("1", C1, FIVE), rules=["R18"]))


@case("H19", "566", "600 bytes that begin with a code", count=600)
@case("H19", "65", "one byte too many", count=65)
def _(w, count):
    w.land(M(C1.ljust(count), PAYER), TC(P, T, PAYER))
    w.expects(unattributed("1"))


@case("H19", "4000", "a v1 transaction that is nearly full")
def _(w):
    config = TransactionConfig(compute_unit_limit=400_000, loaded_accounts_data_size_limit=1_000_000)
    w.land(M(MEMO.ljust(3_600), PAYER), TC(P, T, PAYER), version=1, config=config)
    w.expects(unattributed("1"))


@case("H19", "64", "the longest that is read")
def _(w):
    w.land(M(MEMO.rjust(64), PAYER), TC(P, T, PAYER))
    w.expects(accept(credit("1", C1, FIVE), rules=["R13"]))


@case("H20")
def _(w):
    w.land(M("9f3c0a7be2d41586", PAYER), TC(P, T, PAYER))
    w.expects(review("unknown_code", "1", FIVE, "9F3C0A7BE2D41586", rule="R13"))


@case("H21")
def _(w):
    signature = w.land(M(MEMO, PAYER), TC(P, T, PAYER))
    one = w.edit("the log tells another code, and ends there")
    logs = one.meta(signature)["logMessages"]
    logs[:] = [logs[0], f'Program log: Memo (len 24): "deposit:{C2}"', "Log truncated"]
    w.expects(accept(credit("1", C1, FIVE), rules=["R14", "R20"]))
