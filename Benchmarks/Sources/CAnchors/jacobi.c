#include "anchors.h"
#include <gmp.h>
#include <string.h>

const char *anchor_gmp_version(void) { return gmp_version; }

// The curve is -x² + y² = 1 + dx²y², so x² = (y² - 1) / (dy² + 1): y belongs to a point if and only
// if (y² - 1)(dy² + 1) is zero or a square. The sign bit of x says nothing about that.
size_t anchor_gmp_on_curve(const uint8_t *values, size_t count, uint8_t *answers) {
    mpz_t p, d, y, u, v;
    mpz_inits(p, y, u, v, NULL);
    mpz_ui_pow_ui(p, 2, 255);
    mpz_sub_ui(p, p, 19);
    mpz_init_set_str(
        d, "52036cee2b6ffe738cc740797779e89800700a4d4141d8ab75eb4dca135978a3", 16);
    // Twice the size of p: no operation below has to grow a number.
    mpz_realloc2(u, 640);
    mpz_realloc2(v, 640);
    size_t on_curve = 0;
    for (size_t index = 0; index < count; index++) {
        uint8_t bytes[32];
        memcpy(bytes, values + 32 * index, 32);
        bytes[31] &= 0x7F;
        mpz_import(y, 32, -1, 1, 0, 0, bytes);
        mpz_mul(u, y, y);
        mpz_tdiv_r(u, u, p);
        mpz_mul(v, u, d);
        mpz_add_ui(v, v, 1);
        mpz_sub_ui(u, u, 1);
        mpz_mul(u, u, v);
        mpz_mod(u, u, p);
        answers[index] = mpz_jacobi(u, p) != -1;
        on_curve += answers[index];
    }
    mpz_clears(p, d, y, u, v, NULL);
    return on_curve;
}
