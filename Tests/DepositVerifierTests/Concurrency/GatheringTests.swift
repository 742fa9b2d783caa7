import DepositVerifier
import Synchronization
import Testing

@Suite("Gathering requests")
struct GatheringTests {
    /// Serves groups, and keeps what was in each.
    private actor Server {
        private(set) var groups: [[Int]] = []
        private var isBusy = false
        private(set) var metItself = false

        func serve(_ group: [Int]) async -> [Int] {
            if isBusy { metItself = true }
            isBusy = true
            groups.append(group)
            for _ in 0..<10 { await Task.yield() }
            isBusy = false
            return group.map { 2 * $0 }
        }
    }

    @Test func `everybody gets the answer to his own request, once`() async {
        let server = Server()
        let gathering = Gathering<Int, Int>(limit: 7, patience: 4)
        let answers = await withTaskGroup(of: (Int, Int?).self) { group in
            for number in 0..<500 {
                group.addTask {
                    (number, await gathering.answer(to: number) { await server.serve($0) })
                }
            }
            return await group.reduce(into: [Int: Int?]()) { $0[$1.0] = $1.1 }
        }
        #expect(answers.count == 500)
        #expect(answers.allSatisfy { $0.value == 2 * $0.key })
        let groups = await server.groups
        #expect(groups.flatMap(\.self).sorted() == Array(0..<500))
        #expect(groups.allSatisfy { (1...7).contains($0.count) })
        #expect(groups.contains { $0.count > 1 })
        #expect(await !server.metItself)
    }

    @Test func `one alone is served at once`() async {
        let server = Server()
        let gathering = Gathering<Int, Int>(limit: 7, patience: 4)
        for number in 0..<3 {
            #expect(await gathering.answer(to: number) { await server.serve($0) } == 2 * number)
        }
        #expect(await server.groups == [[0], [1], [2]])
    }

    @Test func `whoever is left without an answer is told so`() async {
        let gathering = Gathering<Int, Int>(limit: 8, patience: 1_000)
        let answers = await withTaskGroup(of: Int?.self) { group in
            for number in 0..<64 {
                group.addTask { await gathering.answer(to: number) { _ in [] } }
            }
            return await group.reduce(into: []) { $0.append($1) }
        }
        #expect(answers == Array(repeating: nil, count: 64))
    }
}
