#include "sqlite_trace.h"

#include <sqlite3.h>
#include <stdio.h>

static FILE *file;

// The text as it was prepared, its white space collapsed. What triggers run comes as a comment: left out.
static int traced(unsigned what, void *context, void *statement, void *text) {
    (void)what, (void)context;
    const char *sql = sqlite3_sql(statement);
    if (!file || !sql || ((const char *)text)[0] == '-') return 0;
    int blank = 0;
    for (; *sql; sql++) {
        int is_blank = *sql == ' ' || *sql == '\n';
        if (!is_blank && blank) fputc(' ', file);
        if (!is_blank) fputc(*sql, file);
        blank = is_blank;
    }
    fputc('\n', file);
    return 0;
}

static int opened(sqlite3 *database, char **error, const struct sqlite3_api_routines *api) {
    (void)error, (void)api;
    return sqlite3_trace_v2(database, SQLITE_TRACE_STMT, traced, NULL);
}

int sqlite_trace_start(const char *path) {
    file = fopen(path, "w");
    if (!file) return -1;
    return sqlite3_auto_extension((void (*)(void))opened) == SQLITE_OK ? 0 : -1;
}

void sqlite_trace_end(void) {
    if (file) fclose(file);
    file = NULL;
}
