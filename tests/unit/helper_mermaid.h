#ifndef HELPER_MERMAID_H
#define HELPER_MERMAID_H
/* Reads one Mermaid text as mermaid_read would be called, and shows what came of it in few characters. */
#include "parse/mermaid.h"

struct helper_mermaid {
    struct arena *arena;
    struct limits limits;
    struct diags diags;
    struct architecture *arch;
    struct parse_context ctx;
    struct file file;
};

/* An empty case with default limits; change them before reading. Ends with helper_mermaid_free(). */
void helper_mermaid_init(struct helper_mermaid *c);
/* Reads n bytes as system.mmd; the names known are a handful of roles, kinds and pack keys. */
void helper_mermaid_read(struct helper_mermaid *c, const char *text, size_t n);
void helper_mermaid_free(struct helper_mermaid *c);
/* helper_mermaid_init() and helper_mermaid_read() of a C string. */
struct helper_mermaid helper_mermaid(const char *text);

/*
 * Boxes, each as  id  'label' where it has one of its own  /shape  @group  !role+role;
 * arrows as  from>to "label", with the letters b(oth) u(ndirected) r(eversed) d(ashed) t(hick) h(idden)
 * f(anned); groups as  id 'label' <parent. Items are separated by a blank, the three lists by " | ". Empty
 * lists at the end are left out.
 */
const char *helper_mermaid_dump(const struct helper_mermaid *c);
/* Diagnostics as "line:column id", separated by blanks. */
const char *helper_mermaid_diags(const struct helper_mermaid *c);

/* Reads a text; fails the test unless it is shown like this, without (with) these diagnostics. */
void helper_mermaid_shows(const char *text, const char *dump);
void helper_mermaid_complains(const char *text, const char *dump, const char *diags);

/* The value of a fact of a box or an arrow; "" where there is none. */
const char *helper_mermaid_fact(const struct helper_mermaid *c, const struct doc *attrs, const char *key);

#endif
