#include "BuildFacts.h"

#ifndef PARTNER_CATALOG_COMMIT
#define PARTNER_CATALOG_COMMIT ""
#endif

const char *partner_catalog_commit(void) { return PARTNER_CATALOG_COMMIT; }
