"""What one endpoint knows: requests and the responses to them, as rpc/NAME.json keeps them."""

import base64
from copy import deepcopy
from dataclasses import dataclass, field

from tokens import ui_amount


@dataclass
class Recording:
    """One endpoint; `operator` is who runs it."""

    operator: str
    exchanges: list[dict] = field(default_factory=list)

    def add(self, method: str, params: list, response: dict, step: int = 0) -> None:
        """Record; from a later step only what an earlier one did not answer alike."""
        request = {"method": method, "params": params}
        if step:
            known = self.find(method, params)
            if known is not None and known["response"] == response:
                return
        exchange = {"request": request, "response": deepcopy(response)}
        self.exchanges.append(exchange | ({"step": step} if step else {}))

    def find(self, method: str, params: list | None = None, step: int | None = None) -> dict | None:
        """The newest exchange with this request; without `params` that of any."""
        return next((each for each in reversed(self.exchanges)
                     if each["request"]["method"] == method
                     and params in (None, each["request"]["params"])
                     and step in (None, each.get("step", 0))), None)

    # What edits work on

    def respond(self, method: str, params: list, response: dict, step: int = 0) -> None:
        """Answer a request otherwise than recorded."""
        self.forget(method, params, step)
        self.add(method, params, response, step)

    def forget(self, method: str, params: list | None = None, step: int = 0) -> None:
        """Take the exchanges with this request out: statuses, transactions and accounts are null."""
        self.exchanges = [each for each in self.exchanges
                          if each["request"]["method"] != method
                          or params not in (None, each["request"]["params"])
                          or each.get("step", 0) != step]

    def transaction(self, signature: str, step: int | None = None) -> dict:
        """The result of getTransaction, to be changed in place."""
        found = next(each for each in reversed(self.exchanges)
                     if each["request"]["method"] == "getTransaction"
                     and each["request"]["params"][0] == signature
                     and step in (None, each.get("step", 0)))
        return found["response"]["result"]

    def meta(self, signature: str, step: int | None = None) -> dict:
        return self.transaction(signature, step)["meta"]

    def status(self, signature: str, step: int | None = None) -> dict:
        """The status of a signature, to be changed in place."""
        found = self.find("getSignatureStatuses", [[signature]], step)
        return found["response"]["result"]["value"][0]

    def account(self, address, step: int | None = None) -> dict:
        """The value of getAccountInfo, to be changed in place."""
        found = self.find("getAccountInfo", [str(address)], step)
        return found["response"]["result"]["value"]

    def set_error(self, signature: str, err) -> None:
        """Let transaction and status say that it failed (or, with None, that it did not)."""
        told = {"Ok": None} if err is None else {"Err": err}
        for place in (self.meta(signature), self.status(signature)):
            place["err"], place["status"] = err, dict(told)

    def rename(self, signature: str, other: str) -> None:
        """Let the node know a transaction under another signature."""
        for method, params in (("getTransaction", signature), ("getSignatureStatuses", [signature])):
            for each in self.exchanges:
                if each["request"] == {"method": method, "params": [params]}:
                    new = other if method == "getTransaction" else [other]
                    each["request"] = {"method": method, "params": [new]}

    def change_bytes(self, signature: str, change, step: int | None = None) -> None:
        """Let the transaction have other bytes than were executed."""
        told = self.transaction(signature, step)
        told["transaction"] = [encoded(change(base64.b64decode(told["transaction"][0]))), "base64"]

    def token_balance(self, signature: str, when: str, index: int) -> dict:
        """An entry of preTokenBalances (`when` is "pre") or postTokenBalances ("post")."""
        entries = self.meta(signature)[f"{when}TokenBalances"]
        return next(each for each in entries if each["accountIndex"] == index)

    def balance_of(self, signature: str, when: str, owner, mint=None) -> dict:
        """The entry of the token balances of an owner (and mint), to be changed in place."""
        return next(each for each in self.meta(signature)[f"{when}TokenBalances"]
                    if each["owner"] == str(owner) and (mint is None or each["mint"] == str(mint)))

    def to_json(self) -> dict:
        return {"operator": self.operator, "exchanges": self.exchanges}


def encoded(data: bytes) -> str:
    return base64.b64encode(data).decode()


def set_amount(balance: dict, amount: int) -> None:
    """Let an entry of the token balances tell another amount."""
    told = ui_amount(amount, balance["uiTokenAmount"]["decimals"])
    balance["uiTokenAmount"] = told | {"uiAmount": told["uiAmount"] or None}
