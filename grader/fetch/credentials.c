#include "fetch/credentials.h"

#include <stdlib.h>
#include <string.h>

#define VARIABLE "GRADE_TOKEN"
/* What hosts that tell users by their tokens take for a name. */
#define ANY_USER "x-access-token"

static bool is_plain(const char *s)
{
    for (; *s; s++)
        if ((unsigned char)*s <= ' ' || (unsigned char)*s >= 0x7f)
            return false;
    return true;
}

bool credentials_take(struct credentials *out, struct str *error)
{
    char *value = getenv(VARIABLE);
    *out = (struct credentials){.user = ANY_USER};
    if (!value)
        return true;
    size_t n = strlen(value);
    const char *colon = strchr(value, ':'), *token = colon ? colon + 1 : value;
    size_t user_n = colon ? (size_t)(colon - value) : 0;
    bool fits = user_n < sizeof out->user && strlen(token) < sizeof out->token;
    bool good = fits && is_plain(value) && (!colon || (user_n && *token));
    if (good) {
        if (colon) {
            memset(out->user, 0, sizeof out->user);
            memcpy(out->user, value, user_n);
        }
        memcpy(out->token, token, strlen(token));
    }
    explicit_bzero(value, n); /* /proc/PID/environ shows this memory, whatever unsetenv() does */
    unsetenv(VARIABLE);
    if (!good)
        *error =
            STR(VARIABLE " is not a token: it holds white space or other characters that are not printed, or "
                         "is too long");
    return good;
}

void credentials_wipe(struct credentials *credentials)
{
    explicit_bzero(credentials, sizeof *credentials);
}
