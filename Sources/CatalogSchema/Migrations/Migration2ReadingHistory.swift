/// Tables of the schedule: the cost of a reading, the times of changes, and the rate of change of each market.
enum Migration2ReadingHistory {
  static let statements = """
    -- From how many lists the unit was last read: what reading it again costs. NULL where that is not known.
    ALTER TABLE unit ADD COLUMN lists INTEGER;
    -- The last reading before `changed_at`: the change came after it. NULL where it never changed.
    ALTER TABLE unit ADD COLUMN unchanged_until INTEGER;
    -- When some of its lists were last looked at and found as they were, how often since it was read whole, and how many
    -- changes it was then still expected to have seen.
    ALTER TABLE unit ADD COLUMN glanced_at INTEGER;
    ALTER TABLE unit ADD COLUMN glances INTEGER NOT NULL DEFAULT 0;
    ALTER TABLE unit ADD COLUMN doubt REAL NOT NULL DEFAULT 0;
    UPDATE unit SET lists = 1 + length(CAST(fingerprint AS TEXT))
        - length(replace(CAST(fingerprint AS TEXT), char(30), ''))
      WHERE length(fingerprint) > 0;
    UPDATE unit SET unchanged_until = first_seen WHERE change_count > 0;

    -- Products that were new or renamed when the list was last read.
    ALTER TABLE partition ADD COLUMN list_moved INTEGER NOT NULL DEFAULT 0;

    -- Whether the run, or the one it goes on with, was to read everything.
    ALTER TABLE run ADD COLUMN is_full INTEGER NOT NULL DEFAULT 0 CHECK (is_full IN (0, 1));
    -- Requests that reading everything would have taken more. NULL in runs of older versions.
    ALTER TABLE run ADD COLUMN requests_saved INTEGER;
    -- Units that were due, by reason.
    ALTER TABLE run ADD COLUMN due_never_read INTEGER NOT NULL DEFAULT 0;
    ALTER TABLE run ADD COLUMN due_evidence INTEGER NOT NULL DEFAULT 0;
    ALTER TABLE run ADD COLUMN due_age INTEGER NOT NULL DEFAULT 0;
    ALTER TABLE run ADD COLUMN due_audit INTEGER NOT NULL DEFAULT 0;
    -- Of the units that were not due so many were read to see what the schedule misses, and so many had changed.
    ALTER TABLE run ADD COLUMN audit_sampled INTEGER NOT NULL DEFAULT 0;
    ALTER TABLE run ADD COLUMN audit_changed INTEGER NOT NULL DEFAULT 0;

    -- Since when a SKU or an availability ('' for the whole SKU) answers although no list shows it.
    CREATE TABLE unlisted_part (
      place_id INTEGER NOT NULL REFERENCES place (id),
      product_id INTEGER NOT NULL REFERENCES product (id),
      sku TEXT NOT NULL,
      availability TEXT NOT NULL,
      since INTEGER NOT NULL,
      PRIMARY KEY (place_id, product_id, sku, availability)
    ) WITHOUT ROWID;

    -- How far the catalog of a market seems to have moved, as seen by one run.
    CREATE TABLE market_clock (
      run_id INTEGER NOT NULL REFERENCES run (id),
      market_id INTEGER NOT NULL REFERENCES market (id),
      at INTEGER NOT NULL,
      -- Products of its lists, and those of them that are new or renamed since the last run.
      listed INTEGER NOT NULL DEFAULT 0,
      moved INTEGER NOT NULL DEFAULT 0,
      -- Days, weighted by the calendar, that units had gone unread which were then read without suspicion; and how
      -- many of these had changed.
      exposure REAL NOT NULL DEFAULT 0,
      changed REAL NOT NULL DEFAULT 0,
      -- Units that were read because they had changed elsewhere, and how many of them had changed.
      suspected INTEGER NOT NULL DEFAULT 0,
      confirmed INTEGER NOT NULL DEFAULT 0,
      -- Changed units that were read without a glance before; those of them whose list of SKUs had changed; and the
      -- shares of their availability lists that had, added up.
      dissected INTEGER NOT NULL DEFAULT 0,
      told_by_skus INTEGER NOT NULL DEFAULT 0,
      told_by_availabilities REAL NOT NULL DEFAULT 0,
      -- How many changes a unit is thought to have seen between the run before and this one, beyond the usual.
      jump REAL NOT NULL DEFAULT 0,
      -- The share of its units that changes in a day, as estimated then.
      daily_rate REAL,
      PRIMARY KEY (run_id, market_id)
    ) WITHOUT ROWID;
    CREATE INDEX market_clock_by_market ON market_clock (market_id, at);
    """
}
