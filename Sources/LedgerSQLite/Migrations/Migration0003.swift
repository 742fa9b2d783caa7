extension Migration {
    /// Step 3: reservations of funds, credentials, names that nobody changes, and a quicker guard of
    /// the journal.
    static let accounts = """
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

        -- Names lead to money. An insertion that would replace one is ignored, as one that conflicts.
        CREATE TRIGGER account_no_replace BEFORE INSERT ON account
          WHEN EXISTS (SELECT 1 FROM account
            WHERE agent_id = NEW.agent_id AND asset_id = NEW.asset_id)
          BEGIN SELECT RAISE(ABORT, 'an account is opened once'); END;
        CREATE TRIGGER account_no_delete BEFORE DELETE ON account
          BEGIN SELECT RAISE(ABORT, 'an account is never forgotten'); END;
        CREATE TRIGGER account_owner BEFORE UPDATE OF agent_id, asset_id ON account
          BEGIN SELECT RAISE(ABORT, 'an account has one owner for ever'); END;
        CREATE TRIGGER agent_no_replace BEFORE INSERT ON agent
          WHEN EXISTS (SELECT 1 FROM agent WHERE id = NEW.id OR name = NEW.name)
          BEGIN SELECT RAISE(IGNORE); END;
        CREATE TRIGGER agent_no_update BEFORE UPDATE ON agent
          BEGIN SELECT RAISE(ABORT, 'an agent keeps his name'); END;
        CREATE TRIGGER agent_no_delete BEFORE DELETE ON agent
          BEGIN SELECT RAISE(ABORT, 'an agent keeps his name'); END;
        CREATE TRIGGER asset_no_replace BEFORE INSERT ON asset
          WHEN EXISTS (SELECT 1 FROM asset
            WHERE id = NEW.id OR (genesis = NEW.genesis AND mint = NEW.mint))
          BEGIN SELECT RAISE(IGNORE); END;
        CREATE TRIGGER asset_facts BEFORE UPDATE OF id, genesis, mint, decimals ON asset
          BEGIN SELECT RAISE(ABORT, 'an asset stays what it is'); END;
        CREATE TRIGGER asset_no_delete BEFORE DELETE ON asset
          BEGIN SELECT RAISE(ABORT, 'an asset stays what it is'); END;
        CREATE TRIGGER code_reference_no_replace BEFORE INSERT ON code_reference
          WHEN EXISTS (SELECT 1 FROM code_reference
            WHERE treasury_account = NEW.treasury_account AND reference = NEW.reference)
          BEGIN SELECT RAISE(IGNORE); END;
        CREATE TRIGGER code_reference_no_update BEFORE UPDATE ON code_reference
          BEGIN SELECT RAISE(ABORT, 'a reference stands for one code for ever'); END;
        CREATE TRIGGER code_reference_no_delete BEFORE DELETE ON code_reference
          BEGIN SELECT RAISE(ABORT, 'a reference stands for one code for ever'); END;
        CREATE TRIGGER deposit_code_no_replace BEFORE INSERT ON deposit_code
          WHEN EXISTS (SELECT 1 FROM deposit_code WHERE code = NEW.code OR number = NEW.number)
          BEGIN SELECT RAISE(ABORT, 'a code has one owner for ever'); END;
        CREATE TRIGGER deposit_code_closed BEFORE UPDATE OF state ON deposit_code
          WHEN OLD.state = 'closed' AND NEW.state <> 'closed'
          BEGIN SELECT RAISE(ABORT, 'a closed code stays closed'); END;
        CREATE TRIGGER deposit_settled BEFORE UPDATE OF code, reason ON deposit
          WHEN OLD.state <> 'open'
          BEGIN SELECT RAISE(ABORT, 'a settled deposit stays settled'); END;
        """
}
