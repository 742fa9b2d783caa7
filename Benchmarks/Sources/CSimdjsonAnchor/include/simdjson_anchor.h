// simdjson's On-Demand reader behind a C interface. As in anchors.h, a function works through a
// whole pool.
#pragma once
#ifdef __cplusplus
extern "C" {
#endif

// simdjson's version, and the kernel that On-Demand was compiled for.
const char *anchor_simdjson_version(void);

#ifdef __cplusplus
}
#endif
