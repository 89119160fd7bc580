#include "report/out.h"

void out_add(struct report_out *out, struct str s)
{
    if (s.n)
        out->append(out->ctx, s.p, s.n);
}

void out_puts(struct report_out *out, const char *c_string)
{
    out_add(out, str_from(c_string));
}
