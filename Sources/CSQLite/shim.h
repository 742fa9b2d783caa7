#include <sqlite3.h>

// SQLITE_STATIC and SQLITE_TRANSIENT are casts that Swift does not import. Static bytes stay where they
// are until the statement is reset; of others SQLite makes a copy at once.
static inline int l5_sqlite_bind_blob(sqlite3_stmt *statement, int index, const void *bytes, int count) {
    return sqlite3_bind_blob(statement, index, bytes, count, SQLITE_STATIC);
}
static inline int l5_sqlite_bind_text(sqlite3_stmt *statement, int index, const char *text, int count) {
    return sqlite3_bind_text(statement, index, text, count, SQLITE_TRANSIENT);
}

// Swift does not import functions with a variable number of arguments.
static inline int l5_sqlite_set_defensive(sqlite3 *database) {
    return sqlite3_db_config(database, SQLITE_DBCONFIG_DEFENSIVE, 1, (int *)0);
}
