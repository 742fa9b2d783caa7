"""Group L: the existing Level5 program, and ours.

The deposit program takes the existing one's initialize_token and deposit_token byte for byte: at its
address it stands in for it. What only the original does is written into the recording of a program
that does nothing.
"""

import level5
import programs
from addresses import SYSTEM, TOKEN
from case import case
from expect import accept, answers, credit, reject, review
from genesis import install_program
from level5 import LEVEL5, account_data, deposit_event, legacy_data, logged, withdraw_event
from notation import (CPI, DATA_LOG, DEPOSIT, SYS, TC, TEXT_LOG, Step, deposit_direct,
                      deposit_token, initialize_token)
from operations import stand_in
from recording import encoded
from telling import Telling
from world import (ATTACKER, C1, C2, FIVE, PAYER, SOL, USD, USDC, VICTIM, P, T, associated,
                   code_bytes)

MEMO = f"deposit:{C1}"
DUST = 20_000
TOO_MUCH = 2 ** 63
ACCOUNT = level5.pda(C1, PAYER)
VAULT = level5.vault(ACCOUNT)
ABSENT = "the original program is not here: what it would have done was written into the recording"
COMPATIBLE = "our deposit program, which takes the same instructions, stood at the original's address"


def custody(event: str, amount: int, code: str | None = C1) -> dict:
    """What lies there is the depositor's; nobody is credited."""
    return review("custody_owner_controlled", event, amount, code, "R23")


def recognise(w) -> None:
    w.configure(programs=[{"id": str(LEVEL5), "kind": "level5"}])


def executed(w) -> None:
    """Let the compatible program stand at the original's address."""
    recognise(w)
    install_program(w.chain, LEVEL5, programs.binary("deposit"), None)


def absent(w, data: bytes | None, account=ACCOUNT, mint=USDC) -> None:
    """Let a program without effects stand there; `data` is in the deposit account."""
    recognise(w)
    stand_in(w, LEVEL5)
    if data is not None:
        w.put(account, data, LEVEL5)
        if mint is not None:
            w.hold(level5.vault(account, mint), account, 0, mint)


def told(w, signature: str) -> Telling:
    return Telling(w.edit(ABSENT), signature)


def tell_deposit(telling: Telling, index: int, account=ACCOUNT, amount: int = FIVE, mint=USDC,
                 owner=PAYER) -> None:
    """Let deposit_token have moved its tokens."""
    source, home = associated(owner, mint), level5.vault(account, mint)
    telling.calls(index, TC(source, home, owner, amount, mint=mint))
    telling.holds(source, owner, mint, TOKEN, 20 * USD, 20 * USD - amount)
    telling.holds(home, account, mint, TOKEN, 0, amount)


# Deposits as they are meant

@case("L01")
def _(w):
    executed(w)
    w.land(level5.initialize_token(C1, PAYER), level5.deposit_token(ACCOUNT, PAYER, FIVE))
    w.edit(COMPATIBLE)
    w.expects(custody("1.0", FIVE))


@case("L01", "later", "into an account that was opened before")
def _(w):
    executed(w)
    w.land(level5.initialize_token(C1, PAYER))
    w.land(level5.deposit_token(ACCOUNT, PAYER, FIVE))
    w.edit(COMPATIBLE)
    w.expects(custody("0.0", FIVE))


# Lamports that count as tokens

@case("L02")
def _(w):
    absent(w, account_data(PAYER, C1, SOL))
    signature = w.land(level5.deposit(ACCOUNT, PAYER, SOL))
    telling = told(w, signature)
    telling.calls(0, SYS(PAYER, ACCOUNT, SOL))
    telling.moved(PAYER, ACCOUNT, SOL)
    telling.logs(logged(deposit_event(PAYER, C1, SOL, SOL)))
    w.expects(reject("no_token_transfer", "R23"))


@case("L03")
def _(w):
    absent(w, account_data(PAYER, C1, 0))
    signature = w.land(level5.deposit(ACCOUNT, PAYER, SOL), level5.withdraw(ACCOUNT, PAYER, SOL))
    telling = told(w, signature)
    telling.calls(0, SYS(PAYER, ACCOUNT, SOL))
    telling.logs(logged(deposit_event(PAYER, C1, SOL, SOL)) + logged(withdraw_event(PAYER, SOL, 0)))
    w.expects(reject("no_token_transfer", "R23"))


