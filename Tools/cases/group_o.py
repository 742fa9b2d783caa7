"""Group O: added after a hard review of the rules."""

import programs
from addresses import SYSTEM, TOKEN_2022, USDT
from base58 import encode as base58
from case import case
from chain import FIRST_SLOT, KEPT_BLOCKHASHES
from expect import accept, answers, credit, duplicate, pending, reject, review, unknown, waits
from extensions import transfer_fee
from config import policy
from notation import (CL, CPI, INIT, MK, SYS, TC, TR, B, M, Step, deposit_direct, deposit_token,
                      initialize_token, sweep_token, u64)
from operations import (ADVANCE_NONCE, CREATE, fee_mint, give_authority, nonce_account,
                        recover_nested, shift_deployment, sweep_lamports, sweep_other, unexecuted)
from solders.instruction import AccountMeta
from world import (ATTACKER, C1, C2, FIVE, HOT, P, PAYER, REF, RELAYER, SOL, T, TREASURY, USD, USDC,
                   VICTIM, associated, other, vault)

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


# Fees and programs

@case("O22", "two", "two inbound")
def _(w):
    mint, source, home = fee_mint(w, transfer_fee(100), allow=["transferFeeConfig"])
    one, two = (TC(source, home, PAYER, amount * USD, REF(C1, home), mint=mint, program=TOKEN_2022)
                for amount in (2, 3))
    w.land(one, two)
    w.expects(review("extension_not_allowed", "0", rule="R24",
                     more=[waits("1", "extension_not_allowed")]))


@case("O22", "epoch", "the fee rises between quote and landing, one inbound")
def _(w):
    w.advance(40)
    epoch = w.chain.tip // 432_000
    mint, source, home = fee_mint(w, transfer_fee(200, older=100, epoch=epoch),
                                  allow=["transferFeeConfig"])
    w.land(M(MEMO, PAYER), TC(source, home, PAYER, mint=mint, program=TOKEN_2022))
    w.expects(accept(credit("1", C1, 4_900_000), flags=["fee_authority_present"], rules=["R24"]))


@case("O23")
def _(w):
    w.trust_deposit_program()
    w.land(deposit_direct(C1, FIVE, P, PAYER))
    one = w.edit("the program's bytes are the pinned ones, its deployment is a slot younger")
    shift_deployment(one, 1)
    w.expects(review("program_changed", "0.0", FIVE, rule="R23"))


@case("O23", "authority", "somebody else may upgrade it now")
def _(w):
    w.trust_deposit_program()
    w.land(deposit_direct(C1, FIVE, P, PAYER))
    one = w.edit("the program has an upgrade authority, the policy pins none")
    give_authority(one, ATTACKER)
    w.expects(review("program_changed", "0.0", FIVE, rule="R23"))


@case("O23", "younger", "the pinned deployment is younger than the deposit")
def _(w):
    slots = 4  # after it landed, before it was looked at
    w.trust_deposit_program(deploySlot=FIRST_SLOT + KEPT_BLOCKHASHES + slots)
    w.land(deposit_direct(C1, FIVE, P, PAYER))
    one = w.edit("the program was deployed after the deposit")
    shift_deployment(one, KEPT_BLOCKHASHES + slots)
    w.expects(review("program_changed", "0.0", FIVE, rule="R23"))


def code_address(w):
    """The address of C1's vault, listed in the policy, with the program that can empty it."""
    w.trust_deposit_program()
    found = vault(C1)
    w.configure(depositAddresses=[{"address": str(found.authority), "code": C1}])
    return found


@case("O24", "sol", "SOL")
def _(w):
    found = code_address(w)
    w.configure(knownAssets=[*policy()["knownAssets"], str(SYSTEM)])
    came = w.land(SYS(PAYER, found.authority, SOL))
    before = w.account(TREASURY).lamports
    w.land(sweep_lamports(found), payer=RELAYER)
    assert w.account(TREASURY).lamports == before + SOL
    w.ask(came)
    w.expects(review("asset_not_enabled", "0", SOL, rule="R8"))


@case("O24", "mint", "another mint")
def _(w):
    found = code_address(w)
    w.give(PAYER, FIVE, USDT)
    came = w.land(MK(found.authority, USDT),
                  TC(associated(PAYER, USDT), associated(found.authority, USDT), PAYER, mint=USDT))
    home = w.give(TREASURY, 0, USDT)
    left = w.land(sweep_other(found, USDT), payer=RELAYER)
    assert w.held(home) == FIVE
    w.ask(came)
    w.ask(left)
    w.expects(answers(review("asset_not_enabled", "1", FIVE, rule="R8"),
                      review("asset_not_enabled", "0.0", FIVE, rule="R8")))


@case("O24", "nested", "a nested token account")
def _(w):
    found = code_address(w)
    owner = found.account(USDC)
    w.hold(owner, found.authority, 0)
    came = w.land(MK(owner), TC(P, associated(owner), PAYER))
    w.land(recover_nested(found), payer=RELAYER)
    w.land(sweep_token(found), payer=RELAYER)
    assert w.held(T) == FIVE
    w.ask(came)
    w.expects(review("nested_ata", "1", FIVE, rule="R7"))


@case("O25")
def _(w):
    w.trust_deposit_program()
    w.land(initialize_token(C1, PAYER))
    w.land(deposit_token(C1, PAYER, P), sweep_token(vault(C1, PAYER)))
    w.expects(accept(credit("0.0", C1, FIVE), rules=["R10", "R11", "R23"]))
