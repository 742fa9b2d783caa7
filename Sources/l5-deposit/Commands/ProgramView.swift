#if CLI
import DepositVerifier
import SolanaCodec

/// How a program on the chain is shown.
enum ProgramView {
    /// What a deposit says of the program that it goes through.
    static func summary(_ image: ProgramImage, isPinned: Bool) -> JSONOutput {
        .object([
            ("id", .string(image.id.description)),
            ("hash", .string(Hexadecimal.encode(image.hash.bytes))),
            ("deploySlot", image.deploySlot.map { .unsigned($0) } ?? .null),
            ("upgradeAuthority", authority(image)), ("pinned", .bool(isPinned)),
        ])
    }

    /// Everything about a program that does not take the bytes themselves.
    static func members(_ image: ProgramImage) -> [(String, JSONOutput)] {
        [
            ("id", .string(image.id.description)), ("loader", .string(image.loader.description)),
            ("programData", .string(image.dataAddress.description)),
            ("deploySlot", image.deploySlot.map { .unsigned($0) } ?? .null),
            ("upgradeAuthority", authority(image)),
            ("length", .unsigned(UInt64(image.code.count))),
            ("reserved", .unsigned(UInt64(image.bytes.count))),
            ("hash", .string(Hexadecimal.encode(image.hash.bytes))),
            ("exactHash", .string(Hexadecimal.encode(image.exactHash.bytes))),
        ]
    }

    static func lines(_ image: ProgramImage) -> [String] {
        let loader =
            image.loader == Programs.upgradeableLoader
            ? "upgradeable" : "final: no program of it ever changes"
        let padding = image.bytes.count - image.code.count
        return [
            "Program      \(image.id)",
            "Loader       \(image.loader) (\(loader))",
            "Data         \(image.dataAddress)",
            "Deployed     " + (image.deploySlot.map { "slot \($0)" } ?? "the loader does not say"),
            "Upgradable   " + (image.upgradeAuthority.map { "by \($0)" } ?? "by nobody"),
            "Length       \(image.code.count) bytes"
                + (padding > 0 ? ", and \(padding) zeros behind them" : ""),
            "SHA-256      \(Hexadecimal.encode(image.hash.bytes))",
            "             of the bytes without the loader's header and without the zeros behind them:"
                + " the policy's `hash`",
            "with zeros   \(Hexadecimal.encode(image.exactHash.bytes))",
        ]
    }

    /// The entry of a policy that pins a program as it is; `nil` for a loader that records no slot.
    static func policyEntry(_ image: ProgramImage) -> JSONOutput? {
        guard let slot = image.deploySlot else { return nil }
        return .object([
            ("id", .string(image.id.description)), ("kind", .string("l5-deposit")),
            ("hash", .string(Hexadecimal.encode(image.hash.bytes))),
            ("deploySlot", .unsigned(slot)), ("upgradeAuthority", authority(image)),
        ])
    }

    private static func authority(_ image: ProgramImage) -> JSONOutput {
        image.upgradeAuthority.map { .string($0.description) } ?? .null
    }

    /// Why there is nothing to show.
    static func failure(_ error: ProgramImageError) -> Failure {
        let isMissing = error == .missing || error == .notExecutable
        return Failure(
            .rejected, "there is no program to look at", why: error.text,
            next: isMissing
                ? "check the address and the cluster (-u)" : "it cannot be called as it is",
            code: "noProgram")
    }
}
#endif
