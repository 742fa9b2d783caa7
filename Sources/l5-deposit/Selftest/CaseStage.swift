import DepositCases
import DepositVerifier
import Synchronization

/// Plays the endpoints of one case after another over HTTP: endpoint n of a case at `/n`.
final class CaseStage: Sendable {
    private let players = Mutex<[CasePlayer]>([])

    /// Shows the endpoints of a case from now on.
    func show(_ players: [CasePlayer]) { self.players.withLock { $0 = players } }

    /// What the endpoint at the request's path answers. A case with fewer endpoints than were asked
    /// for answers with its last one.
    func answer(_ request: HTTPRequest) -> HTTPReply {
        let number = Int(request.path.dropFirst().prefix { $0.isASCII && $0.isNumber }) ?? 1
        let player = players.withLock { players in
            players.indices.contains(number - 1) ? players[number - 1] : players.last
        }
        switch player?.answer(to: request.body) {
        case .body(let body): return .answer(200, body)
        case .http(let status, let body): return .answer(status, body)
        case .silent: return .silence
        case nil: return .answer(503, [])
        }
    }
}
