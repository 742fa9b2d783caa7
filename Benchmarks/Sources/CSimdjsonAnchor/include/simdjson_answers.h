// simdjson reading whole answers. As in simdjson_anchor.h, a function works through a whole pool.
#pragma once
#include <stddef.h>
#include <stdint.h>
#ifdef __cplusplus
extern "C" {
#endif

// Reads `getTransaction` answers to request 1 in the base64 encoding. Body i has `lengths[i]` bytes
// at `offsets[i]`, and 64 readable bytes behind it. `digests` may be null; the digest of a refused
// body is zero.
size_t anchor_simdjson_answers(
    const uint8_t *bodies, const size_t *offsets, const size_t *lengths, size_t count,
    uint64_t *digests);
#ifdef __cplusplus
}
#endif
