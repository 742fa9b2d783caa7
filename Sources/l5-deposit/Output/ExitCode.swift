/// How the program ends. The numbers are a promise: scripts rely on them.
enum ExitCode: Int32, CaseIterable, Sendable {
    case ok = 0
    case internalError = 1
    case rejected = 2
    case pending = 3
    case unknown = 4
    case expired = 5
    case failedOnChain = 6
    case preflight = 7
    case insufficientFunds = 8
    case signer = 9
    case network = 10
    case review = 11
    case ledger = 12
    case difference = 13
    case usage = 64
    case interrupted = 130

    /// The stable name, as in JSON output.
    var name: String {
        self == .internalError ? "internal" : "\(self)"
    }

    /// What it means, and whether the same command may be run again.
    var meaning: String {
        switch self {
        case .ok: "done"
        case .internalError: "a bug; look before you repeat"
        case .rejected: "nothing to credit, or malformed input"
        case .pending: "not final or not visible yet; run again"
        case .unknown: "sent, not settled: run `status`, do not pay again"
        case .expired: "it can no longer land; safe to run again"
        case .failedOnChain: "landed with an error, the fee is paid"
        case .preflight: "the simulation failed; nothing was sent"
        case .insufficientFunds: "too little of the token, or of SOL"
        case .signer: "key missing, wrong, or readable by others"
        case .network: "no endpoint, or the wrong cluster; nothing sent"
        case .review: "money arrived, a person must decide"
        case .ledger: "ledger or journal locked, unwritable, or newer"
        case .difference: "audit or reconciliation found a difference"
        case .usage: "the command line is wrong"
        case .interrupted: "Ctrl-C before anything was sent"
        }
    }

    /// The table of all codes, for help.
    static var table: String {
        allCases.map { code in
            let number = String(code.rawValue)
            let padding = String(repeating: " ", count: 3 - number.count)
            let name = code.name + String(repeating: " ", count: 18 - code.name.count)
            return "  \(padding)\(number)  \(name)\(code.meaning)"
        }.joined(separator: "\n")
    }
}
