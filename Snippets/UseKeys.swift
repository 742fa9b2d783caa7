// What can be done with keys and addresses. Argument: a key file.
import Foundation
import SolanaCodec

let arguments = CommandLine.arguments
guard arguments.count == 2 else {
    print("usage: KEYFILE")
    exit(64)
}

let keypair = try KeyFile.read(path: arguments[1])
print(keypair.address)

/// The key that most wallets derive from the words that somebody typed.
func derive(_ phrase: [UInt8]) throws {
    let mnemonic = try Mnemonic(phrase: SecretBytes(copying: phrase))
    let derived = try Keypair(mnemonic, path: DerivationPath(account: 0, change: 0))
    print(derived.address)
}

let challenge = Array("gateway.example wants to know that it is you".utf8)
let signature = try keypair.sign(challenge)
print(Ed25519.isValid(signature, of: challenge, by: keypair.address))

let message = try OffchainMessage(.v1(signers: [keypair.address]), text: "This wallet is mine")
let proof = try message.sign(with: keypair)
print(message.isValid(proof, by: keypair.address))

let wallet = try Address(parsing: "AKnL4NNf3DGWZJS6cPknBuEGnVsV4A4m5tgebLHaRSZ9")
let mint: Address = "EPjFWdd5AufqSSqeM2qN1xzybapC8G4wEGGkZwyTDt1v"
let account = AssociatedTokenAccount.find(owner: wallet, mint: mint)
print(account.address, account.bump, Ed25519.isOnCurve(account.address))

let vault = try ProgramDerivedAddress.find(
    seeds: [Array("vault".utf8), wallet.bytes], program: Programs.associatedToken)
print(vault.address, vault.bump)

/// A signer whose key is elsewhere: in a hardware module, or in another process.
struct RemoteSigner: Signer {
    let address: Address
    let request: @Sendable ([UInt8]) -> Signature?

    func sign(_ message: [UInt8]) throws(SignerError) -> Signature {
        guard let signature = request(message) else { throw .malformed }
        return signature
    }
}
