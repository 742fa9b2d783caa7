// Judge one deposit and credit it, at most once, in a ledger file.
// Arguments: policy file, ledger file, transaction signature.
import DepositVerifier
import Foundation
import LedgerSQLite
import SolanaCodec
import TransportCurl

let arguments = CommandLine.arguments
guard arguments.count == 4 else {
    print("usage: POLICY LEDGER SIGNATURE")
    exit(64)
}

let file = try PolicyFile.parse(
    [UInt8](Data(contentsOf: URL(filePath: arguments[1]))),
    environment: { ProcessInfo.processInfo.environment[$0] })
let endpoints = try file.endpoints.map { endpoint in
    try CurlTransport(
        CurlConfiguration(
            url: endpoint.url, headers: endpoint.headers, operatorName: endpoint.operatorName))
}

let ledger = try await SQLiteLedger.open(at: arguments[2], create: false)
let verifier = try await Verifier(policy: file.policy, endpoints: endpoints, ledger: ledger)
let decision = try await verifier.verify(Signature(parsing: arguments[3]))

print(decision.verdict, decision.finding?.reason.rawValue ?? "")
for credit in decision.credits where credit.isNew {
    print("credited \(credit.fact.amount) base units to \(credit.fact.code?.description ?? "")")
}
