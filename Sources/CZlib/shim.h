#include <zlib.h>

/// `inflateInit2` is a macro, which Swift does not import. `wbits` below zero reads deflate data without a header.
static inline int partner_catalog_inflate_init(z_stream *stream, int wbits) {
  return inflateInit2(stream, wbits);
}

/// The same for writing; level 6.
static inline int partner_catalog_deflate_init(z_stream *stream, int wbits) {
  return deflateInit2(stream, 6, Z_DEFLATED, wbits, 8, Z_DEFAULT_STRATEGY);
}
