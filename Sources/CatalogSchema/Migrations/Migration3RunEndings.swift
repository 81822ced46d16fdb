/// The result of each run of a command: exit code and error besides the columns of `run`, and the runs of `customers
/// sync`, which are not catalog runs.
///
/// Alert rules and persistent counters depend on it. Earlier runs are migrated as far as they are known: a failed one
/// may have been a refused sign-in, which was not recorded.
enum Migration3RunEndings {
  static let tables = """
    CREATE TABLE run_ending (
      id INTEGER PRIMARY KEY,
      command TEXT NOT NULL CHECK (command <> ''),
      -- NULL where the command reads no catalog.
      run_id INTEGER REFERENCES run (id),
      started_at INTEGER NOT NULL,
      finished_at INTEGER NOT NULL,
      state TEXT NOT NULL CHECK (state IN ('complete', 'partial', 'failed')),
      exit_code INTEGER NOT NULL,
      -- The stable word of the error that ended it.
      error_code TEXT,
      requests INTEGER NOT NULL,
      retries INTEGER NOT NULL,
      throttled INTEGER NOT NULL
    );
    INSERT INTO run_ending
      (command, run_id, started_at, finished_at, state, exit_code, requests, retries, throttled)
    SELECT 'sync', id, started_at, finished_at, state,
      CASE state WHEN 'complete' THEN 0 WHEN 'partial' THEN 3 ELSE 2 END, requests, retries, throttled
    FROM run WHERE state IN ('complete', 'partial', 'failed') AND finished_at IS NOT NULL
      AND json_extract(asked, '$.views') <> '["verify"]'
    ORDER BY id;
    """
}
