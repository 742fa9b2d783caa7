"""One case: what happens on its stage, what endpoints saw of it, what is asked, and what must follow."""

import base64

import programs
from addresses import UPGRADEABLE_LOADER
from config import ENDPOINT_URL, ONE, ledger
from recording import Recording
from solders.account import Account
from solders.pubkey import Pubkey
from solders.signature import Signature
from stage import Stage
from world import T, USDC

SYSVAR = "Sysvar"


class Scene(Stage):
    """A stage, with everything that a case folder says beside the transactions."""

    def __init__(self, folder: str, features=()):
        super().__init__(folder, features)
        self.recordings: dict[str, Recording] = {}
        self.asks: list[dict] = []
        self.edits: list[str] = []
        self.config: dict = {}
        self.ledger: dict | None = None
        self.expected: dict | None = None
        self.further: list[Pubkey] = []  # accounts to record beside those that transactions name
        self.pinned: list[Pubkey] = []

    def trust_deposit_program(self, **fields) -> None:
        """Install the deposit program, pin it in the policy, and record it."""
        self.load(programs.DEPOSIT)
        self.configure(programs=[programs.pin(**fields)])
        self.pinned.append(programs.DEPOSIT)

    # Recording

    def observe(self, name: str = ONE, operator: str | None = None, step: int = 0) -> Recording:
        """Record what an endpoint knows now; from a later step what has changed since."""
        recording = self.recordings.setdefault(name, Recording(operator or name))
        for method, params in self.requests():
            recording.add(method, params, {"result": self.methods[method](*with_config(method, params))},
                          step)
        for address in self.recorded_accounts():
            if (response := self.account_response(address)) is not None:
                recording.add("getAccountInfo", [str(address)], response, step)
        return recording

    def requests(self):
        """What a verifier may ask of an endpoint whatever it verifies, and each signature."""
        for method in ("getHealth", "getGenesisHash", "getVersion", "getFirstAvailableBlock"):
            yield method, []
        for method in ("getSlot", "getBlockHeight"):
            # Without a commitment Agave answers for finalized; that record matches all requests.
            yield method, []
            for commitment in ("confirmed", "processed"):
                yield method, [{"commitment": commitment}]
        yield "getLatestBlockhash", []
        for signature in self.known_signatures():
            yield "getSignatureStatuses", [[signature]]
            commitment = self.commitment_of(signature)
            if commitment == "finalized":
                yield "getTransaction", [signature]
            elif commitment == "confirmed":  # nothing is told for the default, finalized
                yield "getTransaction", [signature, {"commitment": "confirmed"}]

    def known_signatures(self) -> list[str]:
        return [each for each in self.signatures if Signature.from_string(each) in self.chain.records]

    def commitment_of(self, signature: str) -> str:
        return self.chain.commitment_of(self.record(signature).slot)

    def recorded_accounts(self) -> list[Pubkey]:
        """Accounts that hold data: those of the transactions, T, USDC, and what the case adds."""
        found = dict.fromkeys([USDC, T])
        for signature in self.known_signatures():
            record = self.record(signature)
            found |= dict.fromkeys(sorted(record.addresses, key=bytes))
            found |= dict.fromkeys(each.account_key for each in record.transaction.message.lookups)
        kept = [address for address in found if is_data(self.account(address))]
        for program in self.pinned:
            kept += [program, programs.program_data(program)]
        return [*kept, *(each for each in self.further if each not in kept)]

    def account_response(self, address: Pubkey) -> dict | None:
        """Programs' code is kept once, in fixtures/cases/programs."""
        account = self.account(address)
        if account is None:
            return None
        for program, name in programs.NAMES.items():
            code = programs.binary(name)
            if address == programs.program_data(program) and account.data.endswith(code):
                prefix = account.data[:len(account.data) - len(code)]
                return {"account": {"slot": self.chain.slot_at("finalized"),
                                    "lamports": account.lamports, "owner": str(account.owner),
                                    "prefix": base64.b64encode(prefix).decode(), "file": name}}
        return {"result": self.methods["getAccountInfo"](
            str(address), {"encoding": "base64", "commitment": "finalized"})}

    def edit(self, what: str, name: str = ONE) -> Recording:
        """The recording of an endpoint, to be changed as the text says; everything is final."""
        if name not in self.recordings:
            self.advance()
            self.observe(name)
        if what not in self.edits:
            self.edits.append(what)
        return self.recordings[name]

    # What is asked, and what must come out

    def configure(self, **patch) -> None:
        """Change the policy of this case (a merge patch, RFC 7386)."""
        self.config = merged(self.config, patch)

    def books(self) -> dict:
        """The ledger before the case, to be changed in place; replaces ledger.json."""
        if self.ledger is None:
            self.ledger = ledger()
        return self.ledger

    def know(self, signature: str, event: str, code: str, amount: int, mint: Pubkey = USDC) -> None:
        """Let the ledger have credited a transfer before."""
        self.books()["credits"].append({
            "signature": signature, "event": event, "code": code, "mint": str(mint),
            "amount": str(amount), "slot": self.record(signature).slot})

    def ask(self, signature: str | None = None, **how) -> None:
        """Ask about a signature, by default the last; `how`: code, claim, lastValidBlockHeight."""
        self.asks.append({"signature": signature or self.signatures[-1]} | how)

    def expects(self, expected: dict) -> None:
        self.expected = expected

    def finish(self) -> None:
        """By default one endpoint saw everything become final, and is asked about the last."""
        if not self.recordings:
            self.advance()
            self.observe()
        if not self.asks:
            self.ask()
        if list(self.recordings) != [ONE] and "endpoints" not in self.config:
            self.configure(endpoints=[{"url": ENDPOINT_URL, "operator": each.operator}
                                      for each in self.recordings.values()])
        assert self.expected is not None, f"{self.folder}: nothing expected"


def with_config(method: str, params: list) -> list:
    """What is asked for a record; the record itself says less, and so matches more."""
    if method == "getTransaction":
        return [params[0], {"encoding": "base64", "commitment": "confirmed",
                          "maxSupportedTransactionVersion": 1}]
    if method == "getSignatureStatuses":
        return [*params, {"searchTransactionHistory": True}]
    return params


def is_data(account: Account | None) -> bool:
    """Whether an account is more than a wallet, and neither a program nor a sysvar."""
    if account is None or account.executable or account.owner == UPGRADEABLE_LOADER:
        return False
    return len(account.data) > 0 and not str(account.owner).startswith(SYSVAR)


def merged(target: dict, patch: dict) -> dict:
    both = target | patch
    return both | {key: merged(target[key], patch[key]) for key in target.keys() & patch.keys()
                   if isinstance(target[key], dict) and isinstance(patch[key], dict)}
