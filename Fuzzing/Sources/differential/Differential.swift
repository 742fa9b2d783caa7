import SolanaCodec

/// Compares this library with what `Tests/Oracle/differential.py` writes, line by line.
///
/// Run by `Scripts/lib/differential.sh`. Traps at the first difference.
@main
struct Differential {
    static func main() {
        let kind = CommandLine.arguments.dropFirst().first ?? ""
        var (lines, accepted) = (0, 0)
        while let line = readLine() {
            let parts = line.split(separator: " ", omittingEmptySubsequences: false)
            guard let expected = parts.last, let found = verdict(of: kind, parts.dropLast()) else {
                fail("no line of \(kind): \(line)")
            }
            guard found.utf8.elementsEqual(expected.utf8) else {
                fail("\(kind) differ in \(line)\nours: \(found)")
            }
            lines += 1
            if found != "-", found != "0" { accepted += 1 }
        }
        print("\(kind): \(lines) compared, \(accepted) of them accepted, 0 differences")
    }

    /// What this library says, in the words of the script; `nil` for a line that is none.
    private static func verdict(of kind: String, _ parts: ArraySlice<Substring>) -> String? {
        switch kind {
        case "transactions": return parts.first.flatMap(transactionVerdict)
        case "curve": return parts.first.flatMap(curveVerdict)
        case "signatures": return signatureVerdict(Array(parts))
        default: return nil
        }
    }

    private static func transactionVerdict(_ text: Substring) -> String? {
        guard let bytes = Base64.decode(text) else { return nil }
        guard let transaction = try? Transaction(decoding: bytes) else { return "-" }
        return transaction.encoded == bytes ? description(of: transaction) : "another encoding"
    }

    private static func curveVerdict(_ text: Substring) -> String? {
        guard let bytes = Hexadecimal.decode(text), let address = Address(bytes: bytes) else {
            return nil
        }
        return Ed25519.isOnCurve(address) ? "1" : "0"
    }

    private static func signatureVerdict(_ parts: [Substring]) -> String? {
        let fields = parts.compactMap { Hexadecimal.decode($0) }
        guard fields.count == 3, let signer = Address(bytes: fields[0]),
            let signature = Signature(bytes: fields[1])
        else { return nil }
        return Ed25519.isValid(signature, of: fields[2], by: signer) ? "1" : "0"
    }

    private static func fail(_ reason: String) -> Never {
        fatalError(reason)
    }
}

/// Every field in the script's order and form.
private func description(of transaction: Transaction) -> String {
    let message = transaction.message
    let header = message.header
    let config = message.config
    let versions: [Message.Version: String] = [.legacy: "legacy", .v0: "0", .v1: "1"]
    let values: [UInt64?] = [
        config.priorityFee, config.computeUnitLimit.map(UInt64.init),
        config.loadedAccountsDataSizeLimit.map(UInt64.init), config.heapSize.map(UInt64.init),
    ]
    let parts = [
        versions[message.version] ?? "",
        list(transaction.signatures.map { hex($0.bytes) }),
        list([header.requiredSignatures, header.readonlySigned, header.readonlyUnsigned]),
        list(message.addresses.map { hex($0.bytes) }),
        hex(message.recentBlockhash.bytes),
        list(
            message.instructions.map {
                "\($0.programIndex):\(hex($0.accountIndices)):\(hex($0.data))"
            }),
        list(
            message.lookups.map {
                "\(hex($0.table.bytes)):\(hex($0.writableIndices)):\(hex($0.readonlyIndices))"
            }),
        message.version == .v1 ? list(values.map { $0.map(String.init) ?? "" }) : "",
    ]
    return parts.joined(separator: "|")
}

private func hex(_ bytes: [UInt8]) -> String { Hexadecimal.encode(bytes) }

private func list(_ parts: [some CustomStringConvertible]) -> String {
    parts.map(\.description).joined(separator: ",")
}
