"""The framework itself: layout, recordings, and the register."""

import sys
import unittest
from pathlib import Path

TOOL = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(TOOL))

import paths
import folders
from case import CASES, Case
from catalogue import CATALOGUE, missing
from elsewhere import LATER, TESTS
from groups import load
from layout import pretty
from random_cases import play
from recording import Recording
from scene import merged
from world import C1, REF, T, TREASURY, USDC, associated

load()


class GoldenTests(unittest.TestCase):
    """The world is the one of the golden vectors."""

    def test_treasury_account_and_reference(self):
        self.assertEqual(str(associated(TREASURY, USDC)), "ASZ2TDDNJG2n42TxAezqNNzwWipykHrENDKMCoLKgzup")
        self.assertEqual(str(REF(C1)), "GBibLSLsrfDy9CCHt8RZT5PAwtsnDf5MczNa5EQar5Tw")
        self.assertEqual(REF(C1), REF(C1, T))


class LayoutTests(unittest.TestCase):
    def test_breaks_what_is_wider_than_a_line(self):
        wide = {"a": ["x y " * 10] * 4, "b": 1}
        self.assertEqual(pretty({"a": [1, {"b": None}]}), '{"a": [1, {"b": null}]}')
        self.assertGreater(len(pretty(wide).splitlines()), 4)


class RecordingTests(unittest.TestCase):
    def test_a_later_step_records_what_changed(self):
        recording = Recording("one")
        for step, slot in ((0, 1), (1, 1), (2, 3)):
            recording.add("getSlot", [], {"result": slot}, step)
        self.assertEqual([each.get("step", 0) for each in recording.exchanges], [0, 2])

    def test_merges_patches_into_each_other(self):
        self.assertEqual(merged({"a": {"b": 1}}, {"a": {"c": None}}), {"a": {"b": 1, "c": None}})


class RandomTests(unittest.TestCase):
    def test_a_seed_stands_for_its_folders(self):
        first, second, other = (files_of_random(seed) for seed in ("7 1", "7 1", "7 2"))
        self.assertEqual(first, second)
        self.assertNotEqual(first, other)


def files_of_random(seed: str) -> dict[str, bytes]:
    return folders.files_of(Case("A01", "random", "random", None, (), play, {"seed": seed}))


class RegisterTests(unittest.TestCase):
    def test_the_catalogue_is_whole(self):
        self.assertEqual(len(CATALOGUE), 303)
        self.assertEqual(LATER.keys() | TESTS.keys(), (LATER.keys() | TESTS.keys()) & CATALOGUE.keys())

    def test_no_case_is_missing(self):
        self.assertEqual(missing(CASES.values()), [])

    def test_tests_that_are_named_exist(self):
        for id, place in TESTS.items():
            path, _, words = place.partition("#")
            self.assertIn(words or id, (paths.REPOSITORY / path).read_text(), place)

    def test_a_case_makes_the_same_bytes_each_time(self):
        case = CASES["A01"]
        self.assertEqual(folders.files_of(case), folders.files_of(case))


if __name__ == "__main__":
    unittest.main()
