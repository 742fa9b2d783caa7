extension Migration {
    /// Step 3: reservations of funds, credentials, the mark of the last commit, and a quicker guard
    /// of the journal.
    static let accounts = """
        CREATE TABLE last_commit (                     -- by it a commit is known that gave no answer
          id   INTEGER NOT NULL PRIMARY KEY CHECK (id = 1),
          mark INTEGER NOT NULL
        ) STRICT;
        INSERT INTO last_commit (id, mark) VALUES (1, 0);

        CREATE TABLE hold (                            -- authorise, then capture, release or expire
          agent_id   INTEGER NOT NULL,
          id         TEXT    NOT NULL CHECK (length(id) BETWEEN 1 AND 64),
          asset_id   INTEGER NOT NULL,
          amount     INTEGER NOT NULL CHECK (amount > 0),
          state      TEXT    NOT NULL
            CHECK (state IN ('open', 'captured', 'released', 'expired')),
          progress   INTEGER NOT NULL CHECK (progress >= 0),   -- what an expiry captures
          cost       INTEGER NOT NULL,
          captured   INTEGER NOT NULL CHECK (captured >= 0),   -- of the cost; the rest became debt
          owner      TEXT    NOT NULL,
          expires_at INTEGER NOT NULL,
          created_at INTEGER NOT NULL,
          PRIMARY KEY (agent_id, id),
          FOREIGN KEY (agent_id, asset_id) REFERENCES account (agent_id, asset_id),
          CHECK (captured <= cost),
          CHECK (cost = 0 OR state IN ('captured', 'expired'))
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX hold_open ON hold (expires_at, agent_id, id) WHERE state = 'open';

        CREATE TRIGGER hold_no_replace BEFORE INSERT ON hold
          WHEN EXISTS (SELECT 1 FROM hold WHERE agent_id = NEW.agent_id AND id = NEW.id)
          BEGIN SELECT RAISE(ABORT, 'a hold is written once'); END;
        CREATE TRIGGER hold_no_delete BEFORE DELETE ON hold
          BEGIN SELECT RAISE(ABORT, 'a hold is never forgotten'); END;
        CREATE TRIGGER hold_facts BEFORE UPDATE OF agent_id, id, asset_id, amount, owner, expires_at,
            created_at ON hold
          BEGIN SELECT RAISE(ABORT, 'what was reserved does not change'); END;
        CREATE TRIGGER hold_state BEFORE UPDATE ON hold
          WHEN OLD.state <> 'open' AND NOT (OLD.state = 'expired' AND NEW.state = 'captured')
          BEGIN SELECT RAISE(ABORT, 'a hold ends once'); END;
        CREATE TRIGGER account_debt BEFORE UPDATE ON account
          WHEN NEW.debt > 0 AND NEW.held < NEW.balance
          BEGIN SELECT RAISE(ABORT, 'what is available pays debt first'); END;

        CREATE TABLE credential (                      -- hashes only: secrets are never stored
          hash       BLOB    NOT NULL PRIMARY KEY CHECK (length(hash) = 32),
          kind       INTEGER NOT NULL CHECK (kind IN (1, 2)),  -- 1 path token, 2 API key
          agent_id   INTEGER NOT NULL REFERENCES agent (id),
          revoked_at INTEGER     NULL,
          created_at INTEGER NOT NULL
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX credential_agent ON credential (agent_id);

        CREATE TRIGGER credential_no_replace BEFORE INSERT ON credential
          WHEN EXISTS (SELECT 1 FROM credential WHERE hash = NEW.hash)
          BEGIN SELECT RAISE(ABORT, 'a credential has one owner for ever'); END;
        CREATE TRIGGER credential_no_delete BEFORE DELETE ON credential
          BEGIN SELECT RAISE(ABORT, 'a credential has one owner for ever'); END;
        CREATE TRIGGER credential_facts BEFORE UPDATE OF hash, kind, agent_id, created_at ON credential
          BEGIN SELECT RAISE(ABORT, 'a credential has one owner for ever'); END;
        CREATE TRIGGER credential_revoked BEFORE UPDATE ON credential
          WHEN OLD.revoked_at IS NOT NULL
          BEGIN SELECT RAISE(ABORT, 'a revoked credential stays revoked'); END;

        -- As in step 1, but each key by itself: `seq = … OR idem = …` read every entry of the account.
        DROP TRIGGER entry_no_replace;
        CREATE TRIGGER entry_no_replace BEFORE INSERT ON entry
          WHEN EXISTS (SELECT 1 FROM entry WHERE agent_id = NEW.agent_id
                AND asset_id = NEW.asset_id AND seq = NEW.seq)
            OR EXISTS (SELECT 1 FROM entry WHERE agent_id = NEW.agent_id
                AND asset_id = NEW.asset_id AND idem = NEW.idem)
            OR EXISTS (SELECT 1 FROM entry WHERE kind = 1 AND NEW.kind = 1 AND idem = NEW.idem)
          BEGIN SELECT RAISE(ABORT, 'ledger is append-only'); END;
        """
}
