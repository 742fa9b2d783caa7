internal import DepositProgram
internal import SolanaCodec

extension DepositPolicy {
    /// The rules as a policy file without endpoints: what evidence keeps, and what replays.
    public var json: JSONOutput {
        var members: [(String, JSONOutput)] = [
            ("schema", .string(PolicyFile.schema)),
            ("genesis", .string(treasury.cluster.genesis.description)),
            ("treasury", .string(treasury.owner.description)),
            ("assets", .array(treasury.assets.map(assetJSON))),
            ("knownAssets", .array(knownAssets.sorted().map { .string($0.description) })),
            ("commitment", .string(commitment.rawValue)),
        ]
        if let quorum { members.append(("quorum", quorum.json)) }
        members += [
            ("memoBinding", .string(memoBinding.rawValue)),
            ("legacyCodes", .bool(acceptsLegacyCodes)),
            ("operatorWallets", .array(operatorWallets.sorted().map { .string($0.description) })),
            (
                "depositAddresses",
                .array(
                    depositAddresses.sorted { $0.key < $1.key }.map { address, code in
                        .object([
                            ("address", .string(address.description)),
                            ("code", .string(code.description)),
                        ])
                    })
            ),
            (
                "programs",
                .array(
                    programs.map(\.json)
                        + level5Programs.sorted().map { id in
                            .object([
                                ("id", .string(id.description)),
                                ("kind", .string(PinnedProgram.Kind.level5.rawValue)),
                            ])
                        })
            ),
        ]
        return .object(members)
    }

    private func assetJSON(_ asset: Asset) -> JSONOutput {
        let extensions = (allowedExtensions[asset.mint] ?? []).map(\.name).sorted()
        return .object([
            ("symbol", .string(asset.symbol)), ("mint", .string(asset.mint.description)),
            ("tokenProgram", .string(asset.tokenProgram.description)),
            ("decimals", .unsigned(UInt64(asset.decimals))),
            ("minimum", .string(String(asset.minimum))),
            ("allowedExtensions", .array(extensions.map(JSONOutput.string))),
        ])
    }
}

extension DepositPolicy.Quorum {
    fileprivate var json: JSONOutput {
        var members: [(String, JSONOutput)] = [
            ("above", .string(String(above))), ("operators", .unsigned(UInt64(operators))),
        ]
        var cap: [(String, JSONOutput)] = []
        if let capPerCode { cap.append(("perCode", .string(String(capPerCode)))) }
        if let capTotal { cap.append(("total", .string(String(capTotal)))) }
        if !cap.isEmpty { members.append(("singleOperatorCap", .object(cap))) }
        return .object(members)
    }
}

extension DepositPolicy.PinnedProgram {
    fileprivate var json: JSONOutput {
        .object([
            ("id", .string(id.description)), ("kind", .string(Kind.pinned.rawValue)),
            ("hash", .string(Hexadecimal.encode(hash.bytes))),
            ("deploySlot", .unsigned(deploySlot)),
            ("upgradeAuthority", upgradeAuthority.map { .string($0.description) } ?? .null),
        ])
    }
}
