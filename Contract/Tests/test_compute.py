"""Costs stay what they were."""

import json
import unittest

import compute


class ComputeTests(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.now, cls.kept = compute.measure(), json.loads(compute.FIGURES.read_text())

    def test_no_figure_grew_by_more_than_two_percent(self):
        for kind, figures in flat(self.now).items():
            for name, now in figures.items():
                with self.subTest(name):
                    kept = flat(self.kept)[kind][name]
                    self.assertLessEqual(now * 100, kept * 102, f"was {kept}; see compute.py --write")

    def test_the_same_things_are_measured(self):
        self.assertEqual({kind: list(each) for kind, each in self.now.items()},
                         {kind: list(each) for kind, each in self.kept.items()})

    def test_no_figure_exceeds_what_was_promised(self):
        units = self.now["instructions"]
        self.assertLessEqual(units["deposit_direct"], compute.MOST_DIRECT)
        for name, each in units.items():
            if name.startswith("sweep"):
                self.assertLessEqual(each, compute.MOST_SWEEP, name)
        self.assertLessEqual(self.now["bytes"]["deposit"], compute.MOST_BYTES)

    def test_the_table_shows_the_kept_figures(self):
        self.assertEqual(compute.TABLE.read_text(), compute.table(self.kept))


def flat(figures: dict) -> dict:
    """Numbers only."""
    refusals = {name: each["units"] for name, each in figures["refusals"].items()}
    return {**figures, "refusals": refusals}


if __name__ == "__main__":
    unittest.main()
