#if PostgreSQL
extension Migration {
    /// Step 1: the same tables, columns, constraints and rules as the SQLite ledger's.
    ///
    /// Text is compared by bytes, as everywhere else. What is immutable is refused by triggers, so
    /// that a mistake in any program is refused; a role with fewer rights is the second line.
    static let books = """
        CREATE TABLE asset (
          id       BIGINT NOT NULL PRIMARY KEY,
          genesis  BYTEA  NOT NULL CHECK (length(genesis) = 32),
          mint     BYTEA  NOT NULL CHECK (length(mint) = 32),
          symbol   TEXT   NOT NULL,
          decimals BIGINT NOT NULL CHECK (decimals BETWEEN 0 AND 255),
          UNIQUE (genesis, mint)
        );

        CREATE TABLE agent (
          id         BIGINT NOT NULL PRIMARY KEY,
          name       TEXT   COLLATE "C" NOT NULL UNIQUE CHECK (length(name) BETWEEN 1 AND 64),
          created_at BIGINT NOT NULL
        );

        CREATE TABLE deposit_code (
          code       BYTEA  NOT NULL PRIMARY KEY CHECK (length(code) = 8),
          number     BIGINT NOT NULL UNIQUE,           -- order of issue
          agent_id   BIGINT NOT NULL REFERENCES agent (id),
          state      TEXT   NOT NULL CHECK (state IN ('active', 'closed')),
          created_at BIGINT NOT NULL
        );
        CREATE INDEX deposit_code_agent ON deposit_code (agent_id);

        CREATE TABLE code_reference (
          treasury_account BYTEA NOT NULL CHECK (length(treasury_account) = 32),
          reference        BYTEA NOT NULL CHECK (length(reference) = 32),
          code             BYTEA NOT NULL REFERENCES deposit_code (code),
          PRIMARY KEY (treasury_account, reference)
        );

        CREATE TABLE account (                         -- the only row that changes with every entry
          agent_id   BIGINT NOT NULL REFERENCES agent (id),
          asset_id   BIGINT NOT NULL REFERENCES asset (id),
          balance    BIGINT NOT NULL DEFAULT 0 CHECK (balance >= 0),
          held       BIGINT NOT NULL DEFAULT 0 CHECK (held >= 0),
          debt       BIGINT NOT NULL DEFAULT 0 CHECK (debt >= 0),
          seq        BIGINT NOT NULL DEFAULT 0 CHECK (seq >= 0),
          head       BYTEA  NOT NULL CHECK (length(head) = 32),
          updated_at BIGINT NOT NULL,
          PRIMARY KEY (agent_id, asset_id),
          CHECK (held <= balance),
          CHECK (debt = 0 OR held = balance)           -- what is available pays debt first
        ) WITH (fillfactor = 70);                      -- room for updates within the page

        CREATE TABLE entry (                           -- append-only; both sides in one row
          agent_id      BIGINT NOT NULL,
          asset_id      BIGINT NOT NULL,
          seq           BIGINT NOT NULL CHECK (seq > 0),
          amount        BIGINT NOT NULL CHECK (amount <> 0),
          balance_after BIGINT NOT NULL CHECK (balance_after >= 0),
          kind          BIGINT NOT NULL,
          contra        BIGINT NOT NULL CHECK (contra > 0),
          idem          TEXT   COLLATE "C" NOT NULL,
          meta          TEXT   NOT NULL DEFAULT '{}',
          created_at    BIGINT NOT NULL,
          hash          BYTEA  NOT NULL CHECK (length(hash) = 32),
          PRIMARY KEY (agent_id, asset_id, seq),
          UNIQUE (agent_id, asset_id, idem),
          FOREIGN KEY (agent_id, asset_id) REFERENCES account (agent_id, asset_id)
        );
        CREATE UNIQUE INDEX entry_deposit ON entry (idem) WHERE kind = 1;

        CREATE TABLE event_set (                       -- frozen at the first posting
          genesis    BYTEA  NOT NULL CHECK (length(genesis) = 32),
          signature  BYTEA  NOT NULL CHECK (length(signature) = 64),
          digest     BYTEA  NOT NULL CHECK (length(digest) = 32),
          slot       BIGINT NOT NULL CHECK (slot >= 0),
          created_at BIGINT NOT NULL,
          PRIMARY KEY (genesis, signature)
        );

        CREATE TABLE deposit (                         -- facts once, and what became of them
          genesis     BYTEA  NOT NULL CHECK (length(genesis) = 32),
          signature   BYTEA  NOT NULL CHECK (length(signature) = 64),
          path        TEXT   COLLATE "C" NOT NULL,
          slot        BIGINT NOT NULL CHECK (slot >= 0),
          destination BYTEA  NOT NULL CHECK (length(destination) = 32),
          asset_id    BIGINT NOT NULL REFERENCES asset (id),
          amount      BIGINT     NULL CHECK (amount > 0),     -- NULL: unknown or beyond 2^63-1
          payer       BYTEA  NOT NULL CHECK (length(payer) = 32),
          source      BYTEA  NOT NULL CHECK (length(source) = 32),
          code        BYTEA      NULL CHECK (length(code) = 8),
          agent_id    BIGINT     NULL REFERENCES agent (id),
          entry_seq   BIGINT     NULL,
          state       TEXT   NOT NULL
            CHECK (state IN ('open', 'credited', 'refused', 'refunding', 'refunded')),
          reason      TEXT       NULL,
          evidence    TEXT   NOT NULL,
          created_at  BIGINT NOT NULL,
          operators   BIGINT NOT NULL DEFAULT 1 CHECK (operators > 0),
          received    BIGINT     NULL CHECK (received >= 0),   -- net change of the destination
          assigned    BIGINT NOT NULL DEFAULT 0 CHECK (assigned IN (0, 1)),  -- 1: by a person
          PRIMARY KEY (genesis, signature, path),
          FOREIGN KEY (genesis, signature) REFERENCES event_set (genesis, signature),
          FOREIGN KEY (agent_id, asset_id, entry_seq) REFERENCES entry (agent_id, asset_id, seq),
          CHECK ((state = 'credited') = (agent_id IS NOT NULL)),
          CHECK ((state = 'credited') = (entry_seq IS NOT NULL)),
          CHECK (state <> 'credited' OR amount IS NOT NULL),
          CHECK (assigned = 0 OR state = 'credited')
        );
        CREATE UNIQUE INDEX deposit_entry ON deposit (agent_id, asset_id, entry_seq)
          WHERE entry_seq IS NOT NULL;
        CREATE INDEX deposit_open ON deposit (slot) WHERE state = 'open';
        CREATE INDEX deposit_refunding ON deposit (slot) WHERE state = 'refunding';
        CREATE INDEX deposit_single_operator ON deposit (code, amount)
          WHERE state = 'credited' AND operators = 1 AND assigned = 0;
        CREATE INDEX deposit_destination ON deposit (destination, slot);

        CREATE TABLE reconciliation (                  -- append-only: the books equalled the chain
          genesis    BYTEA  NOT NULL CHECK (length(genesis) = 32),
          account    BYTEA  NOT NULL CHECK (length(account) = 32),
          from_slot  BIGINT NOT NULL CHECK (from_slot >= 0),
          to_slot    BIGINT NOT NULL CHECK (to_slot >= from_slot),
          opening    BIGINT NOT NULL CHECK (opening >= 0),
          received   BIGINT NOT NULL CHECK (received >= 0),
          sent       BIGINT NOT NULL CHECK (sent >= 0),
          closing    BIGINT NOT NULL CHECK (closing = opening + received - sent),
          operators  BIGINT NOT NULL CHECK (operators > 0),
          created_at BIGINT NOT NULL,
          PRIMARY KEY (genesis, account, to_slot)
        );

        CREATE TABLE hold (                            -- authorise, then capture, release or expire
          agent_id   BIGINT NOT NULL,
          id         TEXT   COLLATE "C" NOT NULL CHECK (length(id) BETWEEN 1 AND 64),
          asset_id   BIGINT NOT NULL,
          amount     BIGINT NOT NULL CHECK (amount > 0),
          state      TEXT   NOT NULL
            CHECK (state IN ('open', 'captured', 'released', 'expired')),
          progress   BIGINT NOT NULL CHECK (progress >= 0),    -- what an expiry captures
          cost       BIGINT NOT NULL,
          captured   BIGINT NOT NULL CHECK (captured >= 0),    -- of the cost; the rest became debt
          owner      TEXT   NOT NULL,
          expires_at BIGINT NOT NULL,
          created_at BIGINT NOT NULL,
          PRIMARY KEY (agent_id, id),
          FOREIGN KEY (agent_id, asset_id) REFERENCES account (agent_id, asset_id),
          CHECK (captured <= cost),
          CHECK (cost = 0 OR state IN ('captured', 'expired'))
        );
        CREATE INDEX hold_open ON hold (expires_at, agent_id, id) WHERE state = 'open';

        CREATE TABLE decision (                        -- append-only: who, why, and what became of it
          genesis    BYTEA  NOT NULL,
          signature  BYTEA  NOT NULL,
          path       TEXT   COLLATE "C" NOT NULL,
          state      TEXT   NOT NULL
            CHECK (state IN ('credited', 'refused', 'refunding', 'refunded')),
          detail     TEXT       NULL,                  -- code, refunding wallet, refund's signature
          person     TEXT   NOT NULL CHECK (length(person) BETWEEN 1 AND 64),
          reason     TEXT   NOT NULL CHECK (length(reason) BETWEEN 1 AND 500),
          created_at BIGINT NOT NULL,
          PRIMARY KEY (genesis, signature, path, state),
          FOREIGN KEY (genesis, signature, path) REFERENCES deposit (genesis, signature, path)
        );

        CREATE TABLE turn (                            -- locked by those who go one at a time
          id BIGINT NOT NULL PRIMARY KEY CHECK (id IN (1, 2))  -- 1 credits under a cap, 2 registering
        );
        INSERT INTO turn (id) VALUES (1), (2);

        CREATE TABLE commit_mark (                     -- tells whether a lost COMMIT took effect
          key        BYTEA  NOT NULL PRIMARY KEY CHECK (length(key) = 16),
          barred     BIGINT NOT NULL DEFAULT 0 CHECK (barred IN (0, 1)),     -- 1: it never will
          created_at TIMESTAMPTZ NOT NULL DEFAULT now()
        );

        CREATE TABLE credential (                      -- hashes only: secrets are never stored
          hash       BYTEA  NOT NULL PRIMARY KEY CHECK (length(hash) = 32),
          kind       BIGINT NOT NULL CHECK (kind IN (1, 2)),   -- 1 path token, 2 API key
          agent_id   BIGINT NOT NULL REFERENCES agent (id),
          revoked_at BIGINT     NULL,
          created_at BIGINT NOT NULL
        );
        CREATE INDEX credential_agent ON credential (agent_id);

        CREATE VIEW posting AS                         -- double entry: two rows an entry, sum zero
          SELECT agent_id AS account, asset_id, seq, amount, idem, created_at FROM entry
          UNION ALL
          SELECT -contra AS account, asset_id, seq, -amount, idem, created_at FROM entry;
        """

