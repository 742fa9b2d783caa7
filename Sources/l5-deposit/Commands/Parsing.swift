#if CLI
import DepositProgram
import DepositVerifier
import SolanaCodec

/// What people write on the command line, read strictly.
enum Parsing {
    /// A code, or the `https://…/deposit/CODE` link of a gateway.
    ///
    /// - Throws: `Failure`.
    static func code(_ text: String?, allowingLegacy: Bool) throws -> DepositCode {
        guard let text = text ?? SystemFile.environment("L5_DEPOSIT_CODE") else {
            throw Failure(
                .usage, "there is no deposit code", why: "neither --code nor L5_DEPOSIT_CODE",
                next: "add --code CODE")
        }
        var bare = text[...]
        if text.hasPrefix("https://") {
            let path = text.dropFirst(8).split(separator: "/", omittingEmptySubsequences: false)
            guard path.count >= 3, path[path.count - 2] == "deposit" else {
                throw malformedCode(text)
            }
            bare = path[path.count - 1]
        }
        guard let code = DepositCode(parsing: bare, allowingLegacy: allowingLegacy) else {
            throw malformedCode(text)
        }
        return code
    }

    private static func malformedCode(_ text: String) -> Failure {
        Failure(
            .usage, "the deposit code is malformed", why: Failure.argument(text),
            next: "a code has 16 hexadecimal digits, such as A1B2C3D4E5F6A7B8")
    }

    /// An amount in tokens, `ALL`, or base units.
    ///
    /// - Throws: `Failure`.
    static func amount(
        _ text: String?, micro: String?, decimals: UInt8
    ) throws -> DepositPlanner.Amount {
        switch (text, micro) {
        case (nil, nil), (.some, .some):
            throw Failure(
                .usage, "there must be exactly one amount", why: "AMOUNT or --micro N",
                next: "l5-deposit deposit 25.5 --code CODE")
        case ("ALL", nil): return .all
        case (let text?, nil): return .units(try units(text, decimals: decimals))
        case (nil, let micro?): return .units(try units(micro, decimals: 0))
        }
    }

    /// A decimal amount in base units, not 0.
    ///
    /// - Throws: `Failure`.
    static func units(_ text: String, decimals: UInt8) throws -> UInt64 {
        let why: String
        do throws(DecimalAmount.AmountError) {
            let units = try DecimalAmount.parse(text, decimals: decimals)
            guard units == 0 else { return units }
            why = "0 is no deposit"
        } catch {
            why =
                switch error {
                case .malformed: "digits, and a point with up to \(decimals) digits, no sign"
                case .tooManyDecimals(let limit): "at most \(limit) digits after the point"
                case .overflow: "it exceeds 64 bits"
                }
        }
        throw Failure(
            .usage, "the amount \(Failure.argument(text)) is not valid", why: why,
            next: decimals == 0 ? "write base units, such as 25500000" : "write it as in 25.5")
    }

    /// A memo that is no code; 566 bytes are what SPL tools allow, a packet holds fewer here.
    ///
    /// - Throws: `Failure`.
    static func remark(_ text: String?) throws -> String? {
        guard let text else { return nil }
        let bytes = Array(text.utf8)
        guard !bytes.isEmpty, bytes.count <= longestRemark,
            DepositMemo.code(in: bytes, allowingLegacy: true) == nil
        else {
            throw Failure(
                .usage, "the memo cannot be used",
                why: "it is empty, over \(longestRemark) bytes, or reads as a deposit code",
                next: "the code goes into --code; --with-memo is a note for people")
        }
        return text
    }

    /// Leaves room for the deposit itself in a packet of 1,232 bytes.
    static let longestRemark = 400

    /// A text without the blanks of ASCII around it.
    static func trimmed(_ text: String) -> String {
        let blanks: [UInt8] = [0x20, 0x09, 0x0A, 0x0D]
        var rest = Array(text.utf8)[...]
        while let first = rest.first, blanks.contains(first) { rest = rest.dropFirst() }
        while let last = rest.last, blanks.contains(last) { rest = rest.dropLast() }
        return String(decoding: rest, as: UTF8.self)
    }

    /// A signature in base58, or the page of an explorer that shows it.
    ///
    /// - Throws: `Failure`.
    static func signature(_ text: String) throws -> Signature {
        let text = trimmed(text)
        var bare = text[...]
        for page in ["https://explorer.solana.com/tx/", "https://solscan.io/tx/"]
        where text.hasPrefix(page) {
            bare = bare.dropFirst(page.count).prefix { $0 != "?" && $0 != "#" }
        }
        guard let signature = try? Signature(parsing: bare) else {
            throw Failure(
                .usage, "this is no signature", why: Failure.argument(text),
                next: "give 64 bytes in base58")
        }
        return signature
    }
}
#endif
