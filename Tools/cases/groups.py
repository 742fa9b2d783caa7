"""Which modules hold cases, in the order of the catalogue."""

from importlib import import_module

GROUPS = ("a", "a_twins", "b", "c", "d", "e", "f", "g", "h", "i", "j", "l", "m", "o")


def load() -> None:
    """Import them, so that they register their cases."""
    for name in GROUPS:
        import_module(f"group_{name}")
