// Writes every statement that this process hands to SQLite, one a line, whatever opened the connection.
#pragma once

// Starts with the connections that are opened after the call. Returns 0, or -1 if `path` cannot be written.
int sqlite_trace_start(const char *path);
// Lets go of the file.
void sqlite_trace_end(void);
