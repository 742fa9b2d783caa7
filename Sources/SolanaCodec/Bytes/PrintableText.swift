/// Makes foreign text fit for one line of a log or a terminal.
public enum PrintableText {
    /// The text of `utf8` with everything that is not a visible character or a space escaped as
    /// `\u{…}`, backslashes doubled, and at most `limit` characters of the original.
    ///
    /// Invalid UTF-8 shows as U+FFFD. A cut is marked by `…`.
    public static func escape(_ utf8: [UInt8], limit: Int) -> String {
        // A character takes at most four bytes: what lies beyond cannot matter.
        let text = String(decoding: utf8.prefix(Swift.max(0, limit) * 4 + 4), as: UTF8.self)
        var output = ""
        for (count, scalar) in text.unicodeScalars.enumerated() {
            guard count < limit else { return output + "…" }
            if scalar == "\\" {
                output += "\\\\"
            } else if isVisible(scalar) {
                output.unicodeScalars.append(scalar)
            } else {
                output += "\\u{\(String(scalar.value, radix: 16))}"
            }
        }
        return output
    }

    /// The text of `utf8` as `escape` makes it, between quotation marks of which it holds none that are
    /// not escaped: nothing that it says can look like the words around it.
    public static func quote(_ utf8: [UInt8], limit: Int) -> String {
        var output = "\""
        // By scalars: a combining mark makes another character of the quotation mark before it.
        for scalar in escape(utf8, limit: limit).unicodeScalars {
            output.unicodeScalars.append(contentsOf: scalar == "\"" ? ["\\", "\""] : [scalar])
        }
        output.unicodeScalars.append("\"")
        return output
    }

    /// Whether a scalar shows as itself on a line: no control, no format or direction mark, no
    /// line or paragraph separator, no blank other than the space.
    public static func isVisible(_ scalar: Unicode.Scalar) -> Bool {
        if scalar.isASCII { return (0x20..<0x7F).contains(scalar.value) }
        switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator, .spaceSeparator,
            .privateUse, .surrogate, .unassigned:
            return false
        default: return true
        }
    }
}
