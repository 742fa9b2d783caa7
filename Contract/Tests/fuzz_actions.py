"""What wallets and strangers do, and what the model says will come of it."""

from dataclasses import dataclass, field

from solders.pubkey import Pubkey
from solders.system_program import TransferParams, transfer

import tokens
from addresses import TOKEN, TOKEN_2022, USDC, associated
from deposit_program import DISABLED
from fuzz_checks import deposit, holding, lamports
from hostile import TOKEN_FROZEN, TOKEN_INSUFFICIENT_FUNDS
from vm import RELAYER, TREASURY
from world import FEE_MINT, FOREIGN_MINT, MINT_2022, PROGRAM

AMOUNTS = (0, 1, 2, 10, 1_000_000, 50_000_000, 2 ** 63, 2 ** 64 - 1)


@dataclass
class Action:
    """Instructions, what stands in their way (the errors that are right), and plain transfers."""

    name: str
    instructions: list
    problems: set | None = None  # None: the model does not say
    plain: list = field(default_factory=list)


def some_amount(sequence, held: int) -> int:
    rng = sequence.rng
    if rng.random() < 0.8 and held:
        return rng.randint(1, min(held, 100_000_000))
    return rng.choice([*AMOUNTS, held, held + 1])


def held_at(sequence, address: Pubkey):
    return holding(sequence.stage.get(address))


def live(sequence, vault) -> bool:
    return deposit(sequence.stage.get(vault.authority), PROGRAM) is not None


def own_vault(sequence, actor):
    """A deposit address of the actor: mostly one that is open, if there is one."""
    vaults = [sequence.vault(code, actor) for code in sequence.codes]
    opened = [each for each in vaults if live(sequence, each)]
    if opened and sequence.rng.random() < 0.9:
        vaults = opened
    return sequence.rng.choice(vaults)


def transfer_problems(source, destination, amount: int) -> set:
    """What the Token program has against a transfer."""
    problems = set()
    if source is None or amount > source.amount:
        problems.add(TOKEN_INSUFFICIENT_FUNDS)
    if (source and source.frozen) or (destination and destination.frozen):
        problems.add(TOKEN_FROZEN)
    return problems


def initialize_token(sequence, actor) -> Action:
    vault = sequence.vault(sequence.rng.choice(sequence.codes), actor)
    sequence.vault_address(vault, USDC)
    problems = {"alreadyInitialized"} if live(sequence, vault) else set()
    instruction = sequence.stage.program.initialize_token(actor, vault.code)
    return Action("initialize_token", [instruction], problems)


def deposit_token(sequence, actor) -> Action:
    vault = own_vault(sequence, actor)
    source = sequence.token_account(actor, USDC)
    held, kept = held_at(sequence, source), held_at(sequence, sequence.vault_address(vault, USDC))
    amount = some_amount(sequence, held.amount)
    if not live(sequence, vault):
        problems = {"wrongDepositAccount"} | ({"zeroAmount"} if amount == 0 else set())
    elif amount == 0:
        problems = {"zeroAmount"}
    else:
        problems = transfer_problems(held, kept, amount)
        if problems:
            problems.add("balanceOverflow")
    instruction = sequence.stage.program.deposit_token(actor, vault.code, source, amount)
    return Action("deposit_token", [instruction], problems)


def close_token_account(sequence, actor) -> Action:
    vault = own_vault(sequence, actor)
    kept = held_at(sequence, sequence.vault_address(vault, USDC))
    problems = set()
    if not live(sequence, vault):
        problems.add("wrongDepositAccount")
    elif kept.amount:
        problems.add("vaultNotEmpty")
    instruction = sequence.stage.program.close_token_account(actor, vault.code)
    return Action("close_token_account", [instruction], problems)


def deposit_direct(sequence, actor) -> Action:
    source = sequence.token_account(actor, USDC)
    held = held_at(sequence, source)
    amount = some_amount(sequence, held.amount)
    if not sequence.stage.healthy:
        problems = {"treasuryAccountUnusable"} | ({"zeroAmount"} if amount == 0 else set())
    elif amount == 0:
        problems = {"zeroAmount"}
    else:
        problems = transfer_problems(held, None, amount)
    instruction = sequence.stage.program.deposit_direct(
        source, actor, sequence.rng.choice(sequence.codes), amount)
    return Action("deposit_direct", [instruction], problems)


def sweep_token(sequence, _) -> Action:
    full = [address for address in sequence.vault_accounts if sequence.stage.tokens(address)]
    if full and sequence.rng.random() < 0.7:
        address = sequence.rng.choice(full)
        return sweep_at(sequence, sequence.vault_accounts[address], address, sequence.mints[address])
    vault = sequence.any_vault()
    mint = sequence.rng.choice([USDC, USDC, FOREIGN_MINT, MINT_2022, FEE_MINT])
    if sequence.handed_over and sequence.rng.random() < 0.3:
        vault, address, mint = sequence.rng.choice(sequence.handed_over)
        return sweep_at(sequence, vault, address, mint)
    return sweep_at(sequence, vault, sequence.vault_address(vault, mint), mint)


