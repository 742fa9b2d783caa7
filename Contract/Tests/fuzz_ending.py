"""How every sequence ends: everything reaches the treasury, by what anybody may do."""

import tokens
from addresses import USDC, associated
from fuzz_actions import Action, live, recover_at, sweep_at
from fuzz_checks import holding, lamports, require
from vm import RELAYER


def sweep_all(sequence) -> None:
    """Nothing stays locked: everything at every address reaches the treasury by what anybody may do."""
    stranger = sequence.wallets[-1]
    for vault, mint in dict.fromkeys(sequence.nested):
        recover(sequence, stranger, vault, mint)
    places = [(vault, address, sequence.mints[address])
              for address, vault in list(sequence.vault_accounts.items())]
    for place in places + sequence.handed_over:
        account = sequence.stage.get(place[1])
        if account is not None and tokens.amount_of(bytes(account.data)):
            sequence.transact(stranger, [action := sweep_at(sequence, *place)], action.problems)
            require(not sequence.stage.tokens(place[1]), "tokens stayed in a vault", place[1])
    for vault in list(sequence.authorities.values()):
        settle_lamports(sequence, stranger, vault)


def recover(sequence, stranger, vault, mint) -> None:
    """Bring back what is nested under the vault's USDC account, to the vault's own account."""
    nested = associated(sequence.vault_address(vault, USDC), mint)
    if holding(sequence.stage.get(nested)) is None:
        return
    if holding(sequence.stage.get(sequence.vault_address(vault, USDC))) is None:
        reopen = tokens.create_associated(RELAYER, vault.authority, USDC)
        sequence.transact(stranger, [Action("reopen", [reopen])], set())
    create = tokens.create_associated(RELAYER, vault.authority, mint)
    recovery = recover_at(sequence, vault, mint, USDC)
    recovery.instructions.insert(0, create)
    sequence.transact(stranger, [recovery], set())
    require(sequence.stage.get(nested) is None, "a nested account stayed", nested)


def settle_lamports(sequence, stranger, vault) -> None:
    """A live account keeps its rent, which its owner gets back; everything else goes."""
    if live(sequence, vault):
        close = sequence.stage.program.close_token_account(vault.owner, vault.code)
        sequence.transact(vault.owner, [Action("close_token_account", [close])], set())
    if lamports(sequence.stage.get(vault.authority)):
        sweep = sequence.stage.program.sweep_lamports(vault)
        sequence.transact(stranger, [Action("sweep_lamports", [sweep])], set())
    require(sequence.stage.get(vault.authority) is None, "lamports stayed at", vault.authority)
