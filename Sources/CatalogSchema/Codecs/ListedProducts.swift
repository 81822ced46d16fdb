/// Which products a list shows, and under which text: a set of texts of products, 64 to a row.
package enum ListedProducts {
  /// The products of lists with their texts, to be read `FROM`: columns `partition_id`, `product_id`,
  /// `product_text_id`.
  package static let products = """
    (SELECT g.partition_id, t.product_id, t.id AS product_text_id
     FROM listing g JOIN product_text t
       ON g.chunk = t.id >> 6 AND t.id BETWEEN g.chunk << 6 AND (g.chunk << 6) + 63 AND g.texts >> (t.id & 63) & 1)
    """
}
