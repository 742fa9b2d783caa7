"""Group J: finality, forks and what an RPC node answers."""



from case import case
from expect import (NO_ANSWER, accept, answers, configuration_error, credit, pending, reject, review,
                    unknown)
from genesis import GENESIS_HASHES
from notation import M, TC, u64
from operations import Twice
from recording import encoded, set_amount
from solders.message import TransactionConfig
from world import C1, C2, FIVE, P, PAYER, T, TREASURY, USD

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


# Lies

@case("J11", "amount", "a larger amount", found=b"\x0c" + u64(FIVE), told=b"\x0c" + u64(9 * USD))
@case("J11", "code", "another code", found=MEMO.encode(), told=f"deposit:{C2}".encode())
def _(w, found, told):
    signature = deposit(w)
    one = w.edit("the message was changed after it had been signed")
    one.change_bytes(signature, lambda raw: raw.replace(found, told))
    w.expects(unknown("rpc_inconsistent", "R2"))


INVENTED = "endpoint {}: no error, and balances as if the money had moved"


def invent(w, name: str, signature: str, amount: int) -> None:
    """Let a failed transaction have succeeded."""
    recording = w.edit(INVENTED.format(name), name)
    recording.set_error(signature, None)
    meta = recording.meta(signature)
    for before, after in zip(meta["preTokenBalances"], meta["postTokenBalances"], strict=True):
        comes = before["owner"] == str(TREASURY)
        set_amount(before, 0 if comes else amount)
        set_amount(after, amount if comes else 0)


@case("J12", "one", "one endpoint, above the threshold", honest=0,
      expected=review("quorum_required", "1", 50 * USD, C1, "R21"))
@case("J12", "two", "a second one tells the truth", honest=1,
      expected=unknown("rpc_inconsistent", "R21"))
@case("J12", "three", "two others tell the truth", honest=2, expected=reject("tx_failed", "R3"))
def _(w, honest, expected):
    signature = deposit(w, 50 * USD, fails=True)
    w.configure(quorum=TWO_OPERATORS)
    w.advance()
    for name in ("one", "two", "three")[:honest + 1]:
        w.observe(name)
    invent(w, "one", signature, 50 * USD)
    w.expects(expected)


@case("J12", "agree", "what two operators tell alike is credited, above the threshold too")
def _(w):
    deposit(w, 15 * USD)
    w.configure(quorum=TWO_OPERATORS)
    w.advance()
    for name in ("one", "two"):
        w.observe(name)
    w.expects(accept(credit("1", C1, 15 * USD), rules=["R21"]))


@case("J12", "same-operator", "two endpoints of one operator are one word")
def _(w):
    deposit(w, 15 * USD)
    w.configure(quorum=TWO_OPERATORS)
    w.advance()
    w.observe("one")
    w.observe("two", operator="one")
    w.expects(review("quorum_required", "1", 15 * USD, C1, "R21"))


@case("J13")
def _(w):
    asked = deposit(w)
    other = w.land(M(MEMO, PAYER), TC(P, T, PAYER, 6 * USD))
    one = w.edit("another transaction than the one that was asked for")
    one.respond("getTransaction", [asked], {"result": one.transaction(other)})
    w.ask(asked)
    w.expects(unknown("rpc_inconsistent", "R2"))


@case("J14")
def _(w):
    transaction = w.sign(M(MEMO, PAYER), TC(P, T, PAYER))
    w.ask(str(transaction.signatures[0]))
    w.expects(pending("not_found", "R3", rules=["R1", "R3"]))


# Errors instead of answers

def error(code: int, message: str) -> dict:
    return {"error": {"code": code, "message": message}}


BEHIND = pending("behind", "R3")
SKIPPED = "Slot 435888512 was skipped, or missing "
HTML = "<html><head><title>502 Bad Gateway</title></head><body>nginx</body></html>"
GZIP = bytes([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3]) + bytes(range(40, 80))
QUOTA = error(-32005, "rate limit exceeded: too many requests")


@case("J15", "version", "−32015", answer=error(-32015, (
    "Transaction version (1) is not supported by the requesting client. Please try the request again "
    'with the following configuration parameter: "maxSupportedTransactionVersion": 1')),
    expected=unknown("unsupported_version", "R5"))
@case("J15", "skipped", "−32007", answer=error(
    -32007, SKIPPED + "due to ledger jump to recent snapshot"), expected=BEHIND)
@case("J15", "storage", "−32009", answer=error(-32009, SKIPPED + "in long-term storage"),
      expected=BEHIND)
@case("J15", "block", "−32004", answer=error(-32004, "Block not available for slot 435888512"),
      expected=BEHIND)
