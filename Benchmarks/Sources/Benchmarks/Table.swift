import CAnchors
import CSimdjsonAnchor
import Foundation

/// The results, as text for the terminal and as Markdown.
struct Table {
    /// Whether there are columns for instructions.
    let counting: Bool
    private var lines: [[String]] = []

    init(counting: Bool) {
        self.counting = counting
    }

    private var titles: [String] {
        ["", "ours, ns", "anchor, ns", "ratio", "target", "met", "anchor"]
            + (counting ? ["ours, instructions", "anchor, instructions"] : [])
    }

    /// The titles, for the terminal.
    var header: String { Self.aligned(titles) }

    /// Adds a row and returns it for the terminal.
    mutating func add(_ row: Row, _ measured: Measurement, _ counts: InstructionCount?) -> String {
        let ratio = measured.ratio.median
        var cells = [
            row.name,
            "\(Self.nanoseconds(measured.ours.median)) (\(Self.nanoseconds(measured.ours.minimum)))",
            "\(Self.nanoseconds(measured.anchor.median)) "
                + "(\(Self.nanoseconds(measured.anchor.minimum)))",
            Self.ratio(ratio),
            row.target.map { "≤ \(Self.ratio($0))" } ?? "–",
            row.target.map { ratio <= $0 ? "yes" : "no" } ?? "–",
            row.anchor,
        ]
        if let counts {
            cells.append(Self.grouped(counts.ours))
            cells.append(counts.anchor.map(Self.grouped) ?? "–")
        }
        lines.append(cells)
        return Self.aligned(cells)
    }

    /// The whole table.
    var markdown: String {
        let alignment = titles.indices.map { (1...3).contains($0) || $0 > 6 ? "---:" : "---" }
        return ([titles, alignment] + lines)
            .map { "| " + $0.joined(separator: " | ") + " |\n" }
            .joined()
    }

    /// The linked anchors.
    static var versions: String {
        "GMP \(String(cString: anchor_gmp_version())), "
            + "libsodium \(String(cString: anchor_sodium_version())), "
            + "simdjson \(String(cString: anchor_simdjson_version()))"
    }

    private static func aligned(_ cells: [String]) -> String {
        let widths = [32, 19, 19, 7, 8, 4, 20, 20, 20]
        return zip(cells, widths).map { cell, width in
            cell + String(repeating: " ", count: max(0, width - cell.count))
        }.joined(separator: " ")
    }

    private static func nanoseconds(_ value: Double) -> String {
        value < 100 ? String(format: "%.1f", value) : grouped(value)
    }

    /// Digits in groups of three.
    private static func grouped(_ value: Double) -> String {
        var (digits, output) = (String(Int(value.rounded())), "")
        while digits.count > 3 {
            output = "," + digits.suffix(3) + output
            digits.removeLast(3)
        }
        return digits + output
    }

    private static func ratio(_ value: Double) -> String {
        String(format: value < 0.1 ? "%.3f" : "%.2f", value)
    }
}
