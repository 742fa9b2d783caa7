/// Where an endpoint is and how long to wait for it. The URL and the headers may hold credentials.
public struct CurlConfiguration: Sendable {
    /// An `http` or `https` URL.
    public var url: String
    /// Headers beside our own, such as `Authorization`.
    public var headers: [(name: String, value: String)]
    /// Who runs the endpoint, for messages and evidence.
    public var operatorName: String
    /// The longest time from the call to the last byte of the answer.
    public var timeout: Duration
    /// The longest time until a connection stands.
    public var connectTimeout: Duration
    /// The longest answer, in bytes.
    public var answerLimit: Int

    /// 8 MiB: ten times the largest answer that the commands ask for.
    public static let defaultAnswerLimit = 8_388_608

    /// A configuration with the limits that suit public endpoints.
    public init(
        url: String, headers: [(name: String, value: String)] = [], operatorName: String,
        timeout: Duration = .seconds(30), connectTimeout: Duration = .seconds(10),
        answerLimit: Int = defaultAnswerLimit
    ) {
        self.url = url
        self.headers = headers
        self.operatorName = operatorName
        self.timeout = timeout
        self.connectTimeout = connectTimeout
        self.answerLimit = answerLimit
    }
}

extension CurlConfiguration: CustomStringConvertible, CustomDebugStringConvertible,
    CustomReflectable
{
    /// The operator's name only: the rest may hold credentials.
    public var description: String { "endpoint of \(operatorName)" }
    /// The operator's name only.
    public var debugDescription: String { description }
    /// The operator's name only, so that `dump` and test failures show no more.
    public var customMirror: Mirror { Mirror(self, children: ["operatorName": operatorName]) }
}

/// Why a configuration is of no use. Repeats nothing of it.
public enum CurlConfigurationError: Error, Hashable, Sendable {
    /// The text is no URL with a host, or has blanks or control characters.
    case invalidURL
    /// The URL is neither `http` nor `https`.
    case unsupportedScheme
    /// A header's name is no token, or its value has control characters. Counted from 0.
    case invalidHeader(index: Int)
    /// libcurl or its thread could not be started.
    case unavailable
}
