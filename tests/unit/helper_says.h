#ifndef HELPER_SAYS_H
#define HELPER_SAYS_H
/*
 * Whether a text says certain words.
 */
#include "base/str.h"

/* Whether the text holds the words, not as a part of longer ones; both in lower case. Never empty words. */
bool says_words(struct str text, struct str words);

#endif
