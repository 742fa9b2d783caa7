// Write and sign a transfer of 1.5 USDC with a memo, and print it for `sendTransaction`.
// Arguments: key file, the recipient's wallet, a recent blockhash.
import SolanaCodec

let arguments = CommandLine.arguments
guard arguments.count == 4 else { fatalError("usage: KEYFILE RECIPIENT BLOCKHASH") }

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

// Somebody else signs: send them `messageBytes`, and put what comes back in its place.
func add(_ signature: Signature, of signer: Address, to transaction: inout Transaction) -> Bool {
    Ed25519.isValid(signature, of: transaction.messageBytes, by: signer)
        && transaction.setSignature(signature, of: signer)
}
