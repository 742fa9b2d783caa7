"""Group I: replay, double credit, claim-jacking."""

import claims
from case import case
from claims import claim
from expect import accept, answer, answers, credit, duplicate, pending, review, unknown, waits
from genesis import GENESIS_HASHES
from notation import APPROVE, CB_PRICE, M, TC, deposit_direct
from solders.signature import Signature
from world import C1, C2, DELEGATE, FIVE, P, PAYER, RELAYER, T

MEMO = f"deposit:{C1}"
# The order of the group of the curve's base point.
GROUP_ORDER = 2 ** 252 + 27742317777372353535851937790883648493


@case("I01")
def _(w):
    signature = w.land(M(MEMO, PAYER), TC(P, T, PAYER))
    for _ in range(3):
        w.ask(signature, code=C1)
    again = duplicate(credit("1", C1, FIVE))
    w.expects(answers(accept(credit("1", C1, FIVE)), again, again))


def mismatch(*credits: dict) -> dict:
    """The claimant hears no; the owner is credited."""
    return answer("reject", "claim_mismatch", "R15", credits)


@case("I03")
def _(w):
    w.land(M(MEMO, PAYER), TC(P, T, PAYER))
    w.ask(code=C2)
    w.ask(code=C1)
    w.expects(answers(mismatch(credit("1", C1, FIVE)),
                      duplicate(credit("1", C1, FIVE), rules=["R15"])))


# Without a code

def uncoded(w, *steps, **how) -> str:
    return w.land(*steps or [TC(P, T, PAYER)], **how)


@case("I04")
def _(w):
    uncoded(w)
    w.ask(code=C2)
    w.expects(review("claim_required", "0", FIVE, rule="R16"))


@case("I05", "plain", "signed as bytes", wrap=claims.plain)
@case("I05", "command-line", "in an off-chain message as the command line writes it",
      wrap=claims.command_line)
@case("I05", "specified", "in an off-chain message as it is specified", wrap=claims.specified)
@case("I05", "version-1", "in an off-chain message of version 1", wrap=claims.version_1)
def _(w, wrap):
    signature = uncoded(w)
    w.ask(claim=claim(signature, C2, PAYER, wrap))
    w.expects(accept(credit("0", C2, FIVE), rules=["R16"]))


@case("I05", "agent", "for an agent's name")
def _(w):
    signature = uncoded(w)
    w.ask(claim=claim(signature, "agt_2", PAYER))
    w.expects(accept(credit("0", C2, FIVE), rules=["R16"]))


@case("I05", "delegate", "by the delegate who moved the money")
def _(w):
    w.land(APPROVE(P, DELEGATE, PAYER))
    signature = uncoded(w, TC(P, T, DELEGATE), payer=DELEGATE)
    w.ask(claim=claim(signature, C2, DELEGATE))
    w.expects(accept(credit("0", C2, FIVE), rules=["R16"]))


@case("I05", "coded", "for a deposit that carries another code")
def _(w):
    signature = w.land(M(MEMO, PAYER), TC(P, T, PAYER))
    w.ask(claim=claim(signature, C2, PAYER, path="1"))
    w.expects(mismatch(credit("1", C1, FIVE)))


def refused(reason: str) -> dict:
    """The claimant hears no; the money goes on waiting for whom it belongs to."""
    return answer("reject", reason, "R16", reviews=[waits("0", "unattributed", FIVE)])


@case("I06", "fee-payer", "by the fee payer")
def _(w):
    signature = uncoded(w, payer=RELAYER)
    w.ask(claim=claim(signature, C2, RELAYER))
    w.expects(refused("claim_wrong_signer"))


@case("I06", "owner", "by the source's owner, whose delegate paid")
def _(w):
    w.land(APPROVE(P, DELEGATE, PAYER))
    signature = uncoded(w, TC(P, T, DELEGATE), payer=DELEGATE)
    w.ask(claim=claim(signature, C2, PAYER))
    w.expects(refused("claim_wrong_signer"))


