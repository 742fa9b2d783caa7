"""The mutated twins of group A: one relevant thing is changed, and nothing may be credited."""

import programs
from addresses import TOKEN_2022
from case import twin
from config import asset
from expect import reject, review, unknown, waits
from group_a import CEX, LIGHTHOUSE, TABLE, V1, exchange, long_list, market, nested, pyusd
from notation import (B, CB, CB_PRICE, CPI, M, MK, NONCE, TC, TCF, TR, deposit_direct, readonly, signer,
                      written)
from programs import ESCROW
from solders.message import TransactionConfig
from world import (A, ATTACKER, C1, C2, DELEGATE, FIVE, GENESIS_HASHES, HOT, L1, MEMO, P, PAYER, PYUSD,
                   REF, RELAYER, T, TREASURY, USD, USDC, USDT, named, other, vault)

UNISSUED = "DEADBEEF00000001"


@twin("A01", "the money goes to ATTACKER")
def _(w):
    w.land(CB(40_000), CB_PRICE(10_000), MK(TREASURY), M(MEMO, PAYER), TC(P, A, PAYER, FIVE, REF(C1)))
    w.expects(reject("wrong_destination", "R7"))


@twin("A02", "more than PAYER has: the transfer fails")
def _(w):
    w.land(CB(40_000), CB_PRICE(10_000), MK(TREASURY), M(MEMO, PAYER),
           TC(P, T, PAYER, 25 * USD, REF(C1)), version=0, fails=True)
    w.expects(reject("tx_failed", "R3"))


@twin("A03", "the lookup table holds ATTACKER's account in T's place", of="A03-destination")
def _(w):
    w.table(TABLE, RELAYER, USDC, A)
    w.land(M(MEMO, PAYER), TC(P, A, PAYER), version=0)
    w.expects(reject("wrong_destination", "R7", rules=["R5", "R7"]))


@twin("A04", "the amount is zero")
def _(w):
    w.land(MK(TREASURY), M(MEMO, PAYER), TC(P, T, PAYER, 0, REF(C1)), version=1, config=V1)
    w.expects(reject("zero_amount", rules=["R12"]))


@twin("A05", "the reference in the table is that of a code that nobody issued")
def _(w):
    w.table(TABLE, REF(UNISSUED))
    w.land(TC(P, T, PAYER, FIVE, REF(UNISSUED)), version=0)
    w.expects(review("unattributed", "0", FIVE, rules=["R16"]))


@twin("A06", "the new account belongs to ATTACKER in the balances")
def _(w):
    w.remove(T)
    signature = w.land(MK(TREASURY), M(MEMO, PAYER), TC(P, T, PAYER, FIVE, REF(C1)))
    recording = w.edit("postTokenBalances: the owner of T is ATTACKER")
    recording.balance_of(signature, "post", TREASURY)["owner"] = str(ATTACKER)
    w.expects(review("owner_mismatch", "2", FIVE, rule="R7"))


@twin("A07", "Lighthouse's assertion fails")
def _(w):
    w.install(LIGHTHOUSE, programs.failing(6400))
    w.land(M(MEMO, PAYER), TC(P, T, PAYER),
           written("Lighthouse.assert", LIGHTHOUSE, b"\5\0\1", readonly(P)), fails=True)
    w.expects(reject("tx_failed", "R3"))


@twin("A08", "the code is only a part of the memo", of="A08-first")
def _(w):
    w.land(M(f"my code is {C1}", PAYER), CB(), MK(TREASURY), TC(P, T, PAYER))
    w.expects(review("unattributed", "3", FIVE, rules=["R13", "R16"]))


@twin("A09", "nobody issued the code")
def _(w):
    w.land(M(f"deposit:{UNISSUED}", RELAYER, PAYER), TC(P, T, PAYER), payer=RELAYER)
    w.expects(review("unknown_code", "1", FIVE, UNISSUED, rules=["R18"]))


@twin("A10", "the policy binds memos to the signers that they list")
def _(w):
    w.configure(memoBinding="signer")
    w.land(M(MEMO), TC(P, T, PAYER))
    w.expects(review("unattributed", "1", FIVE, rules=["R14"]))


@twin("A11", "a program that is none of the three", of="A11-v3")
def _(w):
    look_alike = named("no memo program", other("MEMO LOOK-ALIKE"))
    w.install(look_alike, programs.nothing())
    w.land(M(MEMO, PAYER, program=look_alike), TC(P, T, PAYER))
    w.expects(review("unattributed", "1", FIVE, rules=["R14"]))


@twin("A12", "the reference of the same code on devnet")
def _(w):
    w.land(TC(P, T, PAYER, FIVE, named("REF C1 devnet", REF(C1, genesis=GENESIS_HASHES["devnet"]))))
    w.expects(review("unattributed", "0", FIVE, rules=["R16"]))