def sweep_at(sequence, vault, address, mint) -> Action:
    program = TOKEN if mint in (USDC, FOREIGN_MINT) else TOKEN_2022
    account = sequence.stage.get(address)
    problems = set()
    if holding(account) is None:
        problems.add("wrongVault")
    elif not tokens.amount_of(bytes(account.data)):
        problems.add("nothingToSweep")
    if mint == USDC and not sequence.stage.healthy:
        problems.add("treasuryAccountUnusable")
    instruction = sequence.stage.program.sweep_token(vault, mint, program, address)
    return Action("sweep_token", [instruction], problems)


def sweep_lamports(sequence, _) -> Action:
    vault = sequence.any_vault()
    full = [each for key, each in sequence.authorities.items() if sequence.stage.lamports(key)]
    if full and sequence.rng.random() < 0.7:
        vault = sequence.rng.choice(full)
    there = not live(sequence, vault) and lamports(sequence.stage.get(vault.authority))
    problems = set() if there else {"nothingToSweep"}
    return Action("sweep_lamports", [sequence.stage.program.sweep_lamports(vault)], problems)


def recover_nested(sequence, _) -> Action:
    if sequence.nested and sequence.rng.random() < 0.9:
        return recover_at(sequence, *sequence.rng.choice(sequence.nested), USDC)
    mints = sequence.rng.choices([USDC, FOREIGN_MINT], k=2)
    return recover_at(sequence, sequence.any_vault(), *mints)


def recover_at(sequence, vault, nested_mint, mint) -> Action:
    sequence.vault_address(vault, nested_mint)
    sequence.vault_address(vault, mint)
    return Action("recover_nested", [
        sequence.stage.program.recover_nested(vault, nested_mint, mint, TOKEN)])


def disabled(sequence, actor) -> Action:
    vault = sequence.vault(sequence.rng.choice(sequence.codes), actor)
    like = sequence.stage.program.deposit_token(
        actor, vault.code, sequence.token_account(actor, USDC), 1)
    sequence.vault_address(vault, USDC)
    instruction = sequence.stage.program.instruction(
        sequence.rng.choice(DISABLED), bytes(8), *like.accounts)
    return Action("disabled", [instruction], {"disabled"})


def plain_tokens(sequence, actor) -> Action:
    """Tokens straight to a vault, to an account nested under one, to the treasury, to a friend."""
    mint = sequence.rng.choice([USDC, USDC, FOREIGN_MINT, MINT_2022, FEE_MINT])
    program = TOKEN if mint in (USDC, FOREIGN_MINT) else TOKEN_2022
    source = sequence.token_account(actor, mint)
    if mint != USDC and held_at(sequence, source) is None:
        sequence.stage.open(actor, mint, 1_000_000, program)
    owner = destination_owner(sequence, mint)
    destination = associated(owner, mint, program)
    held = held_at(sequence, source)
    amount = min(held.amount, sequence.rng.choice([1, 5, 1_000, 1_000_000]))
    move = tokens.transfer_checked(source, mint, destination, actor, amount,
                                   9 if mint == FOREIGN_MINT else 6, program)
    sent = [] if destination == source else [(source, destination, amount)]
    instructions = [tokens.create_associated(RELAYER, owner, mint, program), move]
    return Action("plain_tokens", instructions, plain=sent)


def destination_owner(sequence, mint) -> Pubkey:
    kind = sequence.rng.randrange(8)
    if kind == 0:
        return sequence.rng.choice(sequence.wallets)
    if kind == 1:
        return TREASURY
    vault = sequence.any_vault()
    sequence.vault_address(vault, mint)  # which is known from now on
    if kind in (2, 3) and mint in (USDC, FOREIGN_MINT):
        holder = sequence.vault_address(vault, USDC)
        if held_at(sequence, holder):
            sequence.nested.append((vault, mint))
            nested = associated(holder, mint)
            sequence.nested_accounts[nested] = sequence.vault_address(vault, mint)
            return holder
    return vault.authority


def plain_lamports(sequence, actor) -> Action:
    vault = sequence.any_vault()
    amount = sequence.rng.choice([890_880, 1_000_000, 3_000_000, 100_000_000])
    move = transfer(TransferParams(from_pubkey=actor, to_pubkey=vault.authority, lamports=amount))
    return Action("plain_lamports", [move])


def hand_over(sequence, actor) -> Action:
    """A token account that its owner gives to a vault's authority, keeping the right to close it."""
    vault = sequence.any_vault()
    address = Pubkey(sequence.rng.randbytes(32))
    sequence.stage.hold(vault.authority, USDC, sequence.rng.randrange(100), at=address,
                        close_authority=actor)
    sequence.handed_over.append((vault, address, USDC))
    return sweep_at(sequence, vault, address, USDC)


def treasurys_own(sequence, actor) -> Action:
    """The treasury's own money, of which the actor is a delegate: it must not look like a deposit."""
    [source] = sequence.stage.others[USDC]
    sequence.stage.hold(TREASURY, USDC, 1_000, at=source, delegate=actor, delegated=1_000)
    instruction = sequence.stage.program.deposit_direct(source, actor, sequence.codes[0], 1_000)
    healthy = sequence.stage.healthy
    return Action("treasurys_own", [instruction],
                  {"sourceIsTreasury" if healthy else "treasuryAccountUnusable"})


ACTIONS = (
    (initialize_token, 7), (deposit_token, 9), (close_token_account, 3), (deposit_direct, 6),
    (sweep_token, 8), (sweep_lamports, 5), (recover_nested, 3), (disabled, 1), (plain_tokens, 7),
    (plain_lamports, 4), (hand_over, 1), (treasurys_own, 1))
