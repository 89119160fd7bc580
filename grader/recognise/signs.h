#ifndef GRADE_SIGNS_H
#define GRADE_SIGNS_H
/*
 * What stands between words: tokens leave nothing of it behind, and it says where a clause ends, what leads
 * to what and what is compared.
 */
#include "recognise/tokens.h"

enum {
    SIGN_COMMA = 1 << 0,
    SIGN_STOP = 1 << 1, /* . ; ! ? */
    SIGN_COLON = 1 << 2,
    SIGN_DASH = 1 << 3, /* as a pause: with blanks, or long */
    SIGN_OPEN = 1 << 4, /* ( [ { */
    SIGN_CLOSE = 1 << 5,
    SIGN_ARROW = 1 << 6, /* -> => and the like, right or down */
    SIGN_BACK = 1 << 7,  /* to the left */
    SIGN_LESS = 1 << 8,  /* < > and with = */
    SIGN_EQUAL = 1 << 9,
    SIGN_TIMES = 1 << 10,
    SIGN_CROSS = 1 << 11, /* a cross: not there */
    SIGN_TICK = 1 << 12,
    SIGN_OPEN_TASK = 1 << 13 /* an empty box to tick */
};

/* out: room for n + 1, what stands before each token and after the last. */
void signs_read(uint32_t *out, const struct tokens *tokens);

#endif
