import SolanaCodec

extension FuzzTarget {
    /// Off-chain messages in each of their layouts.
    static let offchainMessage = FuzzTarget(
        name: "offchain-message", longest: 512
    ) { bytes throws(Finding) in
        var readings: [OffchainMessage] = []
        for layout in OffchainMessage.Layout.allCases {
            guard let message = try? OffchainMessage(decoding: bytes, layout: layout) else {
                continue
            }
            readings.append(message)
            try checkMessage(message, bytes, layout)
        }
        try expect(OffchainMessage.readings(of: bytes) == readings, "readings are all of them")
        // A transaction starts with a count below 0x80 or a version byte; this must be neither.
        try expect(
            readings.isEmpty || (try? Transaction(decoding: bytes)) == nil, "never a transaction")
    }
}

private func checkMessage(
    _ message: OffchainMessage, _ bytes: [UInt8], _ layout: OffchainMessage.Layout
) throws(Finding) {
    try expect(message.encoded == bytes, "an accepted message encodes to itself")
    try expect(bytes[16] == layout.version, "the version stands after the domain")
    try expect(
        (try? OffchainMessage(message.preamble, text: message.text)) == message,
        "an accepted message is valid")
    try expect(
        !message.text.isEmpty && bytes.suffix(message.text.count) == message.text[...], "text last")
    try expect(String(validating: message.text, as: UTF8.self) != nil, "the text is UTF-8")
    if message.format == .restrictedASCII {
        try expect(message.text.allSatisfy { $0 >= 0x20 && $0 < 0x7F }, "the text is ASCII")
    }
    try expect(message.signers.map { !$0.isEmpty } ?? true, "somebody signs")
    if layout == .v1, let signers = message.signers {
        try expect(signers == Set(signers).sorted(), "signers are sorted, each once")
    }
}
