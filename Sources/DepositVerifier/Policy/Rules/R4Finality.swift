/// R4: only what cannot be undone credits, and only that refuses for good.
///
/// `finalized` holds under TowerBFT and Alpenglow alike. A policy that asks for `confirmed` needs
/// proof that the cluster runs Alpenglow; until that proof is read, it waits for `finalized` too.
enum R4Finality {
    static func check(_ status: SignatureStatus) throws(Finding) {
        guard status.confirmationStatus == .finalized else {
            throw Finding(.awaitingFinality, .finality)
        }
    }
}