@twin("A13", "the money comes from an address that did not sign the message")
def _(w):
    source = named("P(ESCROW)", w.give(ESCROW, FIVE))
    w.land(M(MEMO, PAYER), CPI(TC(source, T, ESCROW)))
    w.expects(review("unbound_memo", "1.0", FIVE, rule="R14"))


@twin("A14", "another mint, and the treasury's account of it")
def _(w):
    fake = w.mint(named("FAKE", other("FAKE MINT")))
    source, destination = w.give(PAYER, FIVE, fake), w.give(TREASURY, 0, fake)
    w.land(M(MEMO, PAYER), TR(named("P(FAKE)", source), named("T(FAKE)", destination), PAYER))
    w.expects(reject("mint_not_allowed", "R8"))


@twin("A15", "the reference stands beside the call, not beside the transfer")
def _(w):
    source = named("P(ESCROW)", w.give(ESCROW, FIVE))
    call = CPI(TC(source, T, ESCROW), name="WALLET")
    accounts = [*call.instruction.accounts, readonly(REF(C1))]
    w.land(written(f"{call.text};REF C1", programs.PROXY, bytes(call.instruction.data), *accounts))
    w.expects(review("unattributed", "0.0", FIVE, rules=["R16"]))


@twin("A16", "the child pays ATTACKER")
def _(w):
    w.land(M(MEMO, PAYER), B(TC(P, A, PAYER)))
    w.expects(reject("wrong_destination", "R7", rules=["R6", "R7"]))


@twin("A17", "the second child takes the money back", of="A17-called")
def _(w):
    w.land(M(MEMO, PAYER), CPI(B(TC(P, T, PAYER), TC(T, A, TREASURY))))
    w.expects(review("outflow", "1.0.b0", 0, rules=["R9", "R10"]))


@twin("A18", "the money comes from the operator's own wallet")
def _(w):
    w.configure(operatorWallets=[str(HOT)])
    source = named("P(HOT)", w.give(HOT, FIVE))
    w.land(M(MEMO), TC(source, T, HOT), payer=RELAYER)
    w.expects(review("internal_source", "1", FIVE, rule="R11"))


@twin("A19", "DELEGATE was approved for less")
def _(w):
    w.hold(P, PAYER, 20 * USD, delegate=DELEGATE, delegated=FIVE - 1)
    w.land(M(MEMO, DELEGATE), TC(P, T, DELEGATE), payer=RELAYER, fails=True)
    w.expects(reject("tx_failed", "R3"))


@twin("A20", "one of two members signs", of="A20-after")
def _(w):
    owner, account = w.multisig(2, RELAYER, DELEGATE)
    w.land(TC(account, T, owner, FIVE, signer(RELAYER), REF(C1), signs=False), fails=True)
    w.expects(reject("tx_failed", "R3"))


@twin("A21", "the transfer fails, and the nonce is used up all the same")
def _(w):
    account, value = w.nonce()
    w.land(NONCE(account), M(MEMO, PAYER), TC(P, T, PAYER, 25 * USD), blockhash=value, fails=True)
    w.expects(reject("tx_failed", "R3"))


@twin("A22", "a second memo names another code")
def _(w):
    w.land(M(MEMO, PAYER), TC(P, T, PAYER, 2 * USD), M(f"deposit:{C2}", PAYER), TC(P, T, PAYER, 3 * USD))
    w.expects(review("ambiguous_code", "1", 2 * USD, rule="R13",
                     more=[waits("3", "ambiguous_code", 3 * USD)]))


@twin("A23", "each transfer has both references")
def _(w):
    w.land(TC(P, T, PAYER, 2 * USD, REF(C1), REF(C2)), TC(P, T, PAYER, 3 * USD, REF(C2), REF(C1)))
    w.expects(review("ambiguous_code", "0", 2 * USD, rule="R13",
                     more=[waits("1", "ambiguous_code", 3 * USD)]))


@twin("A24", "both memos in one")
def _(w):
    w.land(M(f"{MEMO} thanks", PAYER), TC(P, T, PAYER))
    w.expects(review("unattributed", "1", FIVE, rules=["R13", "R16"]))


@twin("A25", "the status knows of an error")
def _(w):
    signature = w.land(M(MEMO, PAYER), M(MEMO, PAYER), TC(P, T, PAYER))
    status = w.edit("getSignatureStatuses: err InstructionError[2,Custom 1]").status(signature)
    status["err"] = {"InstructionError": [2, {"Custom": 1}]}
    status["status"] = {"Err": status["err"]}
    w.expects(unknown("rpc_inconsistent", rules=["R3"]))


