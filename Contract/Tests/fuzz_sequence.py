"""A random sequence: wallets, codes, and transactions between which everything is checked."""

import random
from collections import Counter

from solders.pubkey import Pubkey

import built
import tokens
from addresses import TOKEN, TOKEN_2022, USDC, associated
from deposit_program import ERRORS, Interface, Vault, events_of
from fuzz_actions import ACTIONS, Action, initialize_token
from fuzz_checks import Change, Movements, Violation, holding, require
from fuzz_ending import sweep_all
from fuzz_mutations import mutate
from proxy import call, through
from vm import ISSUER, SOL, TREASURY, Chain, key
from world import FEE_MINT, FOREIGN_MINT, MINT_2022, PROGRAM, PROXY

MINTS = {USDC: TOKEN, FOREIGN_MINT: TOKEN, MINT_2022: TOKEN_2022, FEE_MINT: TOKEN_2022}
STEPS = (4, 14)
MUTATED, COMBINED, PROXIED = 0.5, 0.15, 0.1  # shares of the transactions
OPENED = 0.6  # share of the wallets that open a deposit account at once
DISTURBED = 0.03  # share of steps before which somebody freezes or hands over an account


class Stage(Chain):
    """The chain that many sequences share, with the treasury's accounts for four mints."""

    def __init__(self):
        super().__init__()
        self.program = Interface(PROGRAM, TREASURY, USDC)
        self.deploy(PROGRAM, built.deposit())
        self.deploy(PROXY, built.proxy())
        self.mint(USDC)
        self.mint(FOREIGN_MINT, 9)
        self.mint(MINT_2022, 6, TOKEN_2022, [tokens.mint_close_authority(ISSUER)])
        self.mint(FEE_MINT, 6, TOKEN_2022, [tokens.transfer_fee(ISSUER, 100)])
        self.give(TREASURY, SOL)
        self.treasury_accounts = {
            mint: self.open(TREASURY, mint, 0, program) for mint, program in MINTS.items()}
        # Accounts of the treasury that are not the associated ones: nothing shall go there.
        self.others = {mint: [self.hold(TREASURY, mint, 0, at=key(byte))]
                       for mint, byte in ((USDC, 0xB0), (FOREIGN_MINT, 0xB1))}
        self.treasury_data = self.data(self.program.treasury_account)

    @property
    def healthy(self) -> bool:
        """Whether the treasury's account is the treasury's, and not frozen."""
        held = holding(self.get(self.program.treasury_account))
        return held is not None and held.owner == TREASURY and not held.frozen


