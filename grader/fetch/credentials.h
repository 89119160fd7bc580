#ifndef GRADE_CREDENTIALS_H
#define GRADE_CREDENTIALS_H
/*
 * The token for private repositories, GRADE_TOKEN: TOKEN, or USER:TOKEN for hosts that want a name of their
 * own. It is taken out of the environment before any process is started, lives in this struct alone, and is
 * wiped when the fetch is over. It is never part of a message.
 */
#include "base/str.h"

struct credentials {
    char user[128];
    char token[2048]; /* empty: none */
};

/* Takes and wipes the environment's. False: it is not one; *error says why, without it. */
bool credentials_take(struct credentials *out, struct str *error);
void credentials_wipe(struct credentials *credentials);

#endif