@case("I07", "transaction", "another transaction")
def _(w):
    other = uncoded(w)
    signature = uncoded(w, TC(P, T, PAYER, FIVE), CB_PRICE(1))
    told = claim(other, C2, PAYER)
    w.ask(signature, claim=told)
    w.expects(refused("claim_invalid"))


@case("I07", "account", "another account", told_account=C1)
@case("I07", "gateway", "another gateway", gateway="other.example")
@case("I07", "cluster", "another cluster", genesis=GENESIS_HASHES["devnet"])
@case("I07", "transfer", "another transfer", path="1")
def _(w, **told):
    signature = uncoded(w)
    w.ask(claim=claim(signature, C2, PAYER, **told))
    w.expects(refused("claim_invalid"))


@case("I07", "replayed", "a claim for another gateway, handed on whole")
def _(w):
    signature = uncoded(w)
    elsewhere = claim(signature, C2, PAYER, gateway="other.example")
    w.ask(claim=elsewhere | {"gateway": "other.example"})
    w.expects(refused("claim_invalid"))


@case("I08")
def _(w):
    signature = uncoded(w)
    w.ask(claim=claim(signature, C2, PAYER))
    w.ask(claim=claim(signature, C1, PAYER))
    w.ask(claim=claim(signature, C2, PAYER))
    first = credit("0", C2, FIVE)
    w.expects(answers(accept(first, rules=["R16", "R17"]),
                      answer("reject", "already_claimed", "R17", [first]), duplicate(first)))


# Which signature

@case("I09")
def _(w):
    transaction = w.sign(M(MEMO, PAYER), TC(P, T, PAYER), payer=RELAYER)
    w.send(transaction)
    w.ask(str(transaction.signatures[1]))
    w.expects(pending("not_found", "R3", rules=["R2", "R3"]))


@case("I13")
def _(w):
    w.trust_deposit_program()
    w.land(M(MEMO, PAYER), deposit_direct(C1, FIVE, P, PAYER))
    w.expects(accept(credit("1.0", C1, FIVE), rules=["R13", "R17", "R23"]))


@case("I17")
def _(w):
    signature = w.land(M(MEMO, PAYER), TC(P, T, PAYER))
    w.advance(2)
    w.observe()
    one = w.edit("first seen in a fork, three slots before the one it landed in")
    one.transaction(signature)["slot"] -= 3
    one.status(signature)["slot"] -= 3
    w.advance()
    w.observe(step=1)
    for _ in range(3):
        w.ask(signature)
    w.expects(answers(pending("awaiting_finality", "R4"), accept(credit("1", C1, FIVE)),
                      duplicate(credit("1", C1, FIVE))))


@case("I18")
def _(w):
    first = w.land(M(MEMO, PAYER), TC(P, T, PAYER))
    bumped = w.land(CB_PRICE(20_000), M(MEMO, PAYER), TC(P, T, PAYER))
    w.ask(first)
    w.ask(bumped)
    w.expects(answers(accept(credit("1", C1, FIVE), rules=["R17"]),
                      accept(credit("2", C1, FIVE), rules=["R17"])))


def malleated(signature: Signature) -> Signature:
    """The same point, and a scalar that is larger by the group's order."""
    raw = bytes(signature)
    scalar = int.from_bytes(raw[32:], "little") + GROUP_ORDER
    return Signature(raw[:32] + scalar.to_bytes(32, "little"))


@case("I22", "unknown", "the cluster never admitted it")
def _(w):
    signature = w.land(M(MEMO, PAYER), TC(P, T, PAYER))
    w.ask(str(malleated(Signature.from_string(signature))))
    w.expects(pending("not_found", "R3", rules=["R2", "R3"]))


@case("I22", "told", "a node tells a transaction with it")
def _(w):
    signature = w.land(M(MEMO, PAYER), TC(P, T, PAYER))
    forged = malleated(Signature.from_string(signature))
    one = w.edit("the transaction carries the malleated signature, under which the node knows it")
    one.rename(signature, str(forged))
    one.change_bytes(str(forged), lambda raw: raw[:1] + bytes(forged) + raw[65:])
    w.ask(str(forged))
    w.expects(unknown("rpc_inconsistent", "R2"))
