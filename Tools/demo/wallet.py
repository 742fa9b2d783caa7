"""Writes a fresh key file, as solana-keygen would, and prints its address.

    wallet.py FILE
"""

import json
import os
import sys

from solders.keypair import Keypair


def main() -> None:
    keypair = Keypair()
    descriptor = os.open(sys.argv[1], os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w") as file:
        json.dump(list(bytes(keypair)), file)
    print(keypair.pubkey())


if __name__ == "__main__":
    main()
