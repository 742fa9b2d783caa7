"""Random changes to an instruction: what a thief would try, and what a broken client does."""

from solders.instruction import AccountMeta, Instruction
from solders.pubkey import Pubkey

from addresses import ASSOCIATED_TOKEN, SYSTEM, TOKEN, TOKEN_2022, USDC, associated
from vm import TREASURY
from world import FOREIGN_MINT, PROGRAM

NUMBERS = (0, 1, 255, 2 ** 32 - 1, 2 ** 63, 2 ** 64 - 1)


def mutate(sequence, actor: Pubkey, instruction: Instruction) -> Instruction:
    """One change or some; nobody but the actor signs."""
    if instruction.program_id != PROGRAM:
        return instruction
    rng = sequence.rng
    while True:
        change = rng.choice((other_account, other_account, other_exit, other_vault, other_flags,
                             other_order, no_signer, other_count, other_seeds, other_number,
                             other_bytes, other_length))
        accounts, data = change(sequence, list(instruction.accounts), bytearray(instruction.data))
        accounts = [AccountMeta(each.pubkey, each.is_signer and each.pubkey == actor, each.is_writable)
                    for each in accounts]
        instruction = Instruction(PROGRAM, bytes(data), accounts)
        if rng.random() < 0.7:
            return instruction


def some_key(sequence) -> Pubkey:
    """An address of this sequence, or one that everybody knows."""
    rng, vault = sequence.rng, sequence.any_vault()
    owner = rng.choice(sequence.wallets)
    return rng.choice((
        lambda: owner, lambda: sequence.token_account(owner, USDC), lambda: vault.authority,
        lambda: sequence.vault_address(vault, USDC), lambda: sequence.vault_address(vault, USDC),
        lambda: sequence.vault_address(vault, FOREIGN_MINT), lambda: USDC, lambda: FOREIGN_MINT,
        lambda: TREASURY, lambda: sequence.stage.program.treasury_account,
        lambda: associated(TREASURY, FOREIGN_MINT), lambda: TOKEN, lambda: TOKEN_2022,
        lambda: ASSOCIATED_TOKEN, lambda: SYSTEM, lambda: PROGRAM,
        lambda: rng.choice(sequence.stage.others[USDC]), lambda: Pubkey(rng.randbytes(32))))()


def other_account(sequence, accounts, data):
    if accounts:
        place = sequence.rng.randrange(len(accounts))
        old = accounts[place]
        accounts[place] = AccountMeta(some_key(sequence), old.is_signer, old.is_writable)
    return accounts, data


def other_exit(sequence, accounts, data):
    """Another receiver where the treasury stands: a wallet, or a wrong account of the same mint."""
    for place, old in enumerate(accounts):
        mint = next((mint for mint, account in sequence.stage.treasury_accounts.items()
                     if account == old.pubkey), None)
        thief = sequence.rng.choice(sequence.wallets)
        if mint is not None:
            others = [sequence.token_account(thief, mint), *sequence.stage.others.get(mint, ())]
            accounts[place] = AccountMeta(sequence.rng.choice(others), False, True)
        elif old.pubkey == TREASURY:
            accounts[place] = AccountMeta(thief, False, True)
    return accounts, data


def other_vault(sequence, accounts, data):
    """The address and the token account of somebody else's vault, in place of the actor's own."""
    other = sequence.any_vault()
    for place, old in enumerate(accounts):
        key = old.pubkey
        if key in sequence.authorities:
            key = other.authority
        elif key in sequence.vault_accounts:
            key = sequence.vault_address(other, sequence.mints[key])
        accounts[place] = AccountMeta(key, old.is_signer, old.is_writable)
    return accounts, data


def no_signer(sequence, accounts, data):
    return [AccountMeta(each.pubkey, False, each.is_writable) for each in accounts], data


def other_flags(sequence, accounts, data):
    if accounts:
        place = sequence.rng.randrange(len(accounts))
        old, signs = accounts[place], sequence.rng.random() < 0.5
        accounts[place] = AccountMeta(old.pubkey, old.is_signer != signs, old.is_writable == signs)
    return accounts, data


def other_order(sequence, accounts, data):
    if len(accounts) > 1:
        one, two = sequence.rng.sample(range(len(accounts)), 2)
        accounts[one], accounts[two] = accounts[two], accounts[one]
    return accounts, data


def other_count(sequence, accounts, data):
    if accounts and sequence.rng.random() < 0.5:
        del accounts[sequence.rng.randrange(len(accounts))]
    else:
        place = sequence.rng.randint(0, len(accounts))
        accounts.insert(place, AccountMeta(some_key(sequence), False, sequence.rng.random() < 0.5))
    return accounts, data


def other_seeds(sequence, accounts, data):
    """The kind, the bump, the code and the owner of some other vault, all of them or one."""
    vault = sequence.any_vault()
    if sequence.rng.random() < 0.5:
        return accounts, data[:8] + vault.arguments()
    address, bump = vault.other_bump()
    if sequence.rng.random() < 0.5 and accounts:
        accounts[0] = AccountMeta(address, False, accounts[0].is_writable)
    return accounts, data[:8] + vault.arguments(bump)


def other_number(sequence, accounts, data):
    number = sequence.rng.choice(NUMBERS)
    if len(data) >= 16:
        data[-8:] = number.to_bytes(8, "little")
    return accounts, data


def other_bytes(sequence, accounts, data):
    if data:
        data[sequence.rng.randrange(len(data))] ^= 1 << sequence.rng.randrange(8)
    return accounts, data


def other_length(sequence, accounts, data):
    if data and sequence.rng.random() < 0.5:
        return accounts, data[:sequence.rng.randrange(len(data))]
    return accounts, data + sequence.rng.randbytes(sequence.rng.randint(1, 40))
