/// Why a text is not JSON, or a value is not what was asked for: facts with their place.
public struct JSONError: Error, Hashable, Sendable {
    /// What is wrong.
    public enum Kind: Hashable, Sendable {
        // The text

        /// The text ends inside a value.
        case unexpectedEnd
        /// A byte that cannot stand here.
        case unexpectedByte(UInt8)
        /// The text starts with a byte order mark.
        case byteOrderMark
        /// A string is not UTF-8: overlong, a surrogate, beyond U+10FFFF, cut or stray bytes.
        case invalidUTF8
        /// A string holds a control character that is not escaped.
        case controlCharacter(UInt8)
        /// A backslash starts no escape of RFC 8259.
        case invalidEscape
        /// An escaped surrogate without its other half.
        case loneSurrogate
        /// A number outside the grammar: leading zero, no digit where one must stand.
        case invalidNumber
        /// Arrays and objects are nested more than `JSONDocument.depthLimit` deep.
        case tooDeep
        /// More values than `JSONDocument.valueLimit`, or more than 2 GiB of text.
        case tooLarge
        /// Something other than blanks follows the value.
        case trailingContent

        // The content

        /// The value is of another kind.
        case wrongKind(found: JSONValue.Kind, expected: JSONValue.Kind)
        /// The member that must be there is not.
        case missingMember(String)
        /// The object has the member that was asked for twice.
        case duplicateKey(String)
        /// A number that is no integer in plain digits, or outside the range of the type.
        case inexactInteger
        /// The value is of the right kind, but not this.
        case expected(String)
    }

    /// What is wrong.
    public var kind: Kind
    /// Where, in bytes from the start of the text.
    public var offset: Int

    /// A fact and its place.
    public init(_ kind: Kind, offset: Int) {
        self.kind = kind
        self.offset = offset
    }
}

extension JSONError: CustomStringConvertible {
    /// One line for a person; it repeats no text of the input.
    public var description: String { "\(summary) (byte \(offset))" }

    private var summary: String {
        switch kind {
        case .unexpectedEnd: "the text ends too early"
        case .unexpectedByte(let byte): "unexpected byte \(byte)"
        case .byteOrderMark: "byte order mark"
        case .invalidUTF8: "invalid UTF-8"
        case .controlCharacter(let byte): "unescaped control character \(byte)"
        case .invalidEscape: "invalid escape"
        case .loneSurrogate: "lone surrogate"
        case .invalidNumber: "invalid number"
        case .tooDeep: "nested deeper than \(JSONDocument.depthLimit)"
        case .tooLarge: "more values than the limit"
        case .trailingContent: "text after the value"
        case .wrongKind(let found, let expected): "\(found) instead of \(expected)"
        case .missingMember(let name): "member \(name) is missing"
        case .duplicateKey(let name): "member \(name) occurs twice"
        case .inexactInteger: "not an integer of the expected range"
        case .expected(let what): "expected \(what)"
        }
    }
}
