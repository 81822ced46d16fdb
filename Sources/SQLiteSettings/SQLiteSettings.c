#include "SQLiteSettings.h"
#include <sqlite3.h>

static int result = SQLITE_MISUSE;

// Before main: nothing has opened a file yet.
__attribute__((constructor)) static void apply(void) { result = sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0); }

int partner_catalog_sqlite_settings(void) { return result; }
