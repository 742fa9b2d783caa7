import DepositProgram
import DepositVerifier
import SolanaCodec

/// What `decode` shows of a transaction. All of it comes from the input; nothing is fetched.
struct DecodeReport {
    /// The name of the JSON document's shape.
    static let schema = "l5.transaction/1"

    /// What was read.
    let input: DecodeInput
    /// What it means.
    let description: TransactionDescription
    /// The account that stands for each unresolved lookup entry, by stand-in.
    let unresolved: [Address: DescribedAccount.Name]

    /// Reads a text and checks its signatures.
    ///
    /// - Parameter programs: the operators' programs that are known by their addresses.
    /// - Throws: `DecodeFailure`.
    init(parsing text: [UInt8], programs: [OperatorProgram] = []) throws(DecodeFailure) {
        self.init(try DecodeInput(parsing: text), programs: programs)
    }

    /// Explains a transaction.
    init(_ input: DecodeInput, programs: [OperatorProgram] = []) {
        self.input = input
        var context = input.context
        context.decoders += programs.map { $0 as any ProgramDecoder }
        description = TransactionDescription(input.transaction, context: context)
        unresolved = description.unresolved
    }

    /// How each signature stands against the message.
    var signatureStatuses: [Transaction.SignatureStatus] { description.signatureStatuses }
    /// All accounts, in the order of the indices.
    var accounts: [DescribedAccount] { description.accounts }
    /// All instructions, those of programs and batches included.
    var instructions: [DescribedInstruction] { description.instructions }
    /// The transaction.
    var transaction: Transaction { input.transaction }
    /// Its message.
    var message: Message { input.transaction.message }
    /// The hash by which the cluster knows the message, in base58.
    var messageHash: String { Base58.encode(transaction.messageHash.bytes) }

    /// The name of an account of an instruction.
    func name(of address: Address) -> DescribedAccount.Name {
        unresolved[address] ?? .address(address)
    }
}

/// What a run of `decode` prints and how it ends.
struct DecodeOutcome: Equatable {
    /// For standard output.
    var output: [UInt8]
    /// For standard error.
    var errors: [UInt8]
    /// 0, or 2 for malformed input.
    var exitCode: Int32

    /// How the report is written.
    enum Form {
        /// A tree for people, with the most columns of a line.
        case text(width: Int? = nil)
        /// An indented JSON document.
        case json
        /// A JSON document in one line.
        case jsonCompact
    }

    /// Decodes a text. With JSON there is exactly one document on standard output in every case.
    init(_ input: [UInt8], form: Form, programs: [OperatorProgram] = []) {
        do throws(DecodeFailure) {
            let report = try DecodeReport(parsing: input, programs: programs)
            self.init(report, form: form)
        } catch {
            self.init(error, form: form)
        }
    }

    private init(_ report: DecodeReport, form: Form) {
        output =
            if case .text(let width) = form {
                Array(report.text(width: width).utf8)
            } else {
                Self.document(report.json, form)
            }
        errors = []
        exitCode = 0
    }

    /// The outcome of an input that is no transaction.
    init(_ failure: DecodeFailure, form: Form) {
        output =
            if case .text = form { [] } else { Self.document(failure.json, form) }
        errors = Array(failure.text.utf8)
        exitCode = DecodeFailure.exitCode
    }

    private static func document(_ json: JSONOutput, _ form: Form) -> [UInt8] {
        let isCompact = if case .jsonCompact = form { true } else { false }
        return json.encoded(pretty: !isCompact) + [UInt8(ascii: "\n")]
    }
}
