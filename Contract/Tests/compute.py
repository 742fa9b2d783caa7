"""What everything costs: compute units of every instruction and every refusal, bytes of the programs.

    python Contract/Tests/compute.py          print the figures
    python Contract/Tests/compute.py --write  and keep them in Contract/compute.json, COMPUTE.md

All keys are fixed, so that the figures are: the search of an address takes as long as its bump is low.
"""

import argparse
import json

import built
import hostile_2022  # the imports register the refusals
import hostile_accounts
import hostile_direct
import hostile_sweeps
import tokens
from addresses import TOKEN_2022, USDC
from hostile import CASES
from vm import ISSUER, PAYER, REPOSITORY, SOL, TREASURY
from world import CODE, FOREIGN_MINT, MINT_2022, PROGRAM, USD, World

FIGURES, TABLE = (REPOSITORY / "Contract" / name for name in ("compute.json", "COMPUTE.md"))
# Most units and bytes that the program may ever take.
MOST_DIRECT, MOST_SWEEP, MOST_BYTES = 1_700, 5_000, 16 * 1024

# What others publish for the nearest job. Those with transfers were taken with the older Token program,
# whose TransferChecked takes 6,200 units where today's takes 105 (SIMD-0266).
ESCROW = "Rust escrow, Deposit: 18,819 to 26,670 (solana-program/escrow, docs/CU_BENCHMARKS.md)"
CREATION = "Anchor, for one created account: 4,503 (jacobcreech/profiling-anchor); here it is two"
BOTH = ("Anchor, PDA and token transfer: 23,500, tuned 15,000 "
        "(Exo Technologies, Optimizing compute units)")
PUBLISHED = {
    "deposit_direct": ESCROW, "deposit_token": ESCROW, "initialize_token": CREATION,
    "initialize_token, then deposit_token": BOTH}


def deposit_direct(world):
    return world.program.deposit_direct(world.payer, PAYER, CODE, 5 * USD)


def initialize_token(world):
    return world.program.initialize_token(PAYER, CODE)


def initialize_token_where_all_is_funded(world):
    vault = world.program.vault(CODE, PAYER)
    world.give(vault.authority, SOL)
    world.give(vault.account(USDC), SOL)
    return initialize_token(world)


def initialize_token_where_the_vault_exists(world):
    world.must(tokens.create_associated(PAYER, world.program.vault(CODE, PAYER).authority, USDC))
    return initialize_token(world)


def deposit_token(world):
    world.opened(balance=USD)
    return world.program.deposit_token(PAYER, CODE, world.payer, USD)


def initialize_token_then_deposit_token(world):
    return [initialize_token(world),
            world.program.deposit_token(PAYER, CODE, world.payer, USD)]


def close_token_account(world):
    world.opened()
    return world.program.close_token_account(PAYER, CODE)


def sweep_token_of_a_code(world):
    return world.program.sweep_token(world.filled())


def sweep_token_of_a_deposit_account(world):
    return world.program.sweep_token(world.opened(balance=USD))


def sweep_token_of_a_foreign_mint(world):
    world.mint(FOREIGN_MINT)
    world.hold(TREASURY, FOREIGN_MINT, 0)
    vault = world.program.vault(CODE)
    world.hold(vault.authority, FOREIGN_MINT, USD)
    return world.program.sweep_token(vault, FOREIGN_MINT)


def sweep_token_of_the_newer_token_program(world):
    world.mint(MINT_2022, 6, TOKEN_2022, [tokens.mint_close_authority(ISSUER)])
    world.open(TREASURY, MINT_2022, 0, TOKEN_2022)
    vault = world.program.vault(CODE)
    world.open(vault.authority, MINT_2022, USD, TOKEN_2022)
    return world.program.sweep_token(vault, MINT_2022, TOKEN_2022)


def sweep_lamports(world):
    vault = world.program.vault(CODE)
    world.give(vault.authority, SOL)
    return world.program.sweep_lamports(vault)


def sweep_lamports_of_a_vault_too(world):
    vault = world.filled()
    account = vault.account(USDC)
    world.put(account, world.data(account), tokens.TOKEN, SOL)
    world.give(vault.authority, SOL)
    return world.program.sweep_vault_lamports(vault, account)


def recover_nested(world):
    vault = world.filled()
    world.hold(vault.account(USDC), USDC, USD)
    return world.program.recover_nested(vault, USDC)


INSTRUCTIONS = (
    deposit_direct, initialize_token, initialize_token_where_all_is_funded,
    initialize_token_where_the_vault_exists, deposit_token, initialize_token_then_deposit_token,
    close_token_account, sweep_token_of_a_code, sweep_token_of_a_deposit_account,
    sweep_token_of_a_foreign_mint, sweep_token_of_the_newer_token_program, sweep_lamports,
    sweep_lamports_of_a_vault_too, recover_nested)


def name_of(scenario) -> str:
    """Its instruction's own name, and in words what is special."""
    words = scenario.__name__
    for instruction in ("initialize_token", "deposit_token", "sweep_token", "sweep_lamports"):
        if words.startswith(f"{instruction}_"):
            rest = words[len(instruction) + 1:].replace("_", " ")
            return f"{instruction}, {rest.replace('deposit token', 'deposit_token')}"
    return words


def measure_instruction(scenario) -> int:
    world = World()
    sent = scenario(world)
    return world.must(*(sent if isinstance(sent, list) else [sent])).units


def measure() -> dict:
    """All figures as they are now. What ran before a refusal in the same transaction is counted too."""
    return {
        "bytes": {"deposit": len(built.deposit()), "proxy": len(built.proxy())},
        "instructions": {name_of(each): measure_instruction(each) for each in INSTRUCTIONS},
        "refusals": {each.name: {"error": each.error, "units": each.outcome.units} for each in CASES},
    }


def table(figures: dict) -> str:
    lines = [
        "# What the deposit program costs", "",
        "Written by `Contract/Tests/compute.py --write`; a test fails when a figure grows by 2 %.", "",
        f"Program: {figures['bytes']['deposit']:,} bytes. "
        f"Test proxy: {figures['bytes']['proxy']:,} bytes.", "",
        "## Instructions", "", "Compute units, the called programs included.", "",
        "| Instruction | Units | Published for the nearest job |",
        "|---|---:|---|"]
    for name, units in figures["instructions"].items():
        lines.append(f"| {name} | {units:,} | {PUBLISHED.get(name, '')} |")
    lines += [
        "",
        "None of the published figures is for the identical job. Those with transfers were taken with",
        "the older Token program, whose `TransferChecked` takes 6,200 units where today's takes 105",
        "(SIMD-0266): subtract 6,100 for each transfer, and compare magnitudes.", "",
        "## Refusals", "",
        "Units until the refusal; what was sent before it in the same transaction is counted too.", "",
        "| Case | Error | Units |", "|---|---|---:|"]
    for name, refusal in figures["refusals"].items():
        lines.append(f"| {name} | {refusal['error']} | {refusal['units']:,} |")
    return "\n".join(lines) + "\n"


def main() -> None:
    parser = argparse.ArgumentParser(description="Measure what the deposit program costs.")
    parser.add_argument("--write", action="store_true", help="keep the figures")
    figures = measure()
    if parser.parse_args().write:
        FIGURES.write_text(json.dumps(figures, indent=2) + "\n")
        TABLE.write_text(table(figures))
    print(table(figures))


if __name__ == "__main__":
    main()
