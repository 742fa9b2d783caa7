#include "anchors.h"
#include <sodium.h>

const char *anchor_sodium_version(void) { return sodium_version_string(); }

void anchor_sodium_keypair(const uint8_t *seed, uint8_t *public_key, uint8_t *secret_key) {
    crypto_sign_seed_keypair(public_key, secret_key, seed);
}

size_t anchor_sodium_sign(
    const uint8_t *messages, size_t size, size_t count, const uint8_t *secret_keys, size_t keys,
    uint8_t *signatures) {
    size_t signed_count = 0;
    for (size_t index = 0; index < count; index++) {
        signed_count += crypto_sign_detached(
            signatures + 64 * index, NULL, messages + size * index, size,
            secret_keys + 64 * (index % keys)) == 0;
    }
    return signed_count;
}

size_t anchor_sodium_verify(
    const uint8_t *messages, size_t size, size_t count, const uint8_t *public_keys, size_t keys,
    const uint8_t *signatures, uint8_t *answers) {
    size_t valid = 0;
    for (size_t index = 0; index < count; index++) {
        answers[index] = crypto_sign_verify_detached(
            signatures + 64 * index, messages + size * index, size,
            public_keys + 32 * (index % keys)) == 0;
        valid += answers[index];
    }
    return valid;
}

size_t anchor_sodium_sha256(
    const uint8_t *messages, size_t size, size_t count, uint8_t *digests) {
    for (size_t index = 0; index < count; index++) {
        crypto_hash_sha256(digests + 32 * index, messages + size * index, size);
    }
    return count;
}
