"""What the verifier must answer, written by hand from the catalogue."""


def credit(event: str, code: str | None, amount: int) -> dict:
    return {"event": event, "code": code, "amount": str(amount)}


def waits(event: str | None, reason: str, amount: int | None = None, code: str | None = None) -> dict:
    """One element of `reviews`; without an amount or a code nothing is said about them."""
    item = {"event": event, "reason": reason}
    if amount is not None:
        item["amount"] = str(amount)
    return item | ({"code": code} if code else {})


def answer(verdict: str, reason: str | None, rule: str | None = None, credits=(), reviews=(),
           flags=(), rules=()) -> dict:
    """`rules` are those that a person should read; by default the one that decided."""
    expected = {"verdict": verdict, "reason": reason}
    if rule:
        expected["rule"] = rule
    expected |= {"credits": list(credits), "reviews": list(reviews)}
    if flags:
        expected["flags"] = list(flags)
    return expected | {"rules": list(rules) or ([rule] if rule else [])}


def accept(*credits: dict, reviews=(), flags=(), rules=()) -> dict:
    """By default destination, conservation and attribution are worth reading about."""
    return answer("accept", None, None, credits, reviews, flags, rules or ("R7", "R9", "R13"))


def duplicate(*credits: dict, rules=("R17",)) -> dict:
    return answer("duplicate", None, None, credits, rules=rules)


def reject(reason: str, rule: str | None = None, rules=(), flags=()) -> dict:
    return answer("reject", reason, rule, rules=rules, flags=flags)


def pending(reason: str, rule: str | None = None, rules=()) -> dict:
    return answer("pending", reason, rule, rules=rules)


def unknown(reason: str, rule: str | None = None, rules=()) -> dict:
    return answer("unknown", reason, rule, rules=rules)


def review(reason: str, event: str | None, amount: int | None = None, code: str | None = None,
           rule: str | None = None, more=(), rules=(), flags=()) -> dict:
    """One thing waits for a person; `more` are further elements of `reviews`."""
    items = [waits(event, reason, amount, code), *more]
    return answer("review", reason, rule, reviews=items, flags=flags, rules=rules)


def answers(*each: dict) -> dict:
    """One after the other, for a case that asks several times."""
    return {"answers": list(each)}


def configuration_error(word: str) -> dict:
    return {"configurationError": word}


NO_ANSWER = {"noAnswer": True}
