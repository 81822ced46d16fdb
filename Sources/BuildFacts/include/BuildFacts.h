#pragma once

/// The commit of the sources; an empty string where the build was not told.
const char *partner_catalog_commit(void);
