#if PostgreSQL
import DepositProgram
import DepositVerifier
import SolanaCodec

extension WorkingSet {
    /// Locks the accounts of a group and reads everything that its operations depend on, in one
    /// round trip.
    init(_ keys: GroupKeys, on connection: Connection) throws(LedgerError) {
        let readings = Self.readings(keys)
        let answers = try connection.run(readings.map(\.query))
        for (reading, rows) in zip(readings, answers) {
            try rows.forEach { row throws(LedgerError) in try reading.take(row, &self) }
        }
    }

    /// A query, and what to do with each of its rows.
    struct Reading {
        var query: Query
        var take: (Row, inout WorkingSet) throws(LedgerError) -> Void
    }

    private static func readings(_ keys: GroupKeys) -> [Reading] {
        var readings = locks(keys)
        if keys.isCapped { readings += singleOperator(keys) }
        if !keys.holds.isEmpty { readings.append(holds(keys)) }
        if !keys.agents.isEmpty { readings.append(agents(keys)) }
        if !keys.assets.isEmpty { readings.append(assets(keys)) }
        if !keys.codes.isEmpty { readings.append(codes(keys)) }
        if !keys.movements.isEmpty { readings.append(movements(keys)) }
        if !keys.transactions.isEmpty { readings += [lastAsset, deposits(keys)] }
        if !keys.reviews.isEmpty { readings += [reviews(keys), decisions(keys)] }
        return readings
    }

    private static func singleOperator(_ keys: GroupKeys) -> [Reading] {
        var readings = [
            Reading(query: .singleOperator(of: keys.codes)) { row, set throws(LedgerError) in
                try set.singleOperator.takeCode(row)
            }
        ]
        if keys.isCappedInTotal {
            readings.append(
                Reading(query: .singleOperatorTotal) { row, set throws(LedgerError) in
                    try set.singleOperator.takeTotal(row)
                })
        }
        return readings
    }

    private static func holds(_ keys: GroupKeys) -> Reading {
        let holds = Array(keys.holds)
        return Reading(
            query: Query(
                """
                SELECT \(HoldRow.columns), agent.name, asset.genesis, asset.mint
                FROM unnest($1::text[], $2::text[]) AS key (name, id)
                JOIN agent ON agent.name = key.name
                JOIN hold ON hold.agent_id = agent.id AND hold.id = key.id
                JOIN asset ON asset.id = hold.asset_id
                """, [.texts(holds.map(\.agent)), .texts(holds.map(\.id))])
        ) { row, set throws(LedgerError) in
            let hold = try row.hold()
            guard set.states[hold.account] != nil else { return }
            let id = HoldID(agent: hold.account.agent, id: hold.id)
            let names = LedgerAccount(
                agent: try row.text(11), genesis: try row.blockhash(12), mint: try row.address(13))
            set.holds[id] = hold
            set.holdNames[id] = names
            set.agents[names.agent] = hold.account.agent
        }
    }

    private static func agents(_ keys: GroupKeys) -> Reading {
        Reading(
            query: Query(
                "SELECT name, id FROM agent WHERE name = ANY($1::text[])",
                [.texts(Array(keys.agents))])
        ) { row, set throws(LedgerError) in set.agents[try row.text(0)] = try row.integer(1) }
    }

    private static func assets(_ keys: GroupKeys) -> Reading {
        let assets = Array(keys.assets)
        return Reading(
            query: Query(
                """
                SELECT asset.genesis, asset.mint, id, decimals
                FROM unnest($1::bytea[], $2::bytea[]) AS key (genesis, mint)
                JOIN asset ON asset.genesis = key.genesis AND asset.mint = key.mint
                """, [.blobs(assets.map(\.genesis.bytes)), .blobs(assets.map(\.mint.bytes))])
        ) { row, set throws(LedgerError) in
            let key = AssetKey(genesis: try row.blockhash(0), mint: try row.address(1))
            set.assets[key] = Asset(id: try row.integer(2), decimals: try row.byte(3))
        }
    }

    private static var lastAsset: Reading {
        Reading(query: Query("SELECT coalesce(max(id), 0) FROM asset")) {
            row, set throws(LedgerError) in set.lastAsset = try row.integer(0)
        }
    }

    private static func codes(_ keys: GroupKeys) -> Reading {
        Reading(
            query: Query(
                """
                SELECT code, name, state, agent_id FROM deposit_code
                JOIN agent ON agent.id = agent_id WHERE code = ANY($1::bytea[])
                """, [.blobs(keys.codes.map(\.bytes))])
        ) { row, set throws(LedgerError) in
            let record = try row.codeRecord()
            set.codes[record.code] = Code(record: record, agent: try row.integer(3))
        }
    }

    private static func movements(_ keys: GroupKeys) -> Reading {
        let movements = Array(keys.movements)
        return Reading(
            query: Query(
                """
                SELECT \(EntryRow.columns)
                FROM unnest($1::text[], $2::bytea[], $3::bytea[], $4::text[])
                  AS key (name, genesis, mint, idem)
                JOIN agent ON agent.name = key.name
                JOIN asset ON asset.genesis = key.genesis AND asset.mint = key.mint
                JOIN entry ON entry.agent_id = agent.id AND entry.asset_id = asset.id
                  AND entry.idem = key.idem
                """,
                [
                    .texts(movements.map(\.account.agent)),
                    .blobs(movements.map(\.account.genesis.bytes)),
                    .blobs(movements.map(\.account.mint.bytes)), .texts(movements.map(\.idem)),
                ])
        ) { row, set throws(LedgerError) in
            let entry = try row.entry()
            set.movements[entry.account, default: [:]][entry.idem] = entry
        }
    }

    private static func deposits(_ keys: GroupKeys) -> Reading {
        Reading(
            query: Query(
                """
                SELECT deposit.genesis, deposit.signature, path, state, destination, mint, amount,
                  code, operators
                FROM unnest($1::bytea[], $2::bytea[]) AS key (genesis, signature)
                JOIN deposit ON deposit.genesis = key.genesis AND deposit.signature = key.signature
                JOIN asset ON asset.id = deposit.asset_id
                """, TransactionKey.values(keys.transactions))
        ) { row, set throws(LedgerError) in
            let key = TransactionKey(genesis: try row.blockhash(0), signature: try row.signature(1))
            guard set.eventSets[key] != nil else { return }
            let path = try row.path(2)
            set.deposits[key, default: [:]][path] = try row.priorDeposit(3)
            set.operators[key, default: [:]][path] = Int(clamping: try row.integer(8))
        }
    }
}

extension TransactionKey {
    static func values(_ keys: some Collection<TransactionKey>) -> [Query.Value] {
        [.blobs(keys.map(\.genesis.bytes)), .blobs(keys.map(\.signature.bytes))]
    }
}

extension Row {
    /// Five columns: state, destination, mint, amount, code.
    func priorDeposit(_ first: Int32) throws(LedgerError) -> PriorPostings.Deposit {
        PriorPostings.Deposit(
            state: try state(first), destination: try address(first + 1),
            mint: try address(first + 2),
            amount: isNull(first + 3) ? nil : try integer(first + 3),
            code: isNull(first + 4) ? nil : try code(first + 4))
    }
}
#endif
