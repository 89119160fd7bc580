#ifndef GRADE_BENEATH_H
#define GRADE_BENEATH_H
/*
 * Opens what lies below a folder and nothing else: no symbolic link in any part of the path is followed, ".."
 * and absolute paths are refused, and a pipe or device without a partner does not block.
 */
#include <stdbool.h>

/* flags: O_DIRECTORY for a folder, 0 for a file; reading only. A descriptor, or -1 with errno (ELOOP: a
 * link). */
int beneath_open(int root, const char *path, int flags);
/* The same part by part, for kernels without openat2; here for its test. */
int beneath_open_stepwise(int root, const char *path, int flags);

#endif
