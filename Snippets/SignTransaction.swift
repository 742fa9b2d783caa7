// Write and sign a transfer of 1.5 USDC with a memo, and print it for `sendTransaction`.
// Arguments: key file, the recipient's wallet, a recent blockhash.
import Foundation
import SolanaCodec

let arguments = CommandLine.arguments
guard arguments.count == 4 else {
    print("usage: KEYFILE RECIPIENT BLOCKHASH")
    exit(64)
}

let payer = try KeyFile.read(path: arguments[1])
let recipient = try Address(parsing: arguments[2])
let blockhash = try Blockhash(parsing: arguments[3])

let usdc: Address = "EPjFWdd5AufqSSqeM2qN1xzybapC8G4wEGGkZwyTDt1v"
let source = AssociatedTokenAccount.find(owner: payer.address, mint: usdc).address
let destination = AssociatedTokenAccount.find(owner: recipient, mint: usdc).address

let transfer = TokenTransfer(
    .checked(mint: usdc, decimals: 6), source: source, destination: destination,
    authority: payer.address, amount: TokenAmount(1_500_000))
let instructions = [
    ComputeBudgetInstruction.setComputeUnitLimit(units: 20_000).instruction,
    ComputeBudgetInstruction.setComputeUnitPrice(microLamports: 1_000).instruction,
    Memo("thank you", signers: [payer.address]).instruction,
    transfer.instruction(program: Programs.token),
]

let message = try Message.compile(
    instructions, payer: payer.address, recentBlockhash: blockhash, version: .v0)
var transaction = try Transaction(message)
try transaction.sign(with: [payer])

print(transaction.signature)
print(Base64.encode(transaction.encoded))

/// Puts in its place what another signer made of `messageBytes`.
func add(_ signature: Signature, of signer: Address, to transaction: inout Transaction) throws {
    try transaction.sign(with: [PresignedSigner(address: signer, signature: signature)])
}

/// Takes over the signatures of another copy.
func merge(_ copy: Transaction, into transaction: inout Transaction) throws {
    try transaction.merge(copy)
    print(transaction.isFullySigned)
}

/// The same instructions, good until the nonce in `nonceData` is advanced.
func compileDurably(nonceAccount: Address, nonceData: [UInt8]) throws -> Message {
    let state = try NonceState(decoding: nonceData)
    guard let nonce = DurableNonce(account: nonceAccount, state: state) else {
        print("the nonce account is not usable")
        exit(1)
    }
    let durable = try Message.compile(
        instructions, payer: payer.address, nonce: nonce, version: .v0)
    return durable
}
