internal import SolanaCodec

extension DepositSender {
    /// What a sender remembers between two looks.
    struct Watch {
        var lastSend: Time.Instant
        var attempt = 1
        /// How often in a row it was found gone.
        private(set) var goneLooks = 0
        private let patience: Patience
        private var lastAnswer: Time.Instant
        private var height: BlockHeight?
        private var seen: Commitment?
        private var failure: RPCError?

        init(_ patience: Patience, lastAnswer: Time.Instant, lastSend: Time.Instant) {
            self.patience = patience
            self.lastAnswer = lastAnswer
            self.lastSend = lastSend
        }

        mutating func take(_ whereabouts: Whereabouts, at now: Time.Instant) {
            failure = whereabouts.error
            height = whereabouts.height ?? height
            if failure == nil { lastAnswer = now }
            goneLooks = if case .gone = whereabouts { goneLooks + 1 } else { 0 }
            switch whereabouts {
            // The fork that held it may have been dropped: it has to be sent again.
            case .absent, .gone, .undecided: seen = nil
            case .found, .silent: break
            }
        }

        /// Whether this is another commitment than the last one.
        mutating func isNew(_ commitment: Commitment) -> Bool {
            defer { seen = commitment }
            return seen != commitment
        }

        func isDueForSending(at now: Time.Instant) -> Bool {
            seen == nil && goneLooks == 0 && lastSend.duration(to: now) >= patience.resend
        }

        /// Why to stop now; `nil` to go on.
        func doubt(at now: Time.Instant, end: Time.Instant) -> SendingOutcome.Doubt? {
            let silence = lastAnswer.duration(to: now)
            if let failure, silence >= patience.silence { return .silence(silence, failure) }
            let isOver = now.advanced(by: patience.poll) >= end
            return isOver ? .timeout(height: height) : nil
        }
    }
}
