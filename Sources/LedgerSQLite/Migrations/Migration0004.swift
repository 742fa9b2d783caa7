extension Migration {
    /// Step 4: what people decide about deposits that wait, and what was compared with the chain.
    ///
    /// `received` is the net change of the deposit's token account in its transaction: what is
    /// credited of it never exceeds that, whoever decides. Deposits of earlier steps lack it until
    /// their transaction is looked at again. What a person `assigned` does not count as credited on
    /// one operator's word.
    static let reviews = """
        ALTER TABLE deposit ADD COLUMN received INTEGER NULL CHECK (received >= 0);

        CREATE INDEX deposit_refunding ON deposit (slot) WHERE state = 'refunding';

        CREATE TRIGGER deposit_received BEFORE UPDATE OF received ON deposit
          WHEN OLD.received IS NOT NULL OR OLD.state <> 'open'
          BEGIN SELECT RAISE(ABORT, 'what the chain shows does not change'); END;

        ALTER TABLE deposit ADD COLUMN assigned INTEGER NOT NULL DEFAULT 0
          CHECK (assigned IN (0, 1));
        DROP INDEX deposit_single_operator;
        CREATE INDEX deposit_single_operator ON deposit (code, amount)
          WHERE state = 'credited' AND operators = 1 AND assigned = 0;

        CREATE TRIGGER deposit_assigned BEFORE UPDATE OF assigned ON deposit
          WHEN OLD.state <> 'open' OR NEW.state <> 'credited'
          BEGIN SELECT RAISE(ABORT, 'a settled deposit stays settled'); END;

        CREATE TABLE decision (                        -- append-only: who, why, and what became of it
          genesis    BLOB    NOT NULL,
          signature  BLOB    NOT NULL,
          path       TEXT    NOT NULL,
          state      TEXT    NOT NULL
            CHECK (state IN ('credited', 'refused', 'refunding', 'refunded')),
          detail     TEXT        NULL,                 -- code, refunding wallet, refund's signature
          person     TEXT    NOT NULL CHECK (length(person) BETWEEN 1 AND 64),
          reason     TEXT    NOT NULL CHECK (length(reason) BETWEEN 1 AND 500),
          created_at INTEGER NOT NULL,
          PRIMARY KEY (genesis, signature, path, state),
          FOREIGN KEY (genesis, signature, path) REFERENCES deposit (genesis, signature, path)
        ) STRICT, WITHOUT ROWID;

        CREATE TRIGGER decision_no_update BEFORE UPDATE ON decision
          BEGIN SELECT RAISE(ABORT, 'a decision stands'); END;
        CREATE TRIGGER decision_no_delete BEFORE DELETE ON decision
          BEGIN SELECT RAISE(ABORT, 'a decision stands'); END;
        CREATE TRIGGER decision_no_replace BEFORE INSERT ON decision
          WHEN EXISTS (SELECT 1 FROM decision WHERE genesis = NEW.genesis
            AND signature = NEW.signature AND path = NEW.path AND state = NEW.state)
          BEGIN SELECT RAISE(ABORT, 'a decision stands'); END;

        CREATE INDEX deposit_destination ON deposit (destination, slot);

        CREATE TABLE reconciliation (                  -- append-only: the books equalled the chain
          genesis    BLOB    NOT NULL CHECK (length(genesis) = 32),
          account    BLOB    NOT NULL CHECK (length(account) = 32),
          from_slot  INTEGER NOT NULL CHECK (from_slot >= 0),
          to_slot    INTEGER NOT NULL CHECK (to_slot >= from_slot),
          opening    INTEGER NOT NULL CHECK (opening >= 0),
          received   INTEGER NOT NULL CHECK (received >= 0),
          sent       INTEGER NOT NULL CHECK (sent >= 0),
          closing    INTEGER NOT NULL CHECK (closing = opening + received - sent),
          operators  INTEGER NOT NULL CHECK (operators > 0),
          created_at INTEGER NOT NULL,
          PRIMARY KEY (genesis, account, to_slot)
        ) STRICT, WITHOUT ROWID;

        CREATE TRIGGER reconciliation_no_update BEFORE UPDATE ON reconciliation
          BEGIN SELECT RAISE(ABORT, 'a reconciliation stands'); END;
        CREATE TRIGGER reconciliation_no_delete BEFORE DELETE ON reconciliation
          BEGIN SELECT RAISE(ABORT, 'a reconciliation stands'); END;
        """
}
