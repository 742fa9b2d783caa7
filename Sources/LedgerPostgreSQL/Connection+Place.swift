#if PostgreSQL
import CLibPQ
public import DepositVerifier

extension Connection {
    /// Which database on which server; no secret.
    var place: String {
        let host = Self.text(PQhost(handle)) ?? ""
        let port = Self.text(PQport(handle)) ?? ""
        let database = Self.text(PQdb(handle)) ?? ""
        return "postgresql://\(host):\(port)/\(database)"
    }

    /// How the connection gets to its server.
    var way: LedgerServerCondition.Connection {
        let address = Self.text(PQhostaddr(handle)) ?? ""
        let isLocal = address.isEmpty || address.hasPrefix("127.") || address == "::1"
        guard !isLocal else { return .local }
        guard PQsslInUse(handle) == 1 else { return .plain }
        return option("sslmode") == "verify-full" ? .verified : .encrypted
    }

    /// The value of an option that the connection was made with.
    private func option(_ name: String) -> String? {
        guard let options = PQconninfo(handle) else { return nil }
        defer { PQconninfoFree(options) }
        return Self.value(of: name, in: options)
    }

    private static func text(_ text: UnsafePointer<CChar>?) -> String? {
        text.map { String(cString: $0) }
    }

    private static func text(_ text: UnsafeMutablePointer<CChar>?) -> String? {
        text.map { String(cString: $0) }
    }

    /// A list of options ends with one that has no keyword.
    static func value(
        of name: String, in options: UnsafeMutablePointer<PQconninfoOption>
    ) -> String? {
        var option = options
        while let keyword = option.pointee.keyword {
            if String(cString: keyword) == name { return text(option.pointee.val) }
            option += 1
        }
        return nil
    }
}

extension PostgreSQLLedger {
    /// What libpq takes from a connection string, and nobody else should see.
    private static let secrets = ["password", "sslpassword"]

    /// Whether a connection string holds a secret, which every user of the machine could read if it
    /// came from a command line.
    ///
    /// - Throws: `.cannotOpen` if it is malformed.
    public static func holdsSecret(_ conninfo: String) throws(LedgerError) -> Bool {
        guard let options = PQconninfoParse(conninfo, nil) else { throw Connection.malformed }
        defer { PQconninfoFree(options) }
        guard Connection.isPlain(options) else { throw Connection.malformed }
        return secrets.contains { Connection.value(of: $0, in: options) != nil }
    }
}
#endif
