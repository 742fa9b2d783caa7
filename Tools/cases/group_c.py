"""Group C: wrong asset."""

import extensions as ext
import programs
from addresses import ASSOCIATED_TOKEN, PYUSD, SYSTEM, TOKEN, TOKEN_2022, USDC_DEVNET, USDT
from case import case
from config import asset
from expect import configuration_error, pending, reject, review, unknown
from extensions import layouts
from genesis import GENESIS_HASHES
from notation import CPI, MK, TC, TEXT_LOG, M, Step, readonly, u64, writable, written
from operations import mint_2022, open_account, stand_in
from recording import set_amount
from solders.instruction import AccountMeta
from solders.pubkey import Pubkey
from world import C1, EURC, FIVE, ISSUER, P, PAYER, T, TREASURY, USD, USDC, associated, named, other

MEMO = f"deposit:{C1}"
NOT_ALLOWED = reject("mint_not_allowed", "R8")


def pay_in(w, mint, program=TOKEN, amount: int = FIVE, decimals: int = 6, **how) -> str:
    """Open the treasury's account of a mint and pay into it, with a memo."""
    source, home = associated(PAYER, mint, program), associated(TREASURY, mint, program)
    return w.land(MK(TREASURY, mint, program=program), M(MEMO, PAYER),
                  TC(source, home, PAYER, amount, mint=mint, decimals=decimals, program=program),
                  **how)


def mint_at(w, name: str, address: str | Pubkey, decimals: int = 6) -> Pubkey:
    """A mint of the Token program at this address, of which PAYER holds 20."""
    mint = Pubkey.from_string(address) if isinstance(address, str) else address
    w.put(named(name, mint), layouts.mint_data(ISSUER, decimals))
    w.give(PAYER, 20 * USD, mint)
    return mint


# Look-alikes

@case("C01", "token", "of the Token program")
def _(w):
    pay_in(w, mint_at(w, "fake USDC", other("fake USDC")))
    w.expects(NOT_ALLOWED)


@case("C01", "token-2022", "of Token-2022, whose mints hold their metadata")
def _(w):
    address = other("FAKE mint")
    mint = mint_2022(w, ext.metadata_pointer(address), ext.metadata(address, "USD Coin", "USDC"),
                     symbol="FAKE")
    open_account(w, PAYER, mint, 20 * USD)
    pay_in(w, mint, TOKEN_2022)
    w.expects(NOT_ALLOWED)


@case("C02")
def _(w):
    # The first twelve characters of USDC's mint, and then others.
    pay_in(w, mint_at(w, "vanity USDC", "EPjFWdd5AufqTr1K3nQzM7bJcYx8s2gVwHdRpLaN4EtU"))
    w.expects(NOT_ALLOWED)


LOOK_ALIKE = "Es9vMFrzaCERmKcoYhgNPJ9rg9fNimJik6Xvxp7UYA8e"


@case("C03", "asset", "named in the policy as USDT")
@case("C03", "other-symbol", "named in the policy by another symbol", symbol="DOLLAR")
def _(w, symbol="USDT"):
    w.configure(assets=[asset("USDC", USDC), asset(symbol, LOOK_ALIKE)])
    w.expects(configuration_error("policy"))
    w.land(M(MEMO, PAYER), TC(P, T, PAYER))


@case("C03", "known", "named in the policy as a known mint")
def _(w):
    w.configure(knownAssets=[LOOK_ALIKE])
    w.land(M(MEMO, PAYER), TC(P, T, PAYER))
    w.expects(configuration_error("policy"))


@case("C03", "deposit", "paid to the treasury")
def _(w):
    pay_in(w, mint_at(w, "USDT look-alike", LOOK_ALIKE))
    w.expects(NOT_ALLOWED)


# Other clusters

@case("C04")
def _(w):
    home = associated(TREASURY, USDC_DEVNET)
    transaction = w.sign(M(MEMO, PAYER), TC(associated(PAYER, USDC_DEVNET), home, PAYER,
                                            mint=USDC_DEVNET))
    w.ask(str(transaction.signatures[0]))
    w.expects(pending("not_found", "R3", rules=["R1", "R3"]))


@case("C05", "one", "its only one")
def _(w):
    w.land(M(MEMO, PAYER), TC(P, T, PAYER))
    w.edit("getGenesisHash: devnet's").respond("getGenesisHash", [], DEVNET)
    w.expects(configuration_error("wrong_cluster"))


@case("C05", "second", "the second of two")
def _(w):
    w.land(M(MEMO, PAYER), TC(P, T, PAYER))
    w.advance()
    w.observe("one")
    w.observe("two")
    w.edit("getGenesisHash of endpoint two: devnet's", "two").respond("getGenesisHash", [], DEVNET)
    w.expects(configuration_error("wrong_cluster"))


DEVNET = {"result": GENESIS_HASHES["devnet"]}


@case("C06")
def _(w):
    pay_in(w, mint_at(w, "USDCet", "A9mUU4qviSctJVPJdBJWkb28deg915LYJKrzQ19ji3FM"))
    w.expects(NOT_ALLOWED)


# Other programs

def fake_transfer(program) -> Step:
    return TC(P, T, PAYER, program=program)


@case("C07", "direct", "called by the transaction")
def _(w):
    fake = stand_in(w, other("fake Token"))
    w.land(M(MEMO, PAYER), fake_transfer(fake))
    assert w.held(T) == 0
    w.expects(reject("wrong_token_program", "R8"))