@case("J15", "behind", "−32005", answer=error(-32005, "Node is behind by 42 slots"), expected=BEHIND)
@case("J15", "429", "HTTP 429", answer={"http": 429}, expected=NO_ANSWER)
@case("J15", "503", "HTTP 503", answer={"http": 503}, expected=NO_ANSWER)
@case("J15", "html", "an HTML page", answer={"body": HTML}, expected=NO_ANSWER)
@case("J15", "gzip", "compressed bytes that nobody asked for",
      answer={"bodyBase64": encoded(GZIP)}, expected=NO_ANSWER)
@case("J15", "empty", "nothing in the body", answer={"body": ""}, expected=NO_ANSWER)
@case("J15", "silent", "no answer in time", answer={"silent": True}, expected=NO_ANSWER)
@case("J15", "internal", "−32603", answer=error(-32603, "Internal error"), expected=NO_ANSWER)
def _(w, answer, expected):
    signature = deposit(w)
    one = w.edit("what the node answers to getTransaction")
    one.respond("getTransaction", [signature], answer)
    w.expects(expected)


@case("J15", "other-429", "HTTP 429 from one of two", answer={"http": 429})
@case("J15", "other-html", "an HTML page from one of two", answer={"body": HTML})
@case("J15", "other-version", "−32015 from one of two",
      answer=error(-32015, "Transaction version (1) is not supported by the requesting client."))
@case("J15", "other-silent", "no answer in time from one of two", answer={"silent": True})
def _(w, answer):
    signature = deposit(w)
    w.advance()
    w.observe("one")
    w.observe("two")
    one = w.edit("what endpoint one answers to getSignatureStatuses and getTransaction")
    one.respond("getSignatureStatuses", [[signature]], answer)
    one.respond("getTransaction", [signature], answer)
    w.expects(accept(credit("1", C1, FIVE), rules=["R21"]))


# Parts of an answer

@case("J23")
def _(w):
    signature = deposit(w)
    w.edit("blockTime: null").transaction(signature)["blockTime"] = None
    w.expects(CREDITED)


@case("J24", "pre", "preTokenBalances", table="preTokenBalances", reason="missing_balances")
@case("J24", "post", "postTokenBalances", table="postTokenBalances", reason="missing_balances")
@case("J25", None, None, table="innerInstructions", reason="missing_inner_instructions")
def _(w, table, reason):
    signature = deposit(w)
    w.edit(f"{table}: null").meta(signature)[table] = None
    w.expects(unknown(reason, rules=["R6", "R9"]))


BEYOND_DOUBLE = 2 ** 53 + 1


@case("J26", "numbers", "what no Double can hold")
def _(w):
    w.hold(T, TREASURY, BEYOND_DOUBLE)
    w.lamports(PAYER, BEYOND_DOUBLE)
    deposit(w)
    w.expects(accept(credit("1", C1, FIVE), rules=["R12"]))


@case("J26", "unit", "one base unit that a Double does not see")
def _(w):
    w.hold(T, TREASURY, 2 ** 53)
    signature = deposit(w)
    one = w.edit("T holds one base unit more afterwards")
    after = next(each for each in one.meta(signature)["postTokenBalances"]
                 if each["owner"] == str(TREASURY))
    set_amount(after, 2 ** 53 + FIVE + 1)
    w.expects(review("balance_mismatch", "1", rules=["R9", "R12"], rule="R9"))


@case("J26", "error-twice", "the error twice, at first there is one", member="err",
      first={"InstructionError": [1, {"Custom": 1}]})
@case("J26", "tables-twice", "the balances twice", member="postTokenBalances", first=[])
def _(w, member, first):
    signature = deposit(w)
    one = w.edit(f"the member {member} stands there twice")
    told = one.transaction(signature)
    told["meta"] = {Twice(member): first} | told["meta"]
    w.expects(unknown("rpc_inconsistent", rules=["R5"]))


@case("J27")
def _(w):
    config = TransactionConfig(compute_unit_limit=100_000, loaded_accounts_data_size_limit=1_000_000)
    signature = deposit(w, version=1, config=config)
    w.edit("version: 0").transaction(signature)["version"] = 0
    w.expects(accept(credit("1", C1, FIVE), flags=["version_mismatch"], rules=["R5"]))


@case("J29")
def _(w):
    signature = deposit(w)
    one = w.edit("blockTime: an hour later than the clocks of others")
    one.transaction(signature)["blockTime"] += 3_600
    w.expects(CREDITED)


@case("J30")
def _(w):
    deposit(w)
    w.advance()
    w.observe("one")
    w.observe("two")
    one = w.edit("endpoint one is away, and endpoint two is of another cluster")
    for each in one.exchanges:
        each["response"] = {"http": 503}
    two = w.edit("endpoint one is away, and endpoint two is of another cluster", "two")
    two.respond("getGenesisHash", [], {"result": GENESIS_HASHES["devnet"]})
    w.expects(configuration_error("wrong_cluster"))
