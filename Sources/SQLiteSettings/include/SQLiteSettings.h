#pragma once

/// How SQLite allocates in this process: without counting its memory, which every allocation of every thread would lock for.
///
/// Linking this target is enough. It belongs into a program and not into a library: the setting is that of a whole process, and
/// SQLite takes it before it is first used.
///
/// @return 0, or SQLite's code where it was too late.
int partner_catalog_sqlite_settings(void);
