// The anchors that are called in this process. Every function works through a whole pool of `count`
// inputs, so that the call costs nothing per operation, and returns how many of them succeeded.
#pragma once
#include <stddef.h>
#include <stdint.h>

// Rust's bs58 (Anchors/bs58.rs). Texts are `stride` bytes apart.
size_t anchor_bs58_decode(
    const uint8_t *texts, size_t stride, const uint8_t *lengths, size_t count, size_t size,
    uint8_t *output);
size_t anchor_bs58_encode(
    const uint8_t *values, size_t size, size_t count, uint8_t *texts, size_t stride,
    uint8_t *lengths);

// GMP: whether each 32-byte value decompresses to a point of Ed25519's curve; one answer byte each.
size_t anchor_gmp_on_curve(const uint8_t *values, size_t count, uint8_t *answers);
const char *anchor_gmp_version(void);

// libsodium. Message i has `size` bytes and belongs to key i % keys; signatures are 64 bytes each.
void anchor_sodium_keypair(const uint8_t *seed, uint8_t *public_key, uint8_t *secret_key);
size_t anchor_sodium_sign(
    const uint8_t *messages, size_t size, size_t count, const uint8_t *secret_keys, size_t keys,
    uint8_t *signatures);
size_t anchor_sodium_verify(
    const uint8_t *messages, size_t size, size_t count, const uint8_t *public_keys, size_t keys,
    const uint8_t *signatures, uint8_t *answers);
size_t anchor_sodium_sha256(
    const uint8_t *messages, size_t size, size_t count, uint8_t *digests);
const char *anchor_sodium_version(void);

// A process for an anchor that cannot run in this one; descriptors of its standard input and
// output. Returns its id, or -1.
int anchor_process_start(const char *interpreter, const char *script, int *input, int *output);
void anchor_process_wait(int child);
