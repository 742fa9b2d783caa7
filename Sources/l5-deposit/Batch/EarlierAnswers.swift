import DepositVerifier
import SolanaCodec

/// What earlier runs have answered for good, as their output file tells.
///
/// A million signatures take some 40 MB: of each, 128 bits are kept. They are bits of a random point;
/// somebody who made two transactions agree in them would only keep one of his own from being asked.
struct EarlierAnswers: Sendable {
    private var settled: Set<UInt128> = []
    /// The most serious of the final answers.
    private(set) var worst = ExitCode.ok

    /// How many there are.
    var count: Int { settled.count }

    /// The longest line of an output file: a verdict about a full transaction has some kilobytes.
    static let longestLine = 4_194_304
    private static let pieceLength = 1_048_576

    /// None.
    init() {}

    /// Reads an output file from its start.
    ///
    /// - Returns: where its last whole line ends.
    /// - Throws: `Failure` for a file that is something else, or cannot be read.
    mutating func read(_ descriptor: Int32) throws -> Int {
        var splitter = LineSplitter(limit: Self.longestLine)
        var length = 0
        var isEmpty = true
        while true {
            let piece: [UInt8]
            do throws(SystemError) {
                piece = try SystemFile.readPiece(descriptor, limit: Self.pieceLength)
            } catch {
                throw Failure(
                    .usage, "the output file cannot be read", why: error.text,
                    next: "check its permissions")
            }
            guard !piece.isEmpty else { break }
            for line in splitter.lines(in: piece) {
                try take(line)
                length += line.bytes.count + 1
                isEmpty = false
            }
        }
        // What follows the last line break is a line that a crash has cut off, and goes.
        if isEmpty, let last = splitter.last {
            let start = Array("{\"schema\":\"\(Self.schema)\"".utf8)
            guard start.starts(with: last.bytes.prefix(start.count)) else {
                throw Self.notOurs(last)
            }
        }
        return length
    }

    /// Whether a signature needs not be asked for any more.
    func contains(_ signature: Signature) -> Bool { settled.contains(Self.key(signature)) }

    private static let schema = "l5.verify/1"

    private mutating func take(_ line: LineSplitter.Line) throws {
        guard !line.isCut else { throw Self.notOurs(line) }
        let answer: (signature: Signature?, code: ExitCode)?
        do throws(JSONError) {
            answer = try Self.answer(line.bytes)
        } catch {
            throw Self.notOurs(line)
        }
        guard let answer, let signature = answer.signature else { return }
        settled.insert(Self.key(signature))
        if VerifyRun.rank(answer.code) > VerifyRun.rank(worst) { worst = answer.code }
    }

    /// A final answer; `nil` for one that may be another next time.
    private static func answer(
        _ line: [UInt8]
    ) throws(JSONError) -> (signature: Signature?, code: ExitCode)? {
        let json = try JSONDocument(parsing: line).root
        let name = try json.required("schema")
        guard try name.string() == schema else { throw name.error(.expected("the schema")) }
        guard let text = try json.present("verdict")?.string(),
            let verdict = Verdict(rawValue: text)
        else { return nil }
        var code: ExitCode
        switch verdict {
        case .accept, .duplicate: code = .ok
        case .reject: code = .rejected
        case .review: code = .review
        case .pending, .unknown: return nil
        }
        var reviews = try json.required("reviews").array()
        if reviews.next() != nil { code = .review }
        return (Signature(try json.required("signature").string()), code)
    }

    private static func key(_ signature: Signature) -> UInt128 {
        signature.bytes.prefix(16).reduce(0) { $0 << 8 | UInt128($1) }
    }

    private static func notOurs(_ line: LineSplitter.Line) -> Failure {
        Failure(
            .usage, "this is no output of verify", why: "line \(line.number) of the file",
            next: "name the file that an earlier run wrote with -o")
    }
}
