"""Every hostile case is refused with its own error."""

import unittest

import hostile_2022  # the imports register the cases
import hostile_accounts
import hostile_direct
import hostile_sweeps
from deposit_program import ERRORS
from hostile import CASES


class HostileTests(unittest.TestCase):
    def test_every_error_of_the_program_has_a_case(self):
        never = {each for each in ERRORS} - {each.error for each in CASES}
        self.assertEqual(never, set())


def add(case):
    def test(self):
        self.assertIsNotNone(case.outcome.error)  # the outcome itself raises unless it is the right one
    setattr(HostileTests, "test_" + case.name.replace(" ", "_"), test)


for case in CASES:
    add(case)

if __name__ == "__main__":
    unittest.main()
