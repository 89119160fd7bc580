#ifndef HELPER_TABLES_H
#define HELPER_TABLES_H
/*
 * Prose and statements made by hand, for tests of tables and of facts in sentences. No reader of Markdown:
 * lines that begin with # are headings, lines that begin with | are rows (the first is the header, the second
 * is passed over), other lines are a paragraph each, and each of them is one statement.
 */
#include "model/reading.h"
#include "parse/pack.h"

struct written {
    struct arena *arena;
    struct diags diags;
    struct rubric rubric;
    struct architecture *arch;
    struct prose *prose;
    struct reading *reading;
};

/* The built-in pack; nothing written, nothing drawn. */
void written_open(struct written *w);
void written_close(struct written *w);
/* Adds a file to the prose. The text must live as long as the test. */
void written_add(struct written *w, const char *name, const char *text);
/* A box with that id, label and role. */
size_t written_box(struct written *w, const char *id, const char *label);
/* A declared value: section.key. */
void written_declare(struct written *w, const char *section, const char *key, const char *value);
/* Makes the reading: statements for paragraphs and rows; then tables_read and stated_read. */
void written_read(struct written *w);

/* "80 ms" at a path like "slo.decision_p99" or "monitors.1.metric": the nth of several; "" where there is
 * none. */
const char *written_at(const struct written *w, const char *path);
/* How many stand at the path, over all sections of that name. */
size_t written_count(const struct written *w, const char *path);
/* Names of what the nth table was recognised as, "monitors triggers"; "" for nothing. */
const char *written_kinds(const struct written *w, size_t table);

#endif