    /// Step 2: what refuses to rewrite the books.
    static let guards = """
        CREATE FUNCTION l5_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
          BEGIN
            RAISE EXCEPTION '%', TG_ARGV[0] USING ERRCODE = 'integrity_constraint_violation';
          END $$;

        CREATE FUNCTION l5_too_late() RETURNS trigger LANGUAGE plpgsql AS $$
          BEGIN                                        -- who looks again sees what another did
            RAISE EXCEPTION '%', TG_ARGV[0] USING ERRCODE = 'serialization_failure';
          END $$;

        CREATE FUNCTION l5_expect(actual bigint, wanted bigint) RETURNS bigint LANGUAGE plpgsql AS $$
          BEGIN
            IF actual <> wanted THEN
              RAISE EXCEPTION 'rows are not as they were when they were locked'
                USING ERRCODE = 'serialization_failure';
            END IF;
            RETURN actual;
          END $$;

        CREATE FUNCTION l5_decided() RETURNS trigger LANGUAGE plpgsql AS $$
          BEGIN
            IF NOT EXISTS (SELECT 1 FROM decision WHERE genesis = NEW.genesis
                AND signature = NEW.signature AND path = NEW.path AND state = NEW.state) THEN
              RAISE EXCEPTION 'a person decides, and says why'
                USING ERRCODE = 'integrity_constraint_violation';
            END IF;
            RETURN NEW;
          END $$;

        CREATE TRIGGER agent_no_change BEFORE UPDATE OR DELETE ON agent
          FOR EACH ROW EXECUTE FUNCTION l5_refuse('an agent is written once');
        CREATE TRIGGER agent_no_truncate BEFORE TRUNCATE ON agent
          FOR EACH STATEMENT EXECUTE FUNCTION l5_refuse('an agent is written once');
        CREATE TRIGGER asset_no_change BEFORE UPDATE OR DELETE ON asset
          FOR EACH ROW EXECUTE FUNCTION l5_refuse('an asset is written once');
        CREATE TRIGGER asset_no_truncate BEFORE TRUNCATE ON asset
          FOR EACH STATEMENT EXECUTE FUNCTION l5_refuse('an asset is written once');
        CREATE TRIGGER code_reference_no_change BEFORE UPDATE OR DELETE ON code_reference
          FOR EACH ROW EXECUTE FUNCTION l5_refuse('a reference stands for one code for ever');
        CREATE TRIGGER code_reference_no_truncate BEFORE TRUNCATE ON code_reference
          FOR EACH STATEMENT EXECUTE FUNCTION l5_refuse('a reference stands for one code for ever');
        CREATE TRIGGER account_owner BEFORE UPDATE OF agent_id, asset_id ON account
          FOR EACH ROW EXECUTE FUNCTION l5_refuse('an account has one owner for ever');
        CREATE TRIGGER account_no_delete BEFORE DELETE ON account
          FOR EACH ROW EXECUTE FUNCTION l5_refuse('an account has one owner for ever');
        CREATE TRIGGER account_no_truncate BEFORE TRUNCATE ON account
          FOR EACH STATEMENT EXECUTE FUNCTION l5_refuse('an account has one owner for ever');
        CREATE TRIGGER entry_no_change BEFORE UPDATE OR DELETE ON entry
          FOR EACH ROW EXECUTE FUNCTION l5_refuse('ledger is append-only');
        CREATE TRIGGER entry_no_truncate BEFORE TRUNCATE ON entry
          FOR EACH STATEMENT EXECUTE FUNCTION l5_refuse('ledger is append-only');
        CREATE TRIGGER event_set_no_change BEFORE UPDATE OR DELETE ON event_set
          FOR EACH ROW EXECUTE FUNCTION l5_refuse('an event set is frozen');
        CREATE TRIGGER event_set_no_truncate BEFORE TRUNCATE ON event_set
          FOR EACH STATEMENT EXECUTE FUNCTION l5_refuse('an event set is frozen');
        CREATE TRIGGER deposit_no_delete BEFORE DELETE ON deposit
          FOR EACH ROW EXECUTE FUNCTION l5_refuse('a deposit is never forgotten');
        CREATE TRIGGER deposit_no_truncate BEFORE TRUNCATE ON deposit
          FOR EACH STATEMENT EXECUTE FUNCTION l5_refuse('a deposit is never forgotten');
        CREATE TRIGGER deposit_facts BEFORE UPDATE OF genesis, signature, path, slot, destination,
            asset_id, amount, payer, source, created_at, received ON deposit
          FOR EACH ROW EXECUTE FUNCTION l5_refuse('what the chain shows does not change');
        CREATE TRIGGER deposit_state BEFORE UPDATE OF state, agent_id, entry_seq, assigned ON deposit
          FOR EACH ROW WHEN (
            NOT (OLD.state = 'open' AND NEW.state IN ('credited', 'refused', 'refunding'))
            AND NOT (OLD.state = 'refunding' AND NEW.state = 'refunded'))
          EXECUTE FUNCTION l5_too_late('a settled deposit stays settled');
        CREATE TRIGGER deposit_new BEFORE INSERT ON deposit
          FOR EACH ROW WHEN (NEW.state NOT IN ('open', 'credited'))
          EXECUTE FUNCTION l5_refuse('a person decides, and says why');
        -- These two after deposit_state, which PostgreSQL calls first by its name.
        CREATE TRIGGER deposit_why BEFORE UPDATE OF state ON deposit
          FOR EACH ROW WHEN (NEW.state IN ('refused', 'refunding', 'refunded'))
          EXECUTE FUNCTION l5_decided();
        CREATE TRIGGER deposit_told BEFORE UPDATE OF code, reason, evidence ON deposit
          FOR EACH ROW WHEN (NEW.reason IS DISTINCT FROM OLD.reason
            OR (NEW.code IS DISTINCT FROM OLD.code OR NEW.evidence <> OLD.evidence)
              AND NOT (OLD.state = 'open' AND NEW.state = 'credited'))
          EXECUTE FUNCTION l5_refuse('a deposit changes only with its state');
        CREATE TRIGGER deposit_operators BEFORE UPDATE OF operators ON deposit
          FOR EACH ROW WHEN (NEW.operators < OLD.operators)
          EXECUTE FUNCTION l5_refuse('what was confirmed stays confirmed');
        CREATE TRIGGER deposit_code_owner BEFORE UPDATE OF code, number, agent_id, created_at
            ON deposit_code
          FOR EACH ROW EXECUTE FUNCTION l5_refuse('a code has one owner for ever');
        CREATE TRIGGER deposit_code_closed BEFORE UPDATE OF state ON deposit_code
          FOR EACH ROW WHEN (OLD.state = 'closed' AND NEW.state <> 'closed')
          EXECUTE FUNCTION l5_refuse('a closed code stays closed');
        CREATE TRIGGER deposit_code_no_delete BEFORE DELETE ON deposit_code
          FOR EACH ROW EXECUTE FUNCTION l5_refuse('a code has one owner for ever');
        CREATE TRIGGER deposit_code_no_truncate BEFORE TRUNCATE ON deposit_code
          FOR EACH STATEMENT EXECUTE FUNCTION l5_refuse('a code has one owner for ever');
        CREATE TRIGGER hold_no_delete BEFORE DELETE ON hold
          FOR EACH ROW EXECUTE FUNCTION l5_refuse('a hold is never forgotten');
        CREATE TRIGGER hold_no_truncate BEFORE TRUNCATE ON hold
          FOR EACH STATEMENT EXECUTE FUNCTION l5_refuse('a hold is never forgotten');
        CREATE TRIGGER hold_facts BEFORE UPDATE OF agent_id, id, asset_id, amount, owner, expires_at,
            created_at ON hold
          FOR EACH ROW EXECUTE FUNCTION l5_refuse('what was reserved does not change');
        CREATE TRIGGER hold_state BEFORE UPDATE ON hold
          FOR EACH ROW WHEN (
            OLD.state <> 'open' AND NOT (OLD.state = 'expired' AND NEW.state = 'captured'))
          EXECUTE FUNCTION l5_refuse('a hold ends once');
        CREATE TRIGGER decision_no_change BEFORE UPDATE OR DELETE ON decision
          FOR EACH ROW EXECUTE FUNCTION l5_refuse('a decision stands');
        CREATE TRIGGER decision_no_truncate BEFORE TRUNCATE ON decision
          FOR EACH STATEMENT EXECUTE FUNCTION l5_refuse('a decision stands');
        CREATE TRIGGER reconciliation_no_change BEFORE UPDATE OR DELETE ON reconciliation
          FOR EACH ROW EXECUTE FUNCTION l5_refuse('a reconciliation stands');
        CREATE TRIGGER reconciliation_no_truncate BEFORE TRUNCATE ON reconciliation
          FOR EACH STATEMENT EXECUTE FUNCTION l5_refuse('a reconciliation stands');
        CREATE TRIGGER credential_no_delete BEFORE DELETE ON credential
          FOR EACH ROW EXECUTE FUNCTION l5_refuse('a credential has one owner for ever');
        CREATE TRIGGER credential_no_truncate BEFORE TRUNCATE ON credential
          FOR EACH STATEMENT EXECUTE FUNCTION l5_refuse('a credential has one owner for ever');
        CREATE TRIGGER credential_facts BEFORE UPDATE OF hash, kind, agent_id, created_at
            ON credential
          FOR EACH ROW EXECUTE FUNCTION l5_refuse('a credential has one owner for ever');
        CREATE TRIGGER credential_revoked BEFORE UPDATE ON credential
          FOR EACH ROW WHEN (OLD.revoked_at IS NOT NULL)
          EXECUTE FUNCTION l5_refuse('a revoked credential stays revoked');
        """
}
#endif