@case("L04")
def _(w):
    absent(w, account_data(PAYER, C1, 0, SYSTEM), mint=None)
    came = w.land(level5.deposit(ACCOUNT, PAYER, SOL))
    left = w.land(level5.withdraw(ACCOUNT, PAYER, SOL))
    telling = told(w, came)
    telling.calls(0, SYS(PAYER, ACCOUNT, SOL))
    telling.moved(PAYER, ACCOUNT, SOL)
    telling.logs(logged(deposit_event(PAYER, C1, SOL, SOL, SYSTEM)))
    told(w, left).logs(logged(withdraw_event(PAYER, SOL, 0, SYSTEM)))
    w.ask(came)
    w.ask(left)
    w.expects(answers(custody("0.0", SOL), reject("no_matching_transfer", "R7")))


@case("L05")
def _(w):
    absent(w, account_data(PAYER, C1, FIVE - 1_000_000))
    signature = w.land(level5.deposit_token(ACCOUNT, PAYER, FIVE),
                       level5.withdraw(ACCOUNT, PAYER, 1_000_000))
    telling = told(w, signature)
    tell_deposit(telling, 0)
    telling.moved(ACCOUNT, PAYER, 1_000_000)
    telling.logs(logged(deposit_event(PAYER, C1, FIVE, FIVE))
                 + logged(withdraw_event(PAYER, 1_000_000, FIVE - 1_000_000)))
    w.expects(custody("0.0", FIVE))


@case("L06")
def _(w):
    executed(w)
    signature = w.land(level5.initialize_token(C1, PAYER), level5.deposit_token(ACCOUNT, PAYER, FIVE),
                       level5.withdraw_token(ACCOUNT, PAYER, FIVE), fails=True)
    one = w.edit("the original signs with the wrong seeds, and its call is refused")
    one.set_error(signature, {"InstructionError": [2, "PrivilegeEscalation"]})
    w.expects(reject("tx_failed", "R3"))


# Accounts that are not as they should be

def deposited(w, data: bytes, account=ACCOUNT, *events: bytes) -> None:
    absent(w, data, account)
    signature = w.land(level5.deposit_token(account, PAYER, FIVE))
    telling = told(w, signature)
    tell_deposit(telling, 0, account)
    telling.logs(logged(*events))


@case("L07")
def _(w):
    deposited(w, account_data(PAYER, C1, FIVE, discriminator=level5.WRONG_DISCRIMINATOR), ACCOUNT,
              deposit_event(PAYER, C1, FIVE, FIVE))
    w.expects(reject("bad_discriminator", "R23"))


@case("L08", "80", "80 bytes: a mint and no code")
def _(w):
    deposited(w, legacy_data(PAYER, FIVE, USDC))
    w.expects(review("legacy_layout", "0.0", FIVE, rule="R23"))


@case("L08", "48", "48 bytes: neither mint nor code")
def _(w):
    absent(w, legacy_data(PAYER, SOL), mint=None)
    signature = w.land(level5.deposit(ACCOUNT, PAYER, SOL))
    telling = told(w, signature)
    telling.calls(0, SYS(PAYER, ACCOUNT, SOL))
    telling.moved(PAYER, ACCOUNT, SOL)
    telling.logs(logged())
    w.expects(review("legacy_layout", "0.0", SOL, rule="R23"))


# Other programs, and what is logged

CLONE = programs.deposit_program.Interface(programs.CLONE, DEPOSIT.treasury, USDC)


@case("L09", "vault", "into a vault of its own")
def _(w):
    w.trust_deposit_program()
    w.load(programs.CLONE)
    code = code_bytes(C1)
    w.land(Step("clone.initialize_token(C1)", CLONE.initialize_token(PAYER, code)),
           Step("clone.deposit_token(5)", CLONE.deposit_token(PAYER, code, P, FIVE)))
    w.expects(reject("unknown_program", "R23"))


@case("L09", "direct", "to the treasury: the money is there, the code is nobody's word")
def _(w):
    w.trust_deposit_program()
    w.load(programs.CLONE)
    w.land(Step("clone.deposit_direct(C1,5)", CLONE.deposit_direct(P, PAYER, code_bytes(C1), FIVE)))
    w.expects(review("unattributed", "0.0", FIVE, rule="R16", rules=["R14", "R23"]))


