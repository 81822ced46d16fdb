/// The tables and views of invoices, since version 2.
///
/// Lines are as the source gave them, amounts as decimal text; their states are in a table beside them. Unlike events
/// they can be read again, and are replaced then.
enum InvoiceTables {
  static let statements = [
    """
    CREATE TABLE invoice (
      invoice_id TEXT PRIMARY KEY,
      document_type TEXT,
      amends_of TEXT,
      invoice_date TEXT,
      period_start TEXT,
      period_end TEXT,
      currency TEXT,
      total TEXT,
      source TEXT NOT NULL,
      version TEXT,
      is_read INTEGER NOT NULL DEFAULT 0,
      unreadable INTEGER NOT NULL DEFAULT 0,
      read_at TEXT NOT NULL,
      state TEXT,
      sum TEXT,
      lines INTEGER,
      explained INTEGER,
      differing INTEGER,
      not_checkable INTEGER,
      reconciled_at TEXT
    ) STRICT
    """,
    // A part of a source that was read to its end: it is not read again while the version of the source stays.
    """
    CREATE TABLE invoice_part (
      invoice_id TEXT NOT NULL,
      part INTEGER NOT NULL,
      name TEXT NOT NULL,
      lines INTEGER NOT NULL,
      unreadable INTEGER NOT NULL,
      PRIMARY KEY (invoice_id, part)
    ) STRICT
    """,
    """
    CREATE TABLE invoice_line (
      invoice_id TEXT NOT NULL,
      line_number INTEGER NOT NULL,
      customer_id TEXT,
      customer_name TEXT,
      customer_country TEXT,
      order_id TEXT,
      alternate_id TEXT,
      order_date TEXT,
      product_id TEXT,
      sku_id TEXT,
      availability_id TEXT,
      product_name TEXT,
      sku_name TEXT,
      qualifiers TEXT,
      charge_type TEXT,
      charge_start TEXT,
      charge_end TEXT,
      subscription_id TEXT,
      subscription_start TEXT,
      subscription_end TEXT,
      billing_frequency TEXT,
      unit_price TEXT,
      effective_unit_price TEXT,
      quantity TEXT,
      billable_quantity TEXT,
      subtotal TEXT,
      tax TEXT,
      total TEXT,
      currency TEXT,
      pricing_currency TEXT,
      exchange_rate TEXT,
      exchange_rate_date TEXT,
      promotion_id TEXT,
      reference_id TEXT,
      credit_reason_code TEXT,
      meter TEXT,
      is_legacy INTEGER NOT NULL,
      other TEXT,
      PRIMARY KEY (invoice_id, line_number)
    ) STRICT, WITHOUT ROWID
    """,
    "CREATE INDEX invoice_line_of_order ON invoice_line (invoice_id, order_id)",
    """
    CREATE TABLE invoice_line_state (
      invoice_id TEXT NOT NULL,
      line_number INTEGER NOT NULL,
      state TEXT NOT NULL,
      reason TEXT,
      PRIMARY KEY (invoice_id, line_number)
    ) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE finding (
      invoice_id TEXT NOT NULL,
      position INTEGER NOT NULL,
      code TEXT NOT NULL,
      line_number INTEGER,
      order_id TEXT,
      catalog_item_id TEXT,
      message TEXT NOT NULL,
      expected TEXT,
      found TEXT,
      PRIMARY KEY (invoice_id, position)
    ) STRICT
    """,
    """
    CREATE VIEW invoices AS
    SELECT invoice_id, document_type, amends_of, invoice_date, period_start, period_end, currency, total, sum, state,
      lines, explained, differing, not_checkable, source, is_read, unreadable, read_at, reconciled_at
    FROM invoice
    """,
    """
    CREATE VIEW invoice_lines AS
    SELECT l.invoice_id, l.line_number, l.customer_id, l.customer_name, l.customer_country, l.order_id, l.alternate_id,
      l.order_date,
      l.product_id || coalesce(':' || l.sku_id || coalesce(':' || l.availability_id, ''), '') AS catalog_item_id,
      l.product_id, l.sku_id, l.availability_id, l.product_name, l.sku_name, l.qualifiers, l.charge_type, l.charge_start,
      l.charge_end, l.subscription_id, l.subscription_start, l.subscription_end, l.billing_frequency, l.unit_price,
      l.effective_unit_price, l.quantity, l.billable_quantity, l.subtotal, l.tax, l.total, l.currency,
      l.pricing_currency, l.exchange_rate, l.exchange_rate_date, l.promotion_id, l.reference_id, l.credit_reason_code,
      l.meter, l.other,
      CASE WHEN i.reconciled_at IS NULL THEN NULL ELSE coalesce(s.state, 'explained') END AS state, s.reason
    FROM invoice_line l JOIN invoice i ON i.invoice_id = l.invoice_id
    LEFT JOIN invoice_line_state s ON s.invoice_id = l.invoice_id AND s.line_number = l.line_number
    """,
    """
    CREATE VIEW findings AS
    SELECT invoice_id, code, line_number, order_id, catalog_item_id, message, expected, found
    FROM finding
    """,
  ]
}
