"""Cases without a folder: which test is theirs, or which part of the product they wait for."""

# Paths from the root of the repository. Some cases have folders too.
TESTS: dict[str, str] = {
}

LATER: dict[str, str] = {
    **dict.fromkeys(("J16", "J17", "J18", "J19", "J20", "J21", "J22", "J28", "B09", "E08", "E09",
                     "E12"), "watching"),
    **{f"K{number:02}": "webhooks" for number in range(1, 11)},
    **dict.fromkeys(("C16", "H22", "I11", "I12", "I14", "I15"), "gateway"),
    **dict.fromkeys(("L19", "L20", "O15", "I16", "I19", "I20"), "ledger"),
    **{f"N{number:02}": "sender" for number in range(1, 19)},
}
