/// Facts that earlier versions did not store: the date of a documented list, and whether the service says at all that
/// an offer can be bought.
enum Migration8ServiceFacts {
  static let tables = """
    -- The date that Microsoft's page bears, as far as it says: 2023-08-23, 2018; NULL for what a sync observed.
    ALTER TABLE unavailable_market ADD COLUMN document_date TEXT;

    -- 1 where the service does not say whether it can be bought: is_purchasable is then no more than a place holder.
    ALTER TABLE offer ADD COLUMN is_purchasable_unsaid INTEGER NOT NULL DEFAULT 0 CHECK (is_purchasable_unsaid IN (0, 1));

    -- 1 where an earlier version read the unit: it kept no ids, refund windows and renewal options of terms. Bodies that are
    -- as before are then decoded all the same, once, and what appears so is no change.
    ALTER TABLE unit ADD COLUMN lacks_term_details INTEGER NOT NULL DEFAULT 0 CHECK (lacks_term_details IN (0, 1));
    UPDATE unit SET lacks_term_details = 1;
    -- What an earlier version decoded lacks them too.
    DELETE FROM staged_answer;
    """
}
