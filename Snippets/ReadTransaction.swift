// Say what a transaction does. Argument: its bytes in base64.
import Foundation
import SolanaCodec

let arguments = CommandLine.arguments
guard arguments.count == 2, let bytes = Base64.decode(arguments[1]) else {
    print("usage: BASE64")
    exit(64)
}

let transaction = try Transaction(decoding: bytes)
print(transaction.signature, transaction.message.version)

for (signer, status) in zip(transaction.signerAddresses, transaction.signatureStatuses) {
    print("signed by \(signer): \(status)")
}

// A v0 message may take accounts from lookup tables; then their addresses have to come from elsewhere.
guard let accounts = transaction.message.accounts() else {
    print("\(transaction.message.lookups.count) lookup tables are needed")
    exit(1)
}

for compiled in transaction.message.instructions {
    let instruction = Instruction(
        program: accounts[Int(compiled.programIndex)].address,
        accounts: compiled.accountIndices.map { accounts[Int($0)] },
        data: compiled.data)
    let known = try KnownInstruction(decoding: instruction)
    print(known.programName ?? "\(known.program)", known.name ?? "unknown")
    for field in known.fields { print("    \(field.name): \(field.value)") }

    if case .token(.transfer(let transfer), _) = known {
        print("    moves \(transfer.amount.rawValue) base units to \(transfer.destination)")
    }
}

// The same as a tree, for people.
var context = TransactionDescription.Context()
context.tokens["EPjFWdd5AufqSSqeM2qN1xzybapC8G4wEGGkZwyTDt1v"] = .init(symbol: "USDC", decimals: 6)
print(TransactionDescription(transaction, context: context).text())
