#ifndef GRADE_OUT_H
#define GRADE_OUT_H
/*
 * Where a report goes: bytes are appended, never taken back. Reports may be megabytes: nothing is collected
 * here. What went wrong with writing is the sink's to remember (output.h); writers of reports never ask.
 */
#include "base/str.h"

struct report_out {
    void (*append)(void *ctx, const char *bytes, size_t n);
    void *ctx;
    struct arena *arena; /* for what a writer needs while it writes */
};

void out_add(struct report_out *out, struct str s);
void out_puts(struct report_out *out, const char *c_string);

#endif
