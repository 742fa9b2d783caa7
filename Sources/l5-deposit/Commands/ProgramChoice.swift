#if CLI
import DepositProgram
import DepositVerifier
import SolanaCodec

/// Which deposit program is meant, and what the policy says of it.
struct ProgramChoice {
    let program: OperatorProgram
    /// What its bytes must be; `nil` if no policy says so.
    let pin: DepositPolicy.PinnedProgram?
    /// SHA-256 that its code must have, from `--program-hash`.
    let hash: FixedBytes<32>?

    /// Whether somebody other than the program says what its bytes must be.
    var isKnown: Bool { pin != nil || hash != nil }

    /// The program that `--program` names, or the only one that the policy pins.
    ///
    /// - Throws: `Failure`; also for a program other than those that the policy pins.
    init(_ text: String?, hash: String? = nil, policy: DepositPolicy?) throws {
        self.hash = try hash.map(Parsing.hash)
        // Of several deployments of one program, the last is the one to pay through.
        let pins = Dictionary(grouping: policy?.programs ?? [], by: \.id).values
            .compactMap { $0.max { $0.deploySlot < $1.deploySlot } }
            .sorted { $0.id < $1.id }
        guard let text else {
            guard let pin = pins.first else {
                throw Failure(
                    .usage, "there is no deposit program",
                    why: "no --program, and no `programs` in the policy",
                    next: "add --program ID; `l5-deposit program verify` prints the policy's entry")
            }
            guard pins.count == 1 else {
                throw Failure(
                    .usage, "there are several deposit programs",
                    why: pins.map(\.id.description).joined(separator: ", "),
                    next: "name one with --program")
            }
            self.pin = pin
            program = OperatorProgram(pin.id)
            return
        }
        let id = try Parsing.program(text)
        pin = pins.first { $0.id == id }
        program = OperatorProgram(id)
        if pin == nil, let other = pins.first {
            throw Failure(
                .network, "the program is not one of the policy",
                why: "\(id) (from --program), the policy says \(other.id)",
                next: "leave --program out, or use another --policy", code: "wrongProgram")
        }
    }
}

extension Parsing {
    /// The address of a program.
    ///
    /// - Throws: `Failure`.
    static func program(_ text: String) throws -> Address {
        guard let address = Address(text) else {
            throw Failure(
                .usage, "the program is no address", why: Failure.argument(text),
                next: "give the program's 32 bytes in base58")
        }
        return address
    }

    /// A SHA-256 hash.
    ///
    /// - Throws: `Failure`.
    static func hash(_ text: String) throws -> FixedBytes<32> {
        guard let bytes = Hexadecimal.decode(text), let hash = FixedBytes<32>(bytes) else {
            throw Failure(
                .usage, "this is no hash", why: Failure.argument(text),
                next: "give the SHA-256 as 64 hexadecimal digits")
        }
        return hash
    }
}
#endif