@case("C07", "inner", "called by a program that logs as Token does")
def _(w):
    fake = stand_in(w, other("fake Token"))
    w.load(programs.PROXY)
    w.land(M(MEMO, PAYER), TEXT_LOG("Instruction: TransferChecked"),
           CPI(fake_transfer(fake), name="X"))
    w.expects(reject("wrong_token_program", "R8"))


@case("C08")
def _(w):
    fake = stand_in(w, other("fake Token"))
    signature = w.land(M(MEMO, PAYER), fake_transfer(fake))
    one = w.edit("asked for jsonParsed, the node names the program spl-token, and its transfer")
    told = dict(one.transaction(signature))
    told["transaction"] = parsed(signature, fake)
    one.exchanges.append({"request": {"method": "getTransaction",
                                      "params": [signature, {"encoding": "jsonParsed"}]},
                          "response": {"result": told}})
    w.expects(reject("wrong_token_program", "R8", rules=["R5", "R8"]))


def parsed(signature: str, program) -> dict:
    """What a parser makes of an instruction that it takes for Token's."""
    info = {"authority": str(PAYER), "destination": str(T), "mint": str(USDC), "source": str(P),
            "tokenAmount": {"amount": str(FIVE), "decimals": 6, "uiAmount": 5.0, "uiAmountString": "5"}}
    instruction = {"parsed": {"info": info, "type": "transferChecked"}, "program": "spl-token",
                   "programId": str(program), "stackHeight": 1}
    keys = [{"pubkey": str(key), "signer": key == PAYER, "source": "transaction", "writable": key != USDC}
            for key in (PAYER, P, T, USDC)]
    return {"message": {"accountKeys": keys, "instructions": [instruction],
                        "recentBlockhash": str(SYSTEM)}, "signatures": [signature]}


@case("C09", "balances", "with balances to match", invents=True)
@case("C09", "plain", "with the balances as they are", invents=False)
def _(w, invents):
    signature = w.land(M(MEMO, PAYER), TC(P, T, PAYER, decimals=9), fails=True)
    one = w.edit("the failed transaction is told to have succeeded")
    one.set_error(signature, None)
    if invents:
        for balance in one.meta(signature)["postTokenBalances"]:
            set_amount(balance, FIVE if balance["owner"] == str(TREASURY) else 15 * USD)
    w.expects(unknown("rpc_inconsistent", "R8"))


@case("C10")
def _(w):
    w.configure(assets=[asset("USDC", USDC, decimals=9)])
    w.land(M(MEMO, PAYER), TC(P, T, PAYER))
    w.expects(configuration_error("policy"))


# What the operator owns, and what nobody does

@case("C11")
def _(w):
    w.give(PAYER, 20 * USD, USDT)
    pay_in(w, USDT)
    w.expects(review("asset_not_enabled", "2", FIVE, rule="R8"))


@case("C12")
def _(w):
    mint_at(w, "EURC", EURC)
    pay_in(w, EURC)
    w.expects(review("asset_not_enabled", "2", FIVE, rule="R8"))


@case("C13", "create", "the account cannot be created")
def _(w):
    w.give(PAYER, 20 * USD, PYUSD)
    wrong = named("T(PYUSD) as Token's", associated(TREASURY, PYUSD, TOKEN))
    w.land(written(f"MK at {wrong}", ASSOCIATED_TOKEN, b"\1", signer_writable(PAYER),
                   writable(wrong), readonly(TREASURY), readonly(PYUSD), readonly(SYSTEM),
                   readonly(TOKEN_2022)),
           M(MEMO, PAYER), pyusd(wrong), fails=True)
    w.expects(reject("tx_failed", "R3"))


@case("C13", "transfer", "there is nothing at the address")
def _(w):
    w.give(PAYER, 20 * USD, PYUSD)
    wrong = named("T(PYUSD) as Token's", associated(TREASURY, PYUSD, TOKEN))
    w.land(M(MEMO, PAYER), pyusd(wrong), fails=True)
    w.expects(reject("tx_failed", "R3"))


def pyusd(destination):
    return TC(associated(PAYER, PYUSD, TOKEN_2022), destination, PAYER, mint=PYUSD, program=TOKEN_2022)


COMPRESSED_TOKEN = named("compressed token", Pubkey.from_string(
    "cTokenmWW8bLPjZEBAUgYy3zKxQZW6VKi7bqNFEVv3m"))


@case("C14")
def _(w):
    stand_in(w, COMPRESSED_TOKEN)
    transfer = written("compressed transfer(PAYER→TREASURY,5)", COMPRESSED_TOKEN,
                       bytes.fromhex("a334c8e78c0345ba") + u64(FIVE) + bytes(64),
                       signer_writable(PAYER), readonly(TREASURY), readonly(USDC))
    w.land(M(MEMO, PAYER), transfer)
    w.edit("the compressed-token program, which is not here, took the instruction and succeeded")
    w.expects(reject("no_matching_transfer", "R7"))


def signer_writable(address) -> AccountMeta:
    return AccountMeta(address, True, True)


@case("C15")
def _(w):
    address = other("NFT mint")
    mint = mint_2022(w, ext.metadata_pointer(address), ext.metadata(address, "5000 USDC", "USDC"),
                     symbol="NFT", decimals=0)
    open_account(w, PAYER, mint, 1)
    pay_in(w, mint, TOKEN_2022, 1, 0)
    w.expects(NOT_ALLOWED)
