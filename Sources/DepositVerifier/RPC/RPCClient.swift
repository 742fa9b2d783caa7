internal import SolanaCodec
import Synchronization

/// Speaks JSON-RPC 2.0 with one endpoint: one method of ours for one of Solana's.
///
/// Requests are numbered from 1 in the order of the calls, so the same calls give the same bytes
/// and a recording of them can be replayed.
public struct RPCClient: Sendable {
    /// How requests travel.
    public let transport: any RPCTransport
    private let numbers = RequestNumbers()
    private var timeLimit: Duration?

    /// The longest part of a server's message that an error repeats, in characters.
    static let messageLimit = 200

    /// A client that starts at request 1. Copies share the count.
    public init(_ transport: any RPCTransport) {
        self.transport = transport
    }

    /// Who runs the endpoint.
    public var operatorName: String { transport.operatorName }

    /// The same client with a limit for each call, beside that of the transport.
    public func limited(to timeLimit: Duration) -> RPCClient {
        var client = self
        client.timeLimit = timeLimit
        return client
    }

    /// Calls any method and reads its result.
    ///
    /// - Parameter isRepeatable: whether the transport may send the request a second time by itself.
    /// - Throws: `RPCError`: what the transport throws, `.server` for an error object, `.malformed`
    ///   for an answer that is not a JSON-RPC answer to this request or that `parse` refuses.
    public func call<Answer>(
        _ method: String, _ params: [JSONOutput] = [], isRepeatable: Bool = true,
        parse: (JSONValue) throws(JSONError) -> Answer
    ) async throws -> Answer {
        let (answer, number) = try await send(method, params, isRepeatable: isRepeatable)
        return try self.read(answer, to: method, number, parse: parse)
    }

    /// Calls a method whose answer `read` reads from front to back, given the number of the request.
    func call<Answer>(
        _ method: String, _ params: [JSONOutput],
        read: ([UInt8], UInt64) throws(JSONError) -> Answer
    ) async throws -> Answer {
        let (answer, number) = try await send(method, params, isRepeatable: true)
        do throws(JSONError) {
            return try read(answer, number)
        } catch {
            // A reader stops at the first surprise. Whether the fault is of the text, of its
            // envelope or of the result, the whole text tells.
            return try self.read(answer, to: method, number) { _ throws(JSONError) in throw error }
        }
    }

    private func send(
        _ method: String, _ params: [JSONOutput], isRepeatable: Bool
    ) async throws -> (answer: [UInt8], number: UInt64) {
        let number = numbers.next()
        let request = JSONOutput.object([
            ("jsonrpc", .string("2.0")), ("id", .unsigned(number)), ("method", .string(method)),
            ("params", .array(params)),
        ])
        let answer = try await transport.send(
            request.encoded(), as: RPCDelivery(isRepeatable: isRepeatable, timeLimit: timeLimit))
        return (answer, number)
    }

    private func read<Answer>(
        _ answer: [UInt8], to method: String, _ number: UInt64,
        parse: (JSONValue) throws(JSONError) -> Answer
    ) throws(RPCError) -> Answer {
        let document: JSONDocument
        do throws(JSONError) {
            document = try JSONDocument(parsing: answer)
        } catch {
            throw malformed(method, "", error)
        }
        let envelope: RPCEnvelope
        do throws(JSONError) {
            envelope = try RPCEnvelope(json: document.root, number: number)
        } catch {
            throw malformed(method, path(to: error, in: document), error)
        }
        switch envelope {
        case .failure(let failure): throw self.error(failure, method)
        case .result(let value):
            do throws(JSONError) {
                return try parse(value)
            } catch {
                var problem = malformed(method, path(to: error, in: document), error)
                problem.code = .unexpectedContent
                throw problem
            }
        }
    }

    // MARK: Errors

    /// Keys come from the endpoint, which may echo a credential in them.
    private func path(to error: JSONError, in document: JSONDocument) -> String {
        document.path(toOffset: error.offset, redacting: transport.redact)
    }

    private func malformed(_ method: String, _ path: String, _ error: JSONError) -> RPCError {
        let place = path.isEmpty ? "" : " \(path):"
        return RPCError(.malformed, "\(operatorName): \(method):\(place) \(error)")
    }

    private func error(_ failure: RPCEnvelope.Failure, _ method: String) -> RPCError {
        let message = PrintableText.escape(
            transport.redact(failure.message), limit: Self.messageLimit)
        return RPCError(
            failure.isRateLimit ? .rateLimited : .server(code: failure.code),
            "\(operatorName): \(method): error \(failure.code): \(message)",
            preflight: failure.preflight)
    }
}

/// Counts requests from 1.
private final class RequestNumbers: Sendable {
    private let last = Atomic<UInt64>(0)

    func next() -> UInt64 {
        last.wrappingAdd(1, ordering: .relaxed).newValue
    }
}
