extension Migration {
    /// Step 2: how many operators told of a deposit when it was written.
    ///
    /// A reconciliation by another operator raises the number. Deposits of step 1 rest on one.
    static let operators = """
        ALTER TABLE deposit ADD COLUMN operators INTEGER NOT NULL DEFAULT 1 CHECK (operators > 0);

        CREATE INDEX deposit_single_operator ON deposit (code, amount)
          WHERE state = 'credited' AND operators = 1;

        CREATE TRIGGER deposit_operators BEFORE UPDATE OF operators ON deposit
          WHEN NEW.operators < OLD.operators
          BEGIN SELECT RAISE(ABORT, 'what was confirmed stays confirmed'); END;
        """
}
