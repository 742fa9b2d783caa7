"""What must hold for every transaction that succeeded, whatever was in it."""

from dataclasses import dataclass, field

from solders.pubkey import Pubkey

import tokens
from addresses import TOKEN, TOKEN_2022
from deposit_program import sighash

DEPOSIT_EVENT, DEPOSIT_RECEIVED, SWEEP_EVENT = (
    sighash("event", name) for name in ("DepositEvent", "DepositReceived", "SweepEvent"))
DEPOSIT_ACCOUNT = sighash("account", "DepositAccount")
WITHHELD_FEE = 2  # an extension of token accounts


class Violation(AssertionError):
    """An invariant did not hold."""


@dataclass(frozen=True)
class Holding:
    """A token account: what is in it, a fee that it withholds included."""

    mint: Pubkey
    owner: Pubkey
    amount: int
    frozen: bool


@dataclass(frozen=True)
class Deposit:
    """A deposit account."""

    owner: bytes
    mint: bytes
    code: bytes
    balance: int


def holding(account) -> Holding | None:
    """The token account there, if there is one."""
    if account is None or account.owner not in (TOKEN, TOKEN_2022):
        return None
    data = bytes(account.data)
    extended = len(data) > 165 and data[165] == tokens.KIND_ACCOUNT
    if not (len(data) == 165 or extended) or data[108] == tokens.UNINITIALIZED:
        return None
    return Holding(Pubkey(data[:32]), Pubkey(data[32:64]),
                   tokens.amount_of(data) + (withheld(data) if extended else 0), data[108] == 2)


def withheld(data: bytes) -> int:
    """The fee that a token account of the newer program keeps for the mint's authority."""
    place = 166
    while place + 4 <= len(data):
        kind, length = (int.from_bytes(data[place + at:place + at + 2], "little") for at in (0, 2))
        if kind == WITHHELD_FEE:
            return int.from_bytes(data[place + 4:place + 12], "little")
        place += 4 + length
    return 0


def deposit(account, program: Pubkey) -> Deposit | None:
    """The deposit account there, if there is one."""
    if account is None or account.owner != program:
        return None
    data = bytes(account.data)
    if len(data) != 88 or data[:8] != DEPOSIT_ACCOUNT:
        raise Violation(f"the program owns something else: {data.hex()}")
    return Deposit(data[8:40], data[40:72], data[72:80], int.from_bytes(data[80:], "little"))


@dataclass
class Movements:
    """What the events of a transaction say."""

    deposited: dict = field(default_factory=dict)  # (owner, code) -> [amount, last balance]
    received: int = 0
    payers: list = field(default_factory=list)  # (code, payer, source) of direct deposits
    swept: dict = field(default_factory=dict)  # vault -> amount
    codes: dict = field(default_factory=dict)  # vault -> code that its sweep names

    @classmethod
    def read(cls, events: list[bytes], mint: Pubkey) -> "Movements":
        found = cls()
        for event in events:
            kind, body = event[:8], event[8:]
            if kind == DEPOSIT_EVENT and len(event) == 96:
                require(body[32:64] == bytes(mint), "a deposit event of another mint")
                amount, balance = (int.from_bytes(body[at:at + 8], "little") for at in (72, 80))
                total = found.deposited.get((body[:32], body[64:72]), (0, 0))[0]
                found.deposited[body[:32], body[64:72]] = (total + amount, balance)
            elif kind == DEPOSIT_RECEIVED and len(event) == 89 and body[0] == 1:
                found.received += int.from_bytes(body[73:], "little")
                found.payers.append((body[1:9], Pubkey(body[9:41]), Pubkey(body[41:73])))
            elif kind == SWEEP_EVENT and len(event) == 56:
                vault = Pubkey(body[8:40])
                amount = int.from_bytes(body[40:], "little")
                found.swept[vault] = found.swept.get(vault, 0) + amount
                found.codes[vault] = body[:8]
            else:
                raise Violation(f"an unknown event: {event.hex()}")
        return found


def require(condition, sentence: str, *facts) -> None:
    if not condition:
        raise Violation(" ".join([sentence, *map(str, facts)]))


