#ifndef HELPER_WRITER_H
#define HELPER_WRITER_H
/*
 * What the formats of helper_write.h have in common: keys, values and texts.
 */
#include "helper_laws.h"

enum write_format { WRITE_YAML, WRITE_DOT, WRITE_MERMAID };

struct writer {
    struct buf out;
    struct arena *arena;
    const struct architecture *arch;
    const struct arch_names *names;
    size_t view;
    enum write_format format;
};

/* One space for any white space, none at the ends, ' for ", and with `bars` / for |. */
struct str writer_squeeze(struct arena *arena, struct str s, bool bars);
/* In double quotes, as the language escapes; Mermaid's facts know no escapes. */
void writer_quote(struct writer *w, struct str s);
/* Nothing where there is no text. */
void writer_text(struct writer *w, const char *key, struct str text);
/* `key: value, ` or `key="value", ` of everything that is said: the last comma is allowed. */
void writer_node(struct writer *w, const struct arch_node *n);
void writer_edge(struct writer *w, const struct arch_edge *e);
/* Of the view's file: sections in YAML, attributes in the others. */
void writer_facts(struct writer *w);

#endif