class Sequence:
    """Two honest wallets, a thief, two codes, and all addresses that follow from them."""

    def __init__(self, stage: Stage, rng: random.Random):
        self.stage, self.rng = stage, rng
        self.counts: Counter = Counter()
        self.wallets = [Pubkey(rng.randbytes(32)) for _ in range(3)]
        self.codes = [rng.randbytes(8) for _ in range(2)]
        # Everything derived is remembered when it is first asked for.
        self.authorities: dict[Pubkey, Vault] = {}
        self.vault_accounts: dict[Pubkey, Vault] = {}
        self.mints: dict[Pubkey, Pubkey] = {}  # of the vault accounts
        self.deposit_vaults: dict[Pubkey, tuple[bytes, bytes]] = {}
        self.found: dict = {}
        self.nested_accounts: dict[Pubkey, Pubkey] = {}  # to the vaults that they go to
        self.nested: list[tuple[Vault, Pubkey]] = []
        self.codes_sent: set[bytes] = set()  # by the last transaction
        self.handed_over: list[tuple[Vault, Pubkey, Pubkey]] = []
        for wallet in self.wallets:
            stage.give(wallet, 10 * SOL)
            stage.hold(wallet, USDC, rng.randrange(1, 1_000_000_000))

    # Addresses

    def vault(self, code: bytes, owner: Pubkey | None = None) -> Vault:
        key = (code, owner)
        if key not in self.found:
            vault = self.stage.program.vault(code, owner)
            self.found[key] = vault
            self.authorities[vault.authority] = vault
        return self.found[key]

    def any_vault(self) -> Vault:
        owner = self.rng.choice([None, *self.wallets])
        return self.vault(self.rng.choice(self.codes), owner)

    def vault_address(self, vault: Vault, mint: Pubkey) -> Pubkey:
        """The associated account of a vault's authority."""
        key = (vault.authority, mint)
        if key not in self.found:
            address = associated(vault.authority, mint, MINTS[mint])
            self.found[key] = address
            self.vault_accounts[address], self.mints[address] = vault, mint
            if vault.owner is not None and mint == USDC:
                self.deposit_vaults[address] = (bytes(vault.owner), vault.code)
        return self.found[key]

    def deposit_address(self, owner: bytes, code: bytes) -> Pubkey:
        return self.vault(code, Pubkey(owner)).authority

    def token_account(self, owner: Pubkey, mint: Pubkey) -> Pubkey:
        key = ("wallet", owner, mint)
        if key not in self.found:
            self.found[key] = associated(owner, mint, MINTS[mint])
        return self.found[key]

    # Playing

    def play(self) -> None:
        """Run the steps, then take everything out to the treasury and look that nothing is left."""
        for wallet in self.wallets:
            if self.rng.random() < OPENED:
                self.transact(wallet, [opening := initialize_token(self, wallet)], opening.problems)
        for _ in range(self.rng.randint(*STEPS)):
            if self.rng.random() < DISTURBED:
                self.disturb()
            self.step()
        self.restore()
        sweep_all(self)

    def step(self) -> None:
        """One transaction: one action, or some; as it should be, or changed."""
        actor = self.rng.choice(self.wallets)
        actions = [self.action(actor)]
        while self.rng.random() < COMBINED:
            actions.append(self.action(actor))
        mutated = self.rng.random() < MUTATED
        if mutated:
            victim = self.rng.randrange(len(actions))
            changed = [mutate(self, actor, each) for each in actions[victim].instructions]
            actions[victim] = Action(actions[victim].name, changed, plain=actions[victim].plain)
        problems = actions[0].problems if len(actions) == 1 and not mutated else None
        self.transact(actor, actions, problems)

    def action(self, actor: Pubkey) -> Action:
        weights = [weight for _, weight in ACTIONS]
        return self.rng.choices([each for each, _ in ACTIONS], weights)[0](self, actor)

    def transact(self, actor: Pubkey, actions: list, problems: set | None) -> None:
        """Execute, check everything, and compare with what the model says if it says something."""
        instructions = [each for action in actions for each in action.instructions]
        sent = instructions
        if self.rng.random() < PROXIED:
            sent = [through(PROXY, call(each)) for each in instructions]
        keys = {meta.pubkey for each in instructions for meta in each.accounts}
        before = {key: self.stage.get(key) for key in keys}
        healthy = self.stage.healthy
        outcome = self.stage.run(*sent)
        self.counts["refused" if outcome.error is not None else "executed"] += 1
        if problems is not None:
            self.compare(actions[0], problems, outcome)
        if outcome.error is not None:
            return
        for action in actions:
            self.counts[f"executed {action.name}"] += 1
        self.learn(instructions)
        self.codes_sent = {bytes(each.data)[8:16] for each in instructions}
        after = {key: self.stage.get(key) for key in keys}
        movements = Movements.read(events_of(PROGRAM, outcome.logs), USDC)
        plain = [each for action in actions for each in action.plain]
        closes = any(self.is_close(each) for each in instructions)
        try:
            signed = any(meta.is_signer and meta.pubkey == actor
                         for each in instructions for meta in each.accounts)
            Change(self, actor if signed else None, before, after, movements, plain, closes,
                   healthy).check()
        except Violation as violation:
            raise Violation("\n".join([
                str(violation), f"after {[each.name for each in actions]} by {actor}",
                *map(line, instructions), *outcome.logs])) from None

    def compare(self, action: Action, problems: set, outcome) -> None:
        expected = {ERRORS.get(each, each) for each in problems}
        if not expected:
            require(outcome.error is None, f"{action.name} was refused", outcome.error,
                    outcome.logs)
        else:
            require(outcome.error in expected, f"{action.name} should be refused with", expected,
                    "but", outcome.error, *map(line, action.instructions), outcome.logs)

    def is_close(self, instruction) -> bool:
        own = instruction.program_id == PROGRAM
        return own and bytes(instruction.data)[:8] == bytes.fromhex("84ac183c649c8761")

    def learn(self, instructions) -> None:
        """Addresses that a changed instruction made exist belong to the world from now on."""
        for instruction in instructions:
            data = bytes(instruction.data)
            if instruction.program_id == PROGRAM and data[:8] == bytes.fromhex("26d19632be751036"):
                self.vault_address(self.vault(data[8:16], instruction.accounts[3].pubkey), USDC)

    # What others do in between

    def disturb(self) -> None:
        """The issuer freezes, or the treasury hands over its account; or all is made good again."""
        address = self.stage.program.treasury_account
        account = self.stage.get(address)
        data = bytearray(account.data)
        kind = self.rng.randrange(3)
        if kind == 0:
            data[108] = tokens.FROZEN
        elif kind == 1:
            data[32:64] = bytes(self.rng.choice(self.wallets))
        else:
            return self.restore()
        self.stage.put(address, bytes(data), TOKEN, account.lamports)

    def restore(self) -> None:
        address = self.stage.program.treasury_account
        account = self.stage.get(address)
        data = tokens.with_amount(self.stage.treasury_data, tokens.amount_of(bytes(account.data)))
        self.stage.put(address, data, TOKEN, account.lamports)


def line(instruction) -> str:
    """An instruction for people who look for the reason."""
    accounts = " ".join(f"{each.pubkey}{'s' * each.is_signer}{'w' * each.is_writable}"
                        for each in instruction.accounts)
    return f"{instruction.program_id} {bytes(instruction.data).hex()} {accounts}"