class Change:
    """A transaction: its accounts before and after, its events, what others than the program moved."""

    def __init__(self, sequence, actor: Pubkey | None, before: dict, after: dict, movements: Movements,
                 plain: list, closes: bool, healthy: bool):
        self.sequence, self.stage, self.actor = sequence, sequence.stage, actor
        self.before, self.after = before, after
        self.movements, self.plain = movements, plain  # plain: (from, to, amount) of token transfers
        self.closes, self.healthy = closes, healthy
        self.treasury_accounts = set(self.stage.treasury_accounts.values())
        self.tokens = {address: (holding(before[address]), holding(after[address]))
                       for address in before}

    def check(self) -> None:
        self.check_tokens()
        self.check_vaults()
        self.check_payers()
        self.check_treasury()
        self.check_deposit_accounts()
        self.check_lamports()

    def delta(self, address: Pubkey) -> int:
        was, now = self.tokens[address]
        return (now.amount if now else 0) - (was.amount if was else 0)

    def touched(self):
        """Token accounts, each with its holder: the one before, or after if it is new."""
        for address, (was, now) in self.tokens.items():
            if was or now:
                require(not (was and now) or (was.mint, was.owner) == (now.mint, now.owner),
                        "a token account changed hands", address)
                yield address, was or now

    def check_tokens(self) -> None:
        """Nobody but the actor loses tokens, and the actor gains none: nothing comes out of vaults."""
        sums: dict = {}
        for address, held in self.touched():
            change = self.delta(address)
            sums[held.mint] = sums.get(held.mint, 0) + change
            if held.owner in self.sequence.wallets and address not in self.treasury_accounts:
                if held.owner == self.actor:
                    require(change <= 0, "a depositor gained tokens", address, change)
                else:
                    require(change >= 0, "somebody else lost tokens", address, change)
        require(not any(sums.values()), "tokens appeared or vanished", sums)

    def check_vaults(self) -> None:
        """Each vault's change is what events, plain transfers and recoveries say, and no more."""
        for address, held in self.touched():
            if held.owner in self.sequence.authorities:
                said = (self.deposited_to(address) + self.sent(address) + self.recovered_to(address)
                        - self.movements.swept.get(address, 0))
                require(self.delta(address) == said, "a vault moved otherwise than said", address,
                        self.delta(address), said)
            elif held.owner in self.sequence.vault_accounts and self.delta(address) < 0:
                require(self.after[address] is None, "a nested account was not emptied", address)
        for vault in self.movements.swept:
            holder = self.sequence.authorities.get(self.held_at(vault).owner)
            require(holder is not None, "an event names a vault that is none", vault)
            require(holder.code == self.movements.codes[vault], "a sweep names another code", vault)

    def check_payers(self) -> None:
        """A direct deposit names the code of its instruction, and an account and a wallet that paid."""
        for code, payer, source in self.movements.payers:
            require(code in self.sequence.codes_sent, "a deposit names another code", code.hex())
            require(payer == self.actor, "a deposit names another payer", payer)
            require(self.delta(source) < 0, "a deposit names a source that did not pay", source)

    def sent(self, address: Pubkey) -> int:
        return sum(amount for _, to, amount in self.plain if to == address)

    def deposited_to(self, address: Pubkey) -> int:
        key = self.sequence.deposit_vaults.get(address)
        return self.movements.deposited.get(key, (0, 0))[0] if key else 0

    def recovered_to(self, address: Pubkey) -> int:
        """What nested accounts gave to the vault of the same authority and mint."""
        return sum(self.sent(nested) - self.delta(nested)
                   for nested, vault in self.sequence.nested_accounts.items()
                   if nested in self.tokens and vault == address)

    def check_treasury(self) -> None:
        """The treasury receives what deposits, sweeps and plain transfers say."""
        for mint, address in self.stage.treasury_accounts.items():
            own = mint == self.stage.program.mint
            program = sum(amount for vault, amount in self.movements.swept.items()
                          if self.held_at(vault).mint == mint)
            program += self.movements.received if own else 0
            if address not in self.tokens:
                require(not program, "an event without the treasury's account")
                continue
            if own and not self.healthy and self.delta(address) < 0:  # its new owner spent from it
                require(self.tokens[address][0].owner == self.actor, "a stranger spent")
                continue
            said = self.sent(address)
            require(self.delta(address) == said + program, "the treasury got otherwise than said",
                    self.delta(address), said, program)
            require(self.healthy or not program or not own,
                    "the program paid into an unusable treasury account")

    def held_at(self, vault: Pubkey) -> Holding:
        was, now = self.tokens[vault]
        return was or now

    def check_deposit_accounts(self) -> None:
        """While an account lives it stays its owner's, and its balance grows by what was deposited."""
        for address in self.before:
            was = deposit(self.before[address], self.stage.program.program)
            now = deposit(self.after[address], self.stage.program.program)
            if now is None:
                require(was is None or self.closes and was.owner == bytes(self.actor or b""),
                        "an account vanished without its owner's close", address)
                continue
            require(address == self.sequence.deposit_address(now.owner, now.code),
                    "a deposit account at another address", address)
            amount, last = self.movements.deposited.get((now.owner, now.code), (0, now.balance))
            require(last == now.balance, "the last event has another balance", last, now.balance)
            if was is not None and not self.closes:
                require((was.owner, was.mint, was.code) == (now.owner, now.mint, now.code),
                        "an account became another's")
                require(now.balance == was.balance + amount, "a balance moved otherwise than said",
                        was.balance, amount, now.balance)
            lamports = self.after[address].lamports
            require(lamports >= self.stage.rent_of(88), "an account lives without its rent", lamports)

    def check_lamports(self) -> None:
        """Nobody but the actor pays, nobody gains but by closing, the treasury never pays."""
        for address in self.before:
            change = lamports(self.after[address]) - lamports(self.before[address])
            if address in self.sequence.wallets:
                require(change <= 0 or self.closes, "a wallet gained lamports", address, change)
                require(change >= 0 or address == self.actor, "somebody else paid", address, change)
            elif address == self.stage.program.treasury:
                require(change >= 0, "the treasury paid", change)


def lamports(account) -> int:
    return account.lamports if account is not None else 0
