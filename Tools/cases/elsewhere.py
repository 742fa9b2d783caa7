"""Cases without a folder: which test is theirs, or which part of the product they wait for."""

CODEC = "Tests/SolanaCodecTests"
FAILURES = f"{CODEC}/Transaction/DecodingFailureTests.swift"
TRANSACTIONS = f"{CODEC}/Transaction/TransactionTests.swift"

# A path from the root of the repository, then `#` and words that stand in the file. Some cases have
# folders too.
TESTS: dict[str, str] = {
    "A18": "Tests/DepositVerifierTests/Cases/AcceptedCases.swift#A18",  # who paid
    "A19": "Tests/DepositVerifierTests/Cases/AcceptedCases.swift#A19",
    "B07": "Tests/DepositVerifierTests/Cases/OfferedTransactionCases.swift#B07",
    "I02": "Tests/EndToEndTests/CreditTests.swift#two processes at once credit once",
    "I09": "Tests/DepositVerifierTests/Cases/OfferedTransactionCases.swift#I09",
    "I10": "Tests/EndToEndTests/CreditTests.swift#takes blanks and an explorer's page",
    "I21": "Tests/DepositVerifierTests/Cases/ReplayCases.swift#I21 the same signature on two clusters",
    "M01": f"{CODEC}/Bytes/CompactU16Tests.swift#rejects longer encodings and values beyond 16 bits",
    "M02": f"{FAILURES}#places trailing bytes at the first of them",
    "M03": f"{TRANSACTIONS}#every truncation and every extra byte is refused",
    "M04": f"{FAILURES}#places a bad index at its instruction",
    "M06": f"{FAILURES}#places header, mask and version",
    "M07": f"{FAILURES}#places header, mask and version",
    "M08": f"{TRANSACTIONS}#names versions that it does not know",
    "M09": f"{CODEC}/Instructions/TokenBatchTests.swift#refuses children that reach past the end",
    "M11": "Tests/FuzzTargetsTests/MutationTests.swift#holds for mutants",
    "M12": f"{CODEC}/Base58/Base58Tests.swift#refuses every character outside the alphabet",
    "M13": f"{CODEC}/Bytes/Base64Tests.swift#refuses every foreign character at every place",
    "M14": f"{CODEC}/Keys/DecimalAmountTests.swift#M14",
    "M15": f"{CODEC}/Keys/DecimalAmountTests.swift#M15",
    "M16": f"{CODEC}/Crypto/Ed25519Tests.swift#verifies as the runtime does today and under ZIP-215",
    "M17": f"{CODEC}/Keys/ProgramDerivedAddressTests.swift#derives the addresses that solders derives",
    "M18": "Tests/DepositProgramTests/Contracts/Level5Tests.swift#refuses every other length",
    "M20": "Tests/DepositVerifierTests/Cases/EvidenceCases.swift#decides again the same",
}

LATER: dict[str, str] = {
    **dict.fromkeys(("J16", "J17", "J18", "J19", "J20", "J21", "J22", "J28", "B09", "E08", "E09",
                     "E12"), "watching"),
    **{f"K{number:02}": "webhooks" for number in range(1, 11)},
    **dict.fromkeys(("C16", "H22", "I11", "I12", "I14", "I15"), "gateway"),
    **dict.fromkeys(("L19", "L20", "O15", "I16", "I19", "I20"), "ledger"),
    **{f"N{number:02}": "sender" for number in range(1, 19)},
}
