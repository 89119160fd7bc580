#ifndef GRADE_VERSIONS_H
#define GRADE_VERSIONS_H
/*
 * What `grade --version --verbose` tells: the libraries and what they lack, and what this machine can
 * confine.
 */
#include "base/str.h"

/* Appends whole lines. */
void versions_write(struct buf *out);

#endif
