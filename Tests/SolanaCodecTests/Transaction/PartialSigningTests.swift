import SolanaCodec
import TestSupport
import Testing

@Suite struct PartialSigningTests {
    /// A transfer from one wallet for which another pays, in each version.
    static func transaction(_ version: Message.Version, lamports: UInt64 = 1) throws -> Transaction
    {
        let transfer = SystemInstruction.transfer(
            source: World.payer.address, destination: World.treasury.address,
            lamports: Lamports(lamports))
        return try Transaction(
            Message.compile(
                [transfer.instruction], payer: World.relayer.address,
                recentBlockhash: Blockhash(FixedBytes(repeating: 9)), version: version))
    }

    @Test(arguments: Message.Version.allCases)
    func `two halves make the whole`(version: Message.Version) throws {
        let unsigned = try Self.transaction(version)
        #expect(unsigned.missingSignatures == [World.relayer.address, World.payer.address])
        #expect(!unsigned.isFullySigned)
        var ours = unsigned
        try ours.sign(with: [World.payer, AbsentSigner(address: World.relayer.address)])
        #expect(ours.missingSignatures == [World.relayer.address])
        #expect(ours.signature == .absent)
        #expect(!ours.isFullySigned)
        // The other half comes from elsewhere, over the wire.
        var theirs = try Transaction(decoding: unsigned.encoded)
        try theirs.sign(with: [World.relayer])
        #expect(theirs.missingSignatures == [World.payer.address])
        var whole = ours
        try whole.merge(theirs)
        #expect(whole.isFullySigned)
        #expect(whole.missingSignatures.isEmpty)
        var both = unsigned
        try both.sign(with: [World.relayer, World.payer])
        #expect(both == whole)
        try theirs.merge(ours)
        #expect(theirs == whole)
        try whole.merge(ours)
        try whole.merge(unsigned)
        #expect(both == whole)
    }

    @Test func `refuses to merge another message`() throws {
        var ours = try Self.transaction(.v0)
        let before = ours
        for other in [try Self.transaction(.v0, lamports: 2), try Self.transaction(.legacy)] {
            #expect(throws: Transaction.MergeError.differentMessage) { try ours.merge(other) }
        }
        #expect(ours == before)
    }

    @Test func `refuses to merge a signature that is not valid or not the same`() throws {
        var ours = try Self.transaction(.v0)
        var theirs = ours
        try ours.sign(with: [World.payer])
        let before = ours
        // The relayer's is good, the payer's is not: neither is taken.
        try theirs.sign(with: [World.relayer])
        let stranger = try World.attacker.sign(theirs.messageBytes)
        theirs.setSignature(stranger, of: World.payer.address)
        #expect(throws: Transaction.MergeError.conflictingSignatures(of: World.payer.address)) {
            try ours.merge(theirs)
        }
        #expect(ours == before)
        var empty = try Self.transaction(.v0)
        #expect(throws: Transaction.MergeError.invalidSignature(of: World.payer.address)) {
            try empty.merge(theirs)
        }
        #expect(empty.missingSignatures.count == 2)
    }

    @Test func `a signature that is there but wrong is not signed`() throws {
        var transaction = try Self.transaction(.v0)
        try transaction.sign(with: [World.relayer])
        transaction.setSignature(
            try World.attacker.sign(transaction.messageBytes), of: World.payer.address)
        #expect(transaction.missingSignatures.isEmpty)
        #expect(!transaction.isFullySigned)
        #expect(transaction.signatureStatuses == [.valid, .invalid])
    }

    @Test func `a signature made elsewhere signs its own message only`() throws {
        var transaction = try Self.transaction(.v1)
        let signature = try World.payer.sign(transaction.messageBytes)
        let presigned = PresignedSigner(address: World.payer.address, signature: signature)
        try transaction.sign(with: [presigned, World.relayer])
        #expect(transaction.isFullySigned)
        var other = try Self.transaction(.v1, lamports: 2)
        let before = other
        #expect(throws: SignerError.wrongSignature) {
            try other.sign(with: [World.relayer, presigned])
        }
        #expect(other == before)
        for forged in [
            PresignedSigner(address: World.relayer.address, signature: signature),
            PresignedSigner(address: World.payer.address, signature: .absent),
        ] {
            #expect(throws: SignerError.wrongSignature) {
                try forged.sign(transaction.messageBytes)
            }
        }
    }

    @Test func `an absent signer never signs`() throws {
        let absent = AbsentSigner(address: World.payer.address)
        #expect(throws: SignerError.absent) { try absent.sign([]) }
        var transaction = try Self.transaction(.v0)
        let before = transaction
        try transaction.sign(with: [absent])
        #expect(transaction == before)
        #expect(throws: SignerError.wrongAddress) {
            try transaction.sign(with: [AbsentSigner(address: World.victim.address)])
        }
    }
}
