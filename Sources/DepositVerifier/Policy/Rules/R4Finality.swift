/// R4: only what cannot be undone credits, and only that refuses for good.
///
/// `finalized` holds under TowerBFT and Alpenglow alike. Under Alpenglow `confirmed` holds, too: a
/// policy may ask for it, and then counts as soon as every endpoint has shown the certificate of
/// Alpenglow's first block, and for transactions after that block only. Whatever is not accepted at
/// once waits for `finalized` even so.
enum R4Finality {
    /// - Parameter alpenglowSlot: the slot of Alpenglow's first block, if the policy asks for
    ///   `confirmed` and all endpoints have shown the certificate.
    static func isSettled(_ status: SignatureStatus, alpenglowSlot: UInt64?) -> Bool {
        switch status.confirmationStatus {
        case .finalized: true
        case .confirmed: alpenglowSlot.map { $0 < status.slot } ?? false
        case .processed, nil: false
        }
    }
}
