"""Accounts over time: what each one held at each slot, so that reads can be made at a commitment."""

from dataclasses import dataclass

from solders.account import Account
from solders.litesvm import LiteSVM
from solders.pubkey import Pubkey

from addresses import UPGRADEABLE_LOADER

PROGRAM, PROGRAM_DATA = b"\2\0\0\0", b"\3\0\0\0"  # the loader's account states
NOTHING = Account(0, b"", Pubkey.default())


def program_data_address(account: Account) -> Pubkey | None:
    """Where the code of a program is; `None` for any other account, and for other loaders' programs."""
    is_program = account.owner == UPGRADEABLE_LOADER and account.data[:4] == PROGRAM
    return Pubkey(account.data[4:36]) if is_program else None


@dataclass(frozen=True)
class Version:
    """The state of an account since `slot`, written by entry `entry` of the chain's journal."""

    entry: int
    slot: int
    account: Account | None


class Accounts:
    """LiteSVM holds the newest state; this keeps the earlier ones of every account that changed."""

    def __init__(self, svm: LiteSVM):
        self.svm = svm
        self.versions: dict[Pubkey, list[Version]] = {}

    def read(self, address: Pubkey, slot: int) -> Account | None:
        """The account as it was at the end of `slot`."""
        versions = self.versions.get(address)
        if versions is None:
            return self.svm.get_account(address)
        return next(each.account for each in reversed(versions) if each.slot <= slot)

    def latest(self, address: Pubkey) -> Account | None:
        return self.svm.get_account(address)

    def last_change(self, address: Pubkey, slot: int) -> int:
        """The slot of the newest version up to `slot`; -1 for an account that had not changed."""
        versions = self.versions.get(address, ())
        return next((each.slot for each in reversed(versions) if each.slot <= slot), -1)

    def put(self, address: Pubkey, account: Account | None) -> None:
        """Write the newest state without a version: for preparing and taking back."""
        self.svm.set_account(address, account or NOTHING)
        if account and account.owner == UPGRADEABLE_LOADER and account.data[:4] == PROGRAM_DATA:
            self.compile_program_of(address)

    def compile_program_of(self, data_address: Pubkey) -> None:
        """LiteSVM compiles a program when its executable account is written, and only then."""
        for address, account in self.svm.get_program_accounts(UPGRADEABLE_LOADER):
            if program_data_address(account) == data_address:
                self.svm.set_account(address, account)

    def restore(self, accounts: dict) -> None:
        """Write those that differ; programs last, since their data must be there."""
        programs_last = sorted(accounts.items(), key=lambda each: bool(each[1] and each[1].executable))
        for address, account in programs_last:
            if self.latest(address) != account:
                self.put(address, account)

    def record(self, entry: int, slot: int, before: dict) -> None:
        """Keep a version of each account that is no longer what it was `before`."""
        for address, account in before.items():
            now = self.latest(address)
            if now == account:
                continue
            versions = self.versions.setdefault(address, [Version(-1, -1, account)])
            versions.append(Version(entry, slot, now))

    def undo(self, entry: int) -> None:
        """Forget everything that `entry` and later ones wrote."""
        earlier = {}
        for address, versions in self.versions.items():
            kept = [each for each in versions if each.entry < entry]
            if len(kept) < len(versions):
                self.versions[address] = kept
                earlier[address] = kept[-1].account
        self.restore(earlier)

    def owned_by(self, program: Pubkey, slot: int):
        """All (address, account) pairs that `program` owned at `slot`."""
        addresses = {address for address, _ in self.svm.get_program_accounts(program)}
        for address in sorted(addresses | self.versions.keys(), key=bytes):
            account = self.read(address, slot)
            if account is not None and account.owner == program:
                yield address, account
