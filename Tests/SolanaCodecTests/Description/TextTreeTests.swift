import SolanaCodec
import Testing

@Suite struct TextTreeTests {
    static let tree = TextTree(
        "root",
        children: [
            TextTree("a", "first"),
            TextTree("longer", children: [TextTree("b", "second"), TextTree("c")]),
            TextTree("last", "third", children: [TextTree("d", "fourth")]),
        ])

    @Test func `draws with lines`() {
        #expect(
            Self.tree.text(.unicode) == """
                root
                ├─ a     first
                ├─ longer
                │  ├─ b  second
                │  └─ c
                └─ last  third
                   └─ d  fourth

                """)
    }

    @Test func `draws in ASCII`() {
        #expect(
            Self.tree.text(.ascii) == """
                root
                |- a     first
                |- longer
                |  |- b  second
                |  `- c
                `- last  third
                   `- d  fourth

                """)
    }

    @Test func `goes on below where a line is full`() {
        let tree = TextTree(
            "root",
            children: [
                TextTree(
                    "key", "one two three four five six", children: [TextTree("below", "x")]),
                TextTree("other", String(repeating: "z", count: 40)),
            ])
        #expect(
            tree.text(.unicode, width: 28) == """
                root
                ├─ key    one two three four
                │  │      five six
                │  └─ below  x
                └─ other  zzzzzzzzzzzzzzzzzz
                          zzzzzzzzzzzzzzzzzz
                          zzzz

                """)
    }

    @Test(arguments: 20..<90) func `keeps to the width`(width: Int) {
        let text = String(repeating: "word and ünïcödé ", count: 9)
        let tree = TextTree(
            text, children: [TextTree("key", text, children: [TextTree("k", text)])])
        for style in TextTree.Style.allCases {
            for line in tree.text(style, width: max(width, 32)).split(separator: "\n") {
                #expect(line.count <= max(width, 32))
            }
        }
    }
}
