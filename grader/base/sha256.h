#ifndef GRADE_SHA256_H
#define GRADE_SHA256_H
/*
 * SHA-256 (FIPS 180-4), for marks that nobody can prepare a text for.
 */
#include "base/str.h"

/* 64 hexadecimal digits and a NUL. */
void sha256_hex(char out[65], struct str bytes);

#endif
