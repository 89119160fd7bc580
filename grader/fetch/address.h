#ifndef GRADE_ADDRESS_H
#define GRADE_ADDRESS_H
/*
 * Which addresses are of the public internet: the rest is this machine, this network or nobody's (RFC 6890).
 * Judged after the name was resolved, on the very address that is connected to.
 */
#include <stdbool.h>

struct sockaddr;

bool address_is_public(const struct sockaddr *address);

#endif
