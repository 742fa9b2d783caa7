extension Migration {
    /// Step 5: what else nobody rewrites, whatever program asks.
    ///
    /// REPLACE deletes without asking triggers unless a program wishes it, so insertions are guarded.
    static let guards = """
        CREATE TRIGGER agent_no_update BEFORE UPDATE ON agent
          BEGIN SELECT RAISE(ABORT, 'an agent is written once'); END;
        CREATE TRIGGER agent_no_delete BEFORE DELETE ON agent
          BEGIN SELECT RAISE(ABORT, 'an agent is written once'); END;
        CREATE TRIGGER agent_no_replace BEFORE INSERT ON agent
          WHEN EXISTS (SELECT 1 FROM agent WHERE id = NEW.id)
            OR EXISTS (SELECT 1 FROM agent WHERE name = NEW.name)
          BEGIN SELECT RAISE(ABORT, 'an agent is written once'); END;

        CREATE TRIGGER asset_no_update BEFORE UPDATE ON asset
          BEGIN SELECT RAISE(ABORT, 'an asset is written once'); END;
        CREATE TRIGGER asset_no_delete BEFORE DELETE ON asset
          BEGIN SELECT RAISE(ABORT, 'an asset is written once'); END;
        CREATE TRIGGER asset_no_replace BEFORE INSERT ON asset
          WHEN EXISTS (SELECT 1 FROM asset WHERE id = NEW.id)
            OR EXISTS (SELECT 1 FROM asset WHERE genesis = NEW.genesis AND mint = NEW.mint)
          BEGIN SELECT RAISE(ABORT, 'an asset is written once'); END;

        CREATE TRIGGER code_reference_no_update BEFORE UPDATE ON code_reference
          BEGIN SELECT RAISE(ABORT, 'a reference stands for one code for ever'); END;
        CREATE TRIGGER code_reference_no_delete BEFORE DELETE ON code_reference
          BEGIN SELECT RAISE(ABORT, 'a reference stands for one code for ever'); END;
        CREATE TRIGGER code_reference_no_replace BEFORE INSERT ON code_reference
          WHEN EXISTS (SELECT 1 FROM code_reference WHERE treasury_account = NEW.treasury_account
            AND reference = NEW.reference AND code <> NEW.code)
          BEGIN SELECT RAISE(ABORT, 'a reference stands for one code for ever'); END;

        CREATE TRIGGER deposit_code_closed BEFORE UPDATE OF state ON deposit_code
          WHEN OLD.state = 'closed' AND NEW.state <> 'closed'
          BEGIN SELECT RAISE(ABORT, 'a closed code stays closed'); END;
        CREATE TRIGGER deposit_code_issue BEFORE UPDATE OF number, created_at ON deposit_code
          BEGIN SELECT RAISE(ABORT, 'a code is issued once'); END;
        CREATE TRIGGER deposit_code_no_replace BEFORE INSERT ON deposit_code
          WHEN EXISTS (SELECT 1 FROM deposit_code WHERE code = NEW.code)
            OR EXISTS (SELECT 1 FROM deposit_code WHERE number = NEW.number)
          BEGIN SELECT RAISE(ABORT, 'a code is issued once'); END;

        CREATE TRIGGER account_owner BEFORE UPDATE OF agent_id, asset_id ON account
          BEGIN SELECT RAISE(ABORT, 'an account has one owner for ever'); END;
        CREATE TRIGGER account_no_delete BEFORE DELETE ON account
          BEGIN SELECT RAISE(ABORT, 'an account has one owner for ever'); END;
        CREATE TRIGGER account_no_replace BEFORE INSERT ON account
          WHEN EXISTS (SELECT 1 FROM account WHERE agent_id = NEW.agent_id
            AND asset_id = NEW.asset_id)
          BEGIN SELECT RAISE(ABORT, 'an account has one owner for ever'); END;

        CREATE TRIGGER deposit_new BEFORE INSERT ON deposit
          WHEN NEW.state NOT IN ('open', 'credited')
          BEGIN SELECT RAISE(ABORT, 'a person decides, and says why'); END;
        CREATE TRIGGER deposit_why BEFORE UPDATE OF state ON deposit
          WHEN NEW.state IN ('refused', 'refunding', 'refunded') AND NOT EXISTS (
            SELECT 1 FROM decision WHERE genesis = NEW.genesis AND signature = NEW.signature
              AND path = NEW.path AND state = NEW.state)
          BEGIN SELECT RAISE(ABORT, 'a person decides, and says why'); END;
        CREATE TRIGGER deposit_told BEFORE UPDATE OF code, reason, evidence ON deposit
          WHEN NEW.reason IS NOT OLD.reason
            OR (NEW.code IS NOT OLD.code OR NEW.evidence <> OLD.evidence)
              AND NOT (OLD.state = 'open' AND NEW.state = 'credited')
          BEGIN SELECT RAISE(ABORT, 'a deposit changes only with its state'); END;
        """
}
