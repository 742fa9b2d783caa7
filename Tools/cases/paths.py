"""Where the modules of the local chain and of the programs' tests are found.

Both folders have modules named `tokens` and `addresses`: the chain's keep the names, the other ones
are loaded with their own neighbours in sight and then put aside.
"""

import sys
from importlib import import_module
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parent.parent.parent
FOLDER = REPOSITORY / "fixtures" / "cases"
CONTRACT = REPOSITORY / "Contract" / "Tests"
LOCALNET = REPOSITORY / "Tools" / "localnet"
SHARED_NAMES = ("tokens", "addresses")

sys.path.append(str(LOCALNET))


def contract_module(name: str):
    """A module of Contract/Tests."""
    hidden = {each: sys.modules.pop(each) for each in SHARED_NAMES if each in sys.modules}
    sys.path.insert(0, str(CONTRACT))
    try:
        return import_module(name)
    finally:
        sys.path.remove(str(CONTRACT))
        for each in SHARED_NAMES:
            sys.modules.pop(each, None)
        sys.modules.update(hidden)
