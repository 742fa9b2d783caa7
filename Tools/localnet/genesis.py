"""What exists before the first transaction: stablecoin mints, memo v4, a rich faucet."""

from solders.account import Account
from solders.keypair import Keypair
from solders.pubkey import Pubkey

import tokens
from accounts import PROGRAM, PROGRAM_DATA
from addresses import (FEATURE, MEMO_V3, MEMO_V4, PYUSD, SYSTEM, TOKEN, TOKEN_2022,
                       TRANSACTION_V1_FEATURE, UPGRADEABLE_LOADER, USDC_DEVNET, USDC_MAINNET, USDT,
                       WRAPPED_SOL)
from chain import FIRST_SLOT, Chain

GENESIS_HASHES = {
    "mainnet": "5eykt4UsFv8P8NJdTREpY1vzqKqZKvdpKuc147dw2N9d",
    "devnet": "EtWTRABZaYq6iMfeYKouRu166VU2xqa1wcaWoxPkrZBG",
    # sha256("l5-deposit localnet")
    "localnet": "CCrLVV5NPFEhqB2NQDYsAgvnkvU743Mv8m43wmLLV1Wf",
}

# Mint and freeze authority of every mint below, and payer of the faucet. Public: worth nothing.
FAUCET = Keypair.from_seed(bytes([0xF0] * 32))
FAUCET_LAMPORTS = 500_000_000 * 10 ** 9


def install(chain: Chain) -> None:
    """Write the accounts directly: they belong to the state that the chain starts from."""
    issuer = FAUCET.pubkey()
    for mint in (USDC_MAINNET, USDC_DEVNET, USDT):
        put(chain, mint, TOKEN, tokens.mint_data(issuer, 6))
    put(chain, WRAPPED_SOL, TOKEN, tokens.mint_data(None, 9))
    put(chain, PYUSD, TOKEN_2022, tokens.extended_mint_data(issuer, 6))
    # LiteSVM runs v1 transactions without this gate; wallets look for it before they send one.
    put(chain, TRANSACTION_V1_FEATURE, FEATURE, b"\1" + bytes(8))
    # LiteSVM's v3 is the new, cheap program ("p-memo"), which is what v4 is.
    chain.svm.set_account(MEMO_V4, chain.svm.get_account(MEMO_V3))
    chain.svm.set_account(issuer, Account(FAUCET_LAMPORTS, b"", SYSTEM))


def install_program(chain: Chain, address: Pubkey, elf: bytes, authority: Pubkey | None) -> None:
    """Write a program as the upgradeable loader leaves it; raises ValueError if it cannot run.

    Source: anza-xyz/solana-sdk, loader-v3-interface, `UpgradeableLoaderState`.
    """
    data_address, _ = Pubkey.find_program_address([bytes(address)], UPGRADEABLE_LOADER)
    slot = FIRST_SLOT.to_bytes(8, "little")
    owner = b"\1" + bytes(authority) if authority else bytes(33)
    # The data first: LiteSVM compiles a program when its executable account is written.
    put(chain, data_address, UPGRADEABLE_LOADER, PROGRAM_DATA + slot + owner + elf)
    try:
        put(chain, address, UPGRADEABLE_LOADER, PROGRAM + bytes(data_address), executable=True)
    except Exception as error:  # what LiteSVM raises has no better class
        raise ValueError(str(error)) from None


def put(chain: Chain, address, owner, data: bytes, executable: bool = False) -> None:
    lamports = chain.svm.minimum_balance_for_rent_exemption(len(data))
    chain.svm.set_account(address, Account(lamports, data, owner, executable))
