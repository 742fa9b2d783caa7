#include "simdjson_anchor.h"
#include <simdjson.h>

// The kernel that this file was compiled for; `builtin_implementation()` would tell the library's.
const char *anchor_simdjson_version(void) {
    return SIMDJSON_STRINGIFY(SIMDJSON_VERSION) " for "
        SIMDJSON_STRINGIFY(SIMDJSON_BUILTIN_IMPLEMENTATION);
}
