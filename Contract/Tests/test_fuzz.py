"""A short run of the state-machine fuzz; `fuzz.py --sequences 100000` is the long one."""

import os
import secrets
import unittest

import fuzz

SEQUENCES = 2_000


class FuzzTests(unittest.TestCase):
    def test_invariants_hold(self):
        seed = secrets.token_hex(8)
        print(f"seed {seed}", flush=True)
        totals = fuzz.run_all(seed, 0, SEQUENCES, os.cpu_count())
        self.assertEqual(totals["sequences"], SEQUENCES)
        for name in ("deposit_direct", "initialize_token", "deposit_token", "close_token_account",
                     "sweep_token", "sweep_lamports", "recover_nested"):
            self.assertGreater(totals[f"executed {name}"], 0, name)


if __name__ == "__main__":
    unittest.main()
