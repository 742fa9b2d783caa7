/// Lines for people that stand below each other as a tree.
///
/// Labels and values are printed as they are: whoever makes a node has escaped foreign text. Only
/// the ASCII style writes all characters outside ASCII as `\u{…}`.
public struct TextTree: Hashable, Sendable {
    /// What the line is about.
    public var label: String
    /// What it says; values of siblings begin in one column.
    public var value: String?
    /// What stands below, in order.
    public var children: [TextTree]

    /// A node.
    public init(_ label: String, _ value: String? = nil, children: [TextTree] = []) {
        self.label = label
        self.value = value
        self.children = children
    }

    /// With which characters a tree is drawn.
    public enum Style: Hashable, Sendable, CaseIterable {
        /// Box-drawing characters.
        case unicode
        /// ASCII only.
        case ascii
    }

    /// The tree as lines, each with a line break at its end.
    ///
    /// - Parameter width: the most columns of a line; longer ones go on below. A character outside
    ///   ASCII counts two. `nil` for no limit.
    public func text(_ style: Style = .unicode, width: Int? = nil) -> String {
        let drawing = Drawing(style: style, width: width)
        let title = drawing.printable(label + (value.map { "  \($0)" } ?? ""))
        var lines = drawing.wrap(title, used: 0, hanging: 2)
        append(to: &lines, prefix: "", drawing)
        return lines.map { $0 + "\n" }.joined()
    }

    private func append(to lines: inout [String], prefix: String, _ drawing: Drawing) {
        let labels = children.map { drawing.printable($0.label) }
        let column =
            zip(labels, children).lazy.filter { $1.value != nil }.map { columns($0.0) }.max() ?? 0
        for (index, child) in children.enumerated() {
            let isLast = index == children.count - 1
            var text = labels[index]
            var hanging = 2
            if let value = child.value {
                hanging = column + 2
                let blanks = Swift.max(0, column - columns(text)) + 2
                text += String(repeating: " ", count: blanks) + drawing.printable(value)
            }
            let below = prefix + (isLast ? "   " : drawing.vertical)
            let bar = child.children.isEmpty ? "" : drawing.vertical
            let rows = drawing.wrap(text, used: columns(prefix) + 3, hanging: hanging)
            for (row, text) in rows.enumerated() {
                guard row > 0 else {
                    lines.append(prefix + (isLast ? drawing.last : drawing.branch) + text)
                    continue
                }
                let blanks = String(repeating: " ", count: Swift.max(0, hanging - bar.count))
                lines.append(below + bar + blanks + text)
            }
            child.append(to: &lines, prefix: below, drawing)
        }
    }
}

/// How a tree is drawn.
private struct Drawing {
    var style: TextTree.Style
    var width: Int?

    var branch: String { style == .unicode ? "├─ " : "|- " }
    var last: String { style == .unicode ? "└─ " : "`- " }
    var vertical: String { style == .unicode ? "│  " : "|  " }

    /// Below this many columns a text is not broken, however narrow the place is.
    private static let least = 16

    /// The text with the characters that the style has.
    func printable(_ text: String) -> String {
        guard style == .ascii else { return text }
        return text.unicodeScalars.reduce(into: "") { output, scalar in
            output += scalar.isASCII ? "\(scalar)" : "\\u{\(String(scalar.value, radix: 16))}"
        }
    }

    /// Breaks `text` after `used` columns; what goes on below is `hanging` columns narrower.
    func wrap(_ text: String, used: Int, hanging: Int) -> [String] {
        guard let width else { return [text] }
        var room = Swift.max(Self.least, width - used)
        var rows: [String] = []
        var rest = text[...]
        while exceeds(rest, room) {
            let cut = self.cut(rest, at: room)
            rows.append(String(rest[..<cut]))
            rest = rest[cut...].drop { $0 == " " }
            room = Swift.max(Self.least, width - used - hanging)
        }
        return rows + (rest.isEmpty && !rows.isEmpty ? [] : [String(rest)])
    }

    /// The last blank that still fits, unless that leaves most of the row empty; else the last
    /// character that fits.
    private func cut(_ text: Substring, at room: Int) -> Substring.Index {
        var used = 0
        var blank: Substring.Index?
        var index = text.startIndex
        while index < text.endIndex {
            used += columns(text[index...index])
            guard used <= room || index == text.startIndex else {
                return text[index] == " " ? index : blank ?? index
            }
            if text[index] == " ", used > room / 2 { blank = index }
            index = text.index(after: index)
        }
        return blank ?? index
    }
}

/// Columns of a terminal: one for ASCII; two, which is never too few, for any other scalar.
private func columns(_ text: some StringProtocol) -> Int {
    text.unicodeScalars.reduce(0) { $0 + columns($1) }
}

private func columns(_ scalar: Unicode.Scalar) -> Int {
    scalar.isASCII || ("\u{2500}"..."\u{257F}").contains(scalar) ? 1 : 2
}

/// Whether `text` takes more than `room` columns; looks no further than it must.
private func exceeds(_ text: Substring, _ room: Int) -> Bool {
    var left = room
    for scalar in text.unicodeScalars {
        left -= columns(scalar)
        if left < 0 { return true }
    }
    return false
}
