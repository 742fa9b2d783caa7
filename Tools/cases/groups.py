"""Which modules hold cases, in the order of the catalogue."""

from importlib import import_module

GROUPS = ("a", "a_twins", "b", "c", "d", "e", "f", "g", "h", "i", "j", "j_answers", "l",
          "l_others", "m", "o", "o_later", "o_programs")


def load() -> None:
    """Import them, so that they register their cases."""
    for name in GROUPS:
        import_module(f"group_{name}")