SPOOF = deposit_event(PAYER, C1, FIVE, FIVE)


@case("L10", "alone", "and nothing else")
def _(w):
    w.load(programs.PROXY)
    w.land(DATA_LOG(SPOOF))
    w.expects(reject("no_matching_transfer", "R7", rules=["R20"]))


@case("L10", "paying", "beside a payment")
def _(w):
    w.load(programs.PROXY)
    w.land(DATA_LOG(SPOOF), CPI(TC(P, T, PAYER), name="X"))
    w.expects(review("unattributed", "1.0", FIVE, rule="R16", rules=["R20"]))


@case("L11")
def _(w):
    w.trust_deposit_program()
    w.load(programs.PROXY)
    signature = w.land(TEXT_LOG("noise " * 40, 60), deposit_direct(C1, FIVE, P, PAYER))
    assert "Log truncated" in w.log(signature)
    w.expects(accept(credit("1.0", C1, FIVE), rules=["R20", "R23"]))


@case("L12", "level5", "by the original")
def _(w):
    absent(w, account_data(PAYER, C1, FIVE))
    signature = w.land(level5.deposit_token(ACCOUNT, PAYER, FIVE))
    told(w, signature).logs(logged(deposit_event(PAYER, C1, FIVE, FIVE)))
    w.expects(reject("no_token_transfer", "R23"))


@case("L12", "own", "by the program that is pinned")
def _(w):
    stand_in(w, programs.DEPOSIT)
    w.configure(programs=[programs.pin()])
    signature = w.land(deposit_direct(C1, FIVE, P, PAYER))
    event = programs.deposit_program.deposit_received(code_bytes(C1), PAYER, P, FIVE)
    told(w, signature).logs(logged(event, program=programs.DEPOSIT))
    w.expects(reject("no_token_transfer", "R23"))


def relog(w, signature: str, event: bytes) -> None:
    """Let the original have logged another event."""
    one = w.edit("the logged event")
    logs = one.meta(signature)["logMessages"]
    place = max(at for at, line in enumerate(logs) if line.startswith("Program data: "))
    logs[place] = f"Program data: {encoded(event)}"


@case("L13", None, None, event=deposit_event(PAYER, C1, 9 * USD, 9 * USD),
      expected=review("event_mismatch", "1.0", FIVE, rule="R23"))
@case("L14", "code", "another code", event=deposit_event(PAYER, C2, FIVE, FIVE),
      expected=reject("pda_mismatch", "R23"))
@case("L14", "owner", "another owner", event=deposit_event(VICTIM, C1, FIVE, FIVE),
      expected=reject("pda_mismatch", "R23"))
def _(w, event, expected):
    executed(w)
    signature = w.land(level5.initialize_token(C1, PAYER), level5.deposit_token(ACCOUNT, PAYER, FIVE))
    w.edit(COMPATIBLE)
    relog(w, signature, event)
    w.expects(expected)


@case("L15", "level5", "the original's deposit_token")
def _(w):
    executed(w)
    w.load(programs.PROXY)
    w.land(level5.initialize_token(C1, PAYER))
    w.land(CPI(level5.deposit_token(ACCOUNT, PAYER, FIVE), name="X"))
    w.edit(COMPATIBLE)
    w.expects(custody("0.1", FIVE))


@case("L15", "direct", "our deposit_direct from the caller's own address")
def _(w):
    w.trust_deposit_program()
    w.load(programs.PROXY)
    w.give(programs.ESCROW, 20 * USD)
    w.land(CPI(deposit_direct(C1, FIVE, associated(programs.ESCROW), programs.ESCROW), name="X"),
           payer=ATTACKER)
    w.expects(accept(credit("0.1", C1, FIVE), rules=["R14", "R23"]))


@case("L15", "token", "our deposit_token")
def _(w):
    w.trust_deposit_program()
    w.load(programs.PROXY)
    w.land(initialize_token(C1, PAYER))
    w.land(CPI(deposit_token(C1, PAYER, P), name="X"))
    w.expects(accept(credit("0.1", C1, FIVE), rules=["R14", "R23"]))
