internal import DepositLayouts
public import SolanaCodec

extension OperatorProgram {
    /// What the program records about a depositor's account.
    ///
    /// Shape: discriminator `9425cf743d2135b3` | owner 32 | mint 32 | code 8 | balance `u64`; 88 bytes.
    public struct DepositAccount: Hashable, Sendable {
        /// The depositor.
        public var owner: Address
        /// The mint of the program's build.
        public var mint: Address
        /// Whose credit its deposits are.
        public var code: DepositCode
        /// Base units that were deposited since the account was opened; sweeps do not lower it.
        public var balance: UInt64

        /// Decodes account data.
        ///
        /// - Throws: `RecordError`.
        public init(decoding data: [UInt8]) throws(RecordError) {
            var input = data.span
            guard data.count == DepositAccountLayout.length else {
                throw .wrongLength(found: data.count)
            }
            let discriminator: UInt64
            do throws(WireError) {
                discriminator = try input.readInteger()
                owner = Address(try input.readFixed())
                mint = Address(try input.readFixed())
                code = DepositCode(try input.readFixed())
                balance = try input.readInteger()
            } catch {
                throw .wrongLength(found: data.count)
            }
            guard discriminator == DepositAccountLayout.discriminator else {
                throw .badDiscriminator
            }
        }
    }

    /// An event, as the program logs it (`Program data:`).
    ///
    /// Logs can be forged and cut: a cross-check, never a proof.
    public enum Event: Hashable, Sendable {
        /// By `depositDirect`.
        case depositReceived(DepositReceived)
        /// By `depositToken`, byte for byte that of the program that came before.
        case deposit(Level5.DepositEvent)
        /// By `sweepToken`.
        case sweep(Sweep)
    }

    /// What `depositDirect` logs.
    ///
    /// Shape: discriminator `09d0983f4020b976` | version `u8` | code 8 | payer 32 | source 32 |
    /// amount `u64`; 89 bytes.
    public struct DepositReceived: Hashable, Sendable {
        /// Whose credit it is.
        public var code: DepositCode
        /// The authority that signed.
        public var payer: Address
        /// The token account that paid.
        public var source: Address
        /// Base units of the token.
        public var amount: UInt64
    }

    /// What `sweepToken` logs.
    ///
    /// Shape: discriminator `705138d869f322dd` | code 8 | vault 32 | amount `u64`; 56 bytes.
    public struct Sweep: Hashable, Sendable {
        /// Whose vault it was.
        public var code: DepositCode
        /// The token account that was emptied.
        public var vault: Address
        /// Base units of the token.
        public var amount: UInt64
    }

    /// Why bytes are no record of the program.
    public enum RecordError: Error, Hashable, Sendable {
        /// The first 8 bytes name something else.
        case badDiscriminator
        /// The record has another length.
        case wrongLength(found: Int)
        /// A version that this library does not know.
        case unknownVersion(UInt8)
    }
}

extension OperatorProgram.Event {
    /// Decodes the bytes behind `Program data:`.
    ///
    /// - Throws: `RecordError`.
    public init(decoding data: [UInt8]) throws(OperatorProgram.RecordError) {
        var input = data.span
        let discriminator: UInt64
        do throws(WireError) {
            discriminator = try input.readInteger()
        } catch {
            throw .wrongLength(found: data.count)
        }
        switch discriminator {
        case DepositEventLayout.depositReceived:
            self = .depositReceived(try OperatorProgram.DepositReceived(data))
        case DepositEventLayout.depositEvent:
            do throws(Level5.LayoutError) {
                self = .deposit(try Level5.DepositEvent(decoding: data))
            } catch {
                throw .wrongLength(found: data.count)
            }
        case DepositEventLayout.sweepEvent: self = .sweep(try OperatorProgram.Sweep(data))
        default: throw .badDiscriminator
        }
    }

    /// The event for display.
    var described: DescribedEvent {
        switch self {
        case .depositReceived(let event):
            DescribedEvent(
                "DepositReceived",
                fields: [
                    InstructionField("code", .bytes(event.code.bytes)),
                    InstructionField("payer", .address(event.payer)),
                    InstructionField("source", .address(event.source)),
                    InstructionField("amount", .amount(event.amount)),
                ])
        case .deposit(let event):
            DescribedEvent(
                "DepositEvent",
                fields: [
                    InstructionField("owner", .address(event.owner)),
                    InstructionField("mint", .address(event.mint)),
                    InstructionField("code", .bytes(event.code.bytes)),
                    InstructionField("amount", .amount(event.amount)),
                    InstructionField("newBalance", .amount(event.newBalance)),
                ])
        case .sweep(let event):
            DescribedEvent(
                "SweepEvent",
                fields: [
                    InstructionField("code", .bytes(event.code.bytes)),
                    InstructionField("vault", .address(event.vault)),
                    InstructionField("amount", .amount(event.amount)),
                ])
        }
    }
}

extension OperatorProgram.DepositReceived {
    /// - Parameter data: starts with the event's discriminator.
    init(_ data: [UInt8]) throws(OperatorProgram.RecordError) {
        guard data.count == DepositEventLayout.depositReceivedLength else {
            throw .wrongLength(found: data.count)
        }
        var input = data.span
        let version: UInt8
        do throws(WireError) {
            _ = try input.readInteger(UInt64.self)
            version = try input.readByte()
            code = DepositCode(try input.readFixed())
            payer = Address(try input.readFixed())
            source = Address(try input.readFixed())
            amount = try input.readInteger()
        } catch {
            throw .wrongLength(found: data.count)
        }
        guard version == DepositEventLayout.depositReceivedVersion else {
            throw .unknownVersion(version)
        }
    }
}

extension OperatorProgram.Sweep {
    /// - Parameter data: starts with the event's discriminator.
    init(_ data: [UInt8]) throws(OperatorProgram.RecordError) {
        guard data.count == DepositEventLayout.sweepEventLength else {
            throw .wrongLength(found: data.count)
        }
        var input = data.span
        do throws(WireError) {
            _ = try input.readInteger(UInt64.self)
            code = DepositCode(try input.readFixed())
            vault = Address(try input.readFixed())
            amount = try input.readInteger()
        } catch {
            throw .wrongLength(found: data.count)
        }
    }
}
