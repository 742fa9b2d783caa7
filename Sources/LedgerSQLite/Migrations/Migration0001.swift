extension Migration {
    /// Step 1: agents, codes, deposits and the journal.
    ///
    /// Money is in base units, time in microseconds since 1970 UTC, both signed 64-bit integers.
    /// Types and constraints exist on PostgreSQL too, so that both stores hold the same rows.
    static let books = """
        CREATE TABLE migration (
          version    INTEGER NOT NULL PRIMARY KEY,
          digest     BLOB    NOT NULL CHECK (length(digest) = 32),
          applied_at INTEGER NOT NULL
        ) STRICT;

        CREATE TABLE asset (
          id       INTEGER NOT NULL PRIMARY KEY,
          genesis  BLOB    NOT NULL CHECK (length(genesis) = 32),
          mint     BLOB    NOT NULL CHECK (length(mint) = 32),
          symbol   TEXT    NOT NULL,
          decimals INTEGER NOT NULL CHECK (decimals BETWEEN 0 AND 255),
          UNIQUE (genesis, mint)
        ) STRICT;

        CREATE TABLE agent (
          id         INTEGER NOT NULL PRIMARY KEY,
          name       TEXT    NOT NULL UNIQUE CHECK (length(name) BETWEEN 1 AND 64),
          created_at INTEGER NOT NULL
        ) STRICT;

        CREATE TABLE deposit_code (
          code       BLOB    NOT NULL PRIMARY KEY CHECK (length(code) = 8),
          number     INTEGER NOT NULL UNIQUE,          -- order of issue
          agent_id   INTEGER NOT NULL REFERENCES agent (id),
          state      TEXT    NOT NULL CHECK (state IN ('active', 'closed')),
          created_at INTEGER NOT NULL
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX deposit_code_agent ON deposit_code (agent_id);

        CREATE TABLE code_reference (
          treasury_account BLOB NOT NULL CHECK (length(treasury_account) = 32),
          reference        BLOB NOT NULL CHECK (length(reference) = 32),
          code             BLOB NOT NULL REFERENCES deposit_code (code),
          PRIMARY KEY (treasury_account, reference)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE account (                         -- the only row that changes with every entry
          agent_id   INTEGER NOT NULL REFERENCES agent (id),
          asset_id   INTEGER NOT NULL REFERENCES asset (id),
          balance    INTEGER NOT NULL DEFAULT 0 CHECK (balance >= 0),
          held       INTEGER NOT NULL DEFAULT 0 CHECK (held >= 0),
          debt       INTEGER NOT NULL DEFAULT 0 CHECK (debt >= 0),
          seq        INTEGER NOT NULL DEFAULT 0 CHECK (seq >= 0),
          head       BLOB    NOT NULL CHECK (length(head) = 32),
          updated_at INTEGER NOT NULL,
          PRIMARY KEY (agent_id, asset_id),
          CHECK (held <= balance)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE entry (                           -- append-only; both sides in one row
          agent_id      INTEGER NOT NULL,
          asset_id      INTEGER NOT NULL,
          seq           INTEGER NOT NULL CHECK (seq > 0),
          amount        INTEGER NOT NULL CHECK (amount <> 0),
          balance_after INTEGER NOT NULL CHECK (balance_after >= 0),
          kind          INTEGER NOT NULL,              -- 1 deposit
          contra        INTEGER NOT NULL CHECK (contra > 0),  -- system account: 1 vault
          idem          TEXT    NOT NULL,              -- 'sol:<genesis>:<signature>:<path>'
          meta          TEXT    NOT NULL DEFAULT '{}',
          created_at    INTEGER NOT NULL,
          hash          BLOB    NOT NULL CHECK (length(hash) = 32),
          PRIMARY KEY (agent_id, asset_id, seq),
          UNIQUE (agent_id, asset_id, idem),
          FOREIGN KEY (agent_id, asset_id) REFERENCES account (agent_id, asset_id)
        ) STRICT, WITHOUT ROWID;
        CREATE UNIQUE INDEX entry_deposit ON entry (idem) WHERE kind = 1;

        CREATE TABLE event_set (                       -- frozen at the first posting
          genesis    BLOB    NOT NULL CHECK (length(genesis) = 32),
          signature  BLOB    NOT NULL CHECK (length(signature) = 64),
          digest     BLOB    NOT NULL CHECK (length(digest) = 32),
          slot       INTEGER NOT NULL CHECK (slot >= 0),
          created_at INTEGER NOT NULL,
          PRIMARY KEY (genesis, signature)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE deposit (                         -- facts once, and what became of them
          genesis     BLOB    NOT NULL CHECK (length(genesis) = 32),
          signature   BLOB    NOT NULL CHECK (length(signature) = 64),
          path        TEXT    NOT NULL,
          slot        INTEGER NOT NULL CHECK (slot >= 0),
          destination BLOB    NOT NULL CHECK (length(destination) = 32),
          asset_id    INTEGER NOT NULL REFERENCES asset (id),
          amount      INTEGER     NULL CHECK (amount > 0),    -- NULL: unknown or beyond 2^63-1
          payer       BLOB    NOT NULL CHECK (length(payer) = 32),
          source      BLOB    NOT NULL CHECK (length(source) = 32),
          code        BLOB        NULL CHECK (length(code) = 8),  -- as carried, known or not
          agent_id    INTEGER     NULL REFERENCES agent (id),
          entry_seq   INTEGER     NULL,
          state       TEXT    NOT NULL
            CHECK (state IN ('open', 'credited', 'refused', 'refunding', 'refunded')),
          reason      TEXT        NULL,
          evidence    TEXT    NOT NULL,
          created_at  INTEGER NOT NULL,
          PRIMARY KEY (genesis, signature, path),
          FOREIGN KEY (genesis, signature) REFERENCES event_set (genesis, signature),
          FOREIGN KEY (agent_id, asset_id, entry_seq) REFERENCES entry (agent_id, asset_id, seq),
          CHECK ((state = 'credited') = (agent_id IS NOT NULL)),
          CHECK ((state = 'credited') = (entry_seq IS NOT NULL)),
          CHECK (state <> 'credited' OR amount IS NOT NULL)
        ) STRICT, WITHOUT ROWID;
        CREATE UNIQUE INDEX deposit_entry ON deposit (agent_id, asset_id, entry_seq)
          WHERE entry_seq IS NOT NULL;
        CREATE INDEX deposit_open ON deposit (slot) WHERE state = 'open';

        CREATE VIEW posting AS                         -- double entry: two rows an entry, sum zero
          SELECT agent_id AS account, asset_id, seq, amount, idem, created_at FROM entry
          UNION ALL
          SELECT -contra AS account, asset_id, seq, -amount, idem, created_at FROM entry;

        CREATE TRIGGER entry_no_update BEFORE UPDATE ON entry
          BEGIN SELECT RAISE(ABORT, 'ledger is append-only'); END;
        CREATE TRIGGER entry_no_delete BEFORE DELETE ON entry
          BEGIN SELECT RAISE(ABORT, 'ledger is append-only'); END;
        CREATE TRIGGER entry_no_replace BEFORE INSERT ON entry
          WHEN EXISTS (SELECT 1 FROM entry WHERE agent_id = NEW.agent_id
                AND asset_id = NEW.asset_id AND (seq = NEW.seq OR idem = NEW.idem))
            OR EXISTS (SELECT 1 FROM entry WHERE kind = 1 AND NEW.kind = 1 AND idem = NEW.idem)
          BEGIN SELECT RAISE(ABORT, 'ledger is append-only'); END;
        CREATE TRIGGER event_set_no_update BEFORE UPDATE ON event_set
          BEGIN SELECT RAISE(ABORT, 'an event set is frozen'); END;
        CREATE TRIGGER event_set_no_delete BEFORE DELETE ON event_set
          BEGIN SELECT RAISE(ABORT, 'an event set is frozen'); END;
        CREATE TRIGGER event_set_no_replace BEFORE INSERT ON event_set
          WHEN EXISTS (SELECT 1 FROM event_set
            WHERE genesis = NEW.genesis AND signature = NEW.signature)
          BEGIN SELECT RAISE(ABORT, 'an event set is frozen'); END;
        CREATE TRIGGER deposit_no_replace BEFORE INSERT ON deposit
          WHEN EXISTS (SELECT 1 FROM deposit
            WHERE genesis = NEW.genesis AND signature = NEW.signature AND path = NEW.path)
          BEGIN SELECT RAISE(ABORT, 'a deposit is written once'); END;
        CREATE TRIGGER deposit_no_delete BEFORE DELETE ON deposit
          BEGIN SELECT RAISE(ABORT, 'a deposit is never forgotten'); END;
        CREATE TRIGGER deposit_facts BEFORE UPDATE OF genesis, signature, path, slot, destination,
            asset_id, amount, payer, source, created_at ON deposit
          BEGIN SELECT RAISE(ABORT, 'what the chain shows does not change'); END;
        CREATE TRIGGER deposit_state BEFORE UPDATE OF state, agent_id, entry_seq ON deposit
          WHEN NOT (OLD.state = 'open' AND NEW.state IN ('credited', 'refused', 'refunding'))
            AND NOT (OLD.state = 'refunding' AND NEW.state = 'refunded')
          BEGIN SELECT RAISE(ABORT, 'a settled deposit stays settled'); END;
        CREATE TRIGGER deposit_code_owner BEFORE UPDATE OF code, agent_id ON deposit_code
          BEGIN SELECT RAISE(ABORT, 'a code has one owner for ever'); END;
        CREATE TRIGGER deposit_code_no_delete BEFORE DELETE ON deposit_code
          BEGIN SELECT RAISE(ABORT, 'a code has one owner for ever'); END;
        """
}
