#include "simdjson_anchor.h"
#include <simdjson.h>
#include <string>

const char *anchor_simdjson_version(void) {
    static const std::string version =
        std::string(SIMDJSON_STRINGIFY(SIMDJSON_VERSION)) + ", "
        + simdjson::builtin_implementation()->name();
    return version.c_str();
}
