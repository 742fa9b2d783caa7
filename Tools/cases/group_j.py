"""Group J: finality and forks."""

from case import case
from expect import accept, answers, credit, pending, reject, unknown
from notation import TC, M
from world import C1, FIVE, PAYER, P, T

MEMO = f"deposit:{C1}"
CREDITED = accept(credit("1", C1, FIVE))
WAITING = pending("awaiting_finality", "R4")
TWO_OPERATORS = {"above": "1000000", "operators": 2}


def deposit(w, amount: int = FIVE, **how) -> str:
    return w.land(M(MEMO, PAYER), TC(P, T, PAYER, amount), **how)


def confirmed(w, *endpoints: str) -> str:
    """A deposit that is confirmed and not finalized where these endpoints look."""
    signature = deposit(w)
    w.advance(2)
    for name in endpoints or ("one",):
        w.observe(name)
    return signature


# Commitments

@case("J01")
def _(w):
    signature = deposit(w)
    w.observe()
    assert w.recordings["one"].status(signature)["confirmationStatus"] == "processed"
    w.expects(WAITING)


@case("J02")
def _(w):
    signature = confirmed(w)
    assert w.recordings["one"].status(signature)["confirmationStatus"] == "confirmed"
    w.expects(WAITING)


@case("J03")
def _(w):
    deposit(w)
    w.expects(accept(credit("1", C1, FIVE), rules=["R4"]))


def certificate(slot: int) -> dict:
    """What getAgGenesisCert answers once Alpenglow has begun."""
    return {"result": {"block": {"slot": slot, "blockId": list(range(32))},
                       "signature": {"signature": [7] * 192, "bitmap": [255, 1]}}}


def show_certificate(recording, response: dict) -> None:
    recording.respond("getAgGenesisCert", [], response)


ALPENGLOW = "getAgGenesisCert: Alpenglow began a thousand slots before"


@case("J04", "chosen", "chosen by the policy, shown by both endpoints", level="confirmed",
      expected=accept(credit("1", C1, FIVE), rules=["R4"]))
@case("J04", "default", "not chosen by the policy", level="finalized", expected=WAITING)
def _(w, level, expected):
    signature = confirmed(w, "one", "two")
    w.configure(commitment=level)
    for name in ("one", "two"):
        recording = w.edit(ALPENGLOW, name)
        show_certificate(recording, certificate(recording.status(signature)["slot"] - 1_000))
    w.expects(expected)


REFUSALS = {
    "null": {"result": None},
    "unknown": {"error": {"code": -32601, "message": "Method not found"}},
    "404": {"http": 404},
    "429": {"http": 429},
    "unreadable": {"result": {"block": {"slot": 1}}},
}


@case("J05", "null", "null", shown="null")
@case("J05", "unknown", "−32601", shown="unknown")
@case("J05", "404", "HTTP 404", shown="404")
@case("J05", "429", "HTTP 429", shown="429")
@case("J05", "unreadable", "a certificate that cannot be read", shown="unreadable")
def _(w, shown):
    signature = confirmed(w, "one", "two")
    w.configure(commitment="confirmed")
    one, two = (w.edit("getAgGenesisCert: shown by endpoint one only", name) for name in ("one", "two"))
    show_certificate(one, certificate(one.status(signature)["slot"] - 1_000))
    show_certificate(two, REFUSALS[shown])
    w.expects(WAITING)


@case("J06")
def _(w):
    signature = confirmed(w)
    w.configure(commitment="confirmed")
    one = w.edit("getAgGenesisCert: Alpenglow began ten slots after the deposit; until then the "
                 "commitments stood still")
    show_certificate(one, certificate(one.status(signature)["slot"] + 10))
    w.advance()
    w.observe(step=3)
    for _ in range(4):
        w.ask(signature)
    w.expects(answers(WAITING, WAITING, WAITING, CREDITED))


# What disappears, and what is not known

def valid_until(w, transaction) -> int:
    """The last block height at which it could land."""
    return w.chain.last_valid_height(transaction.message.recent_blockhash, w.chain.tip)


@case("J07", "unknown", "nobody says until when it could land")
def _(w):
    signature = confirmed(w)
    w.controls["localnet_dropTransaction"](signature)
    w.advance()
    w.recordings["one"].respond("getSignatureStatuses", [[signature]], nothing(w), step=1)
    w.recordings["one"].respond("getTransaction", [signature], {"result": None}, step=1)
    w.ask(signature)
    w.ask(signature)
    w.expects(answers(WAITING, pending("not_found", "R3")))


def nothing(w) -> dict:
    """The statuses of a signature that is not known."""
    return {"result": {"context": {"slot": w.chain.tip}, "value": [None]}}


@case("J07", "expired", "its blockhash has expired on both endpoints")
def _(w):
    transaction = w.sign(M(MEMO, PAYER), TC(P, T, PAYER))
    height = valid_until(w, transaction)
    signature = w.send(transaction)
    w.advance(2)
    for name in ("one", "two"):
        w.observe(name)
    w.controls["localnet_dropTransaction"](signature)
    w.advance(300)
    for name in ("one", "two"):
        w.observe(name, step=1)
        w.recordings[name].respond("getSignatureStatuses", [[signature]], nothing(w), step=1)
        w.recordings[name].respond("getTransaction", [signature], {"result": None}, step=1)
    for _ in range(2):
        w.ask(signature, lastValidBlockHeight=height)
    w.expects(answers(WAITING, reject("expired", "R3")))


def unseen(w, name: str, slots: int = 0, **how) -> None:
    """Record an endpoint before a transaction lands there."""
    w.advance(slots)
    w.observe(name, **how)


@case("J08", "unknown", "it tells nothing else")
def _(w):
    transaction = w.sign(M(MEMO, PAYER), TC(P, T, PAYER))
    unseen(w, "one")
    w.ask(str(transaction.signatures[0]))
    w.expects(pending("not_found", "R3"))


@case("J08", "height", "the other endpoint is past the last valid height, this one is not")
def _(w):
    transaction = w.sign(M(MEMO, PAYER), TC(P, T, PAYER))
    height = valid_until(w, transaction)
    unseen(w, "one", 100)
    unseen(w, "two", 300)
    w.ask(str(transaction.signatures[0]), lastValidBlockHeight=height)
    w.expects(pending("not_found", "R3", rules=["R3", "R21"]))


@case("J08", "status", "it has the status and not yet the transaction")
def _(w):
    signature = deposit(w)
    w.edit("the node does not have the transaction yet").forget("getTransaction", [signature])
    w.expects(pending("behind", "R3"))


@case("J09")
def _(w):
    transaction = w.sign(M(MEMO, PAYER), TC(P, T, PAYER))
    unseen(w, "one")
    w.send(transaction)
    w.advance()
    w.observe("two")
    w.expects(accept(credit("1", C1, FIVE), rules=["R3", "R21"]))


@case("J10")
def _(w):
    signature = deposit(w)
    one = w.edit("the node's history begins after the deposit")
    slot = one.status(signature)["slot"]
    one.forget("getTransaction", [signature])
    one.respond("getFirstAvailableBlock", [], {"result": slot + 1})
    w.expects(unknown("history_unavailable", "R3"))