@twin("A26", "one digit is missing", of="A26-lower")
def _(w):
    w.land(M("deposit:a1b2c3d4e5f6a7b", PAYER), TC(P, T, PAYER))
    w.expects(review("unattributed", "1", FIVE, rules=["R13", "R16"]))


@twin("A27", "the policy knows no legacy codes")
def _(w):
    w.configure(legacyCodes=False)
    w.land(M(L1, PAYER), TC(P, T, PAYER))
    w.expects(review("unattributed", "1", FIVE, rules=["R13", "R16"]))


@twin("A28", "PYUSD is known, but not credited")
def _(w):
    source, destination = pyusd(w)
    w.configure(assets=[asset("USDC", USDC)])
    w.land(M(MEMO, PAYER), TC(source, destination, PAYER, mint=PYUSD, program=TOKEN_2022))
    w.expects(review("asset_not_enabled", "1", FIVE, rule="R8"))


@twin("A29", "the stated fee is not the actual one")
def _(w):
    source, destination = pyusd(w)
    w.land(M(MEMO, PAYER), TCF(source, destination, PAYER, FIVE, 1, PYUSD, TOKEN_2022), fails=True)
    w.expects(reject("tx_failed", "R3"))


@twin("A30", "the exchange pays T itself: nobody who signed the memo paid")
def _(w):
    usdt, theirs, usdc = market(w)
    w.land(CPI(TC(usdt, theirs, PAYER, mint=USDT), TC(usdc, T, ESCROW), name="DEX"), M(MEMO, PAYER))
    w.expects(review("unbound_memo", "0.1", FIVE, rule="R14"))


@twin("A31", "the larger part pays somebody else, and ours is below the minimum")
def _(w):
    w.land(M(MEMO, PAYER), TC(P, T, PAYER, 5_000), TC(P, A, PAYER))
    w.expects(review("below_minimum", "1", 5_000, rule="R12"))


@twin("A32", "the loan is repaid out of T")
def _(w):
    _, _, lender = market(w)
    w.land(CPI(TC(lender, P, ESCROW), name="LENDER"), M(MEMO, PAYER), TC(P, T, PAYER),
           TC(T, lender, TREASURY))
    w.expects(review("outflow", "2", 0, rules=["R9", "R10"]))


@twin("A33", "the node recorded no inner instructions")
def _(w):
    signature = w.land(CB(40_000), CB_PRICE(1), TC(P, T, PAYER), M(MEMO), payer=RELAYER, version=0)
    w.edit("innerInstructions: null").meta(signature)["innerInstructions"] = None
    w.expects(unknown("missing_inner_instructions", rules=["R6"]))


@twin("A34", "nobody pinned the program", of="A34-top")
def _(w):
    w.land(deposit_direct(C1, FIVE, P, PAYER))
    w.expects(review("unattributed", "0.0", FIVE, rules=["R14", "R16"]))


@twin("A35", "the address of a code that nobody issued", of="A35-program")
def _(w):
    w.trust_deposit_program()
    source, address = exchange(w), vault(UNISSUED)
    w.land(MK(address.authority, payer=CEX), TC(source, address.account(USDC), CEX), payer=CEX)
    w.expects(reject("wrong_destination", "R7"))


@twin("A36", "the code was closed since")
def _(w):
    first = w.land(M(MEMO, PAYER), TC(P, T, PAYER))
    w.know(first, "1", C1, FIVE)
    w.books()["codes"][0]["active"] = False
    w.land(M(MEMO, PAYER), TC(P, T, PAYER, 2 * USD))
    w.expects(review("code_inactive", "1", 2 * USD, C1, rule="R18"))


@twin("A37", "a cluster that does not allow this depth")
def _(w):
    w.land(CB(400_000), M(MEMO, PAYER), nested(TC(P, T, PAYER), 7), fails=True)
    w.expects(reject("tx_failed", "R3"))


@twin("A38", "one bit of the amount differs from what was signed")
def _(w):
    config = TransactionConfig(compute_unit_limit=400_000, loaded_accounts_data_size_limit=262_144)
    signature = w.land(*long_list(TC(P, T, PAYER)), version=1, config=config)
    w.build = ['v1: 40 other memos, M("deposit:C1"), TC(P,T,PAYER,5), 18 other memos']
    data = TC(P, T, PAYER).instruction.data
    changed = data[:1] + bytes([data[1] ^ 1]) + data[2:]
    w.edit("transaction: the amount is 1 base unit more").change_bytes(
        signature, lambda raw: raw.replace(data, changed))
    w.expects(unknown("rpc_inconsistent", "R2"))


@twin("A39", "without the reference")
def _(w):
    source = named("P(ESCROW)", w.give(ESCROW, FIVE))
    w.land(CPI(TC(source, T, ESCROW), name="SIGNER"), payer=RELAYER)
    w.expects(review("unattributed", "0.0", FIVE, rules=["R16"]))
