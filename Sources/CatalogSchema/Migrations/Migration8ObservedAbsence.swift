/// Observations of several runs some hours apart: unconfirmed removals, and markets that seem to lack software
/// subscriptions.
enum Migration8ObservedAbsence {
  static let tables = """
    -- When the service first said so; the same word again some hours later is believed.
    ALTER TABLE held_removal ADD COLUMN held_at INTEGER NOT NULL DEFAULT 0;
    UPDATE held_removal SET held_at = coalesce((SELECT started_at FROM run WHERE run.id = held_removal.run_id), 0);

    -- Markets whose lists show no software subscriptions, since when, and which lists said so.
    CREATE TABLE unavailability_evidence (
      market_id INTEGER PRIMARY KEY REFERENCES market (id),
      first_seen_at INTEGER NOT NULL,
      last_seen_at INTEGER NOT NULL,
      evidence TEXT NOT NULL CHECK (evidence <> '')
    );
    -- A single run recorded those: they are observed again, or forgotten.
    DELETE FROM unavailable_market WHERE source = 'observed';
    -- What the record of an observed market rests on, in English.
    ALTER TABLE unavailable_market ADD COLUMN evidence TEXT;
    """
}
