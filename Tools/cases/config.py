"""The policy and the ledger that all cases start from."""

from addresses import TOKEN
from world import AGENTS, EURC, GENESIS, PYUSD, TREASURY, USDC, USDT, WRAPPED_SOL

ONE = "one"  # the endpoint of most cases, and its operator
ENDPOINT_URL = "http://127.0.0.1:1"  # a placeholder


def policy() -> dict:
    """The policy of all cases; `config` of a case changes it."""
    return {
        "schema": "l5.policy/1",
        "genesis": GENESIS,
        "treasury": str(TREASURY),
        "assets": [asset("USDC", USDC)],
        "knownAssets": known_assets(),
        "endpoints": [{"url": ENDPOINT_URL, "operator": ONE}],
    }


def known_assets() -> list[str]:
    return [str(mint) for mint in (USDT, EURC, PYUSD, WRAPPED_SOL)]


def asset(symbol: str, mint, program=TOKEN, **fields) -> dict:
    return {"symbol": symbol, "mint": str(mint), "tokenProgram": str(program),
            "decimals": 6, "minimum": "10000"} | fields


def ledger() -> dict:
    codes = [{"code": code, "agent": agent, "active": True} for code, agent in AGENTS.items()]
    return {"codes": codes, "credits": []}
