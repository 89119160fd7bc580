#ifndef GRADE_LIMITS_H
#define GRADE_LIMITS_H
/*
 * Every bound on what a submission may cost, one row each.
 *   L(name, default, unit, flag, diagnostic, help)
 * name: field of struct limits. unit: COUNT, BYTES or SECONDS, which decides how the flag's value is read.
 * flag: the long option, or NULL where the bound is built in. diagnostic: reported when it is passed (diag_ids.h).
 * Passing a limit is a diagnostic and makes the review partial; it never fails the run, except on the way in
 * (fetch), where nothing can be graded, and where processor time runs out (NONE), when nothing was.
 */
#include <stddef.h>

#define KIB ((size_t)1024)
#define MIB ((size_t)1024 * 1024)

#define LIMITS(L)                                                                                                  \
    L(fetch_time, 60, SECONDS, "fetch-timeout", FETCH_LIMIT, "whole time a clone may take")                        \
    L(idle_time, 15, SECONDS, "idle-timeout", FETCH_LIMIT, "time without a byte before a clone is given up")       \
    L(fetch_bytes, 64 * MIB, BYTES, "max-fetch", FETCH_LIMIT, "bytes a clone may receive")                         \
    L(objects, 200000, COUNT, "max-objects", FETCH_LIMIT, "objects a clone may hold")                              \
    L(object_bytes, 64 * MIB, BYTES, "max-object", FETCH_LIMIT, "size of one object of a repository")              \
    L(parse_time, 10, SECONDS, "parse-timeout", NONE, "processor time for reading and grading")                    \
    L(entries, 100000, COUNT, "max-entries", LIMIT_ENTRIES, "files and folders looked at")                         \
    L(tree_depth, 32, COUNT, NULL, LIMIT_ENTRIES, "depth of folders")                                              \
    L(path_bytes, 1024, BYTES, NULL, LIMIT_ENTRIES, "length of a path")                                            \
    L(files, 200, COUNT, "max-files", LIMIT_FILES, "files read")                                                   \
    L(total_bytes, 16 * MIB, BYTES, "max-total", LIMIT_FILES, "bytes read in all")                                 \
    L(file_bytes, 1 * MIB, BYTES, "max-file", LIMIT_FILE_SIZE, "size of one YAML, DOT or Mermaid file")            \
    L(prose_bytes, 2 * MIB, BYTES, NULL, LIMIT_FILE_SIZE, "size of one file of text")                              \
    L(prose_blocks, 100000, COUNT, NULL, PROSE_LIMIT, "paragraphs, items, rows and headings in all")               \
    L(prose_depth, 100, COUNT, NULL, PROSE_LIMIT, "quotes and lists within each other")                            \
    L(prose_marks, 1000, COUNT, NULL, PROSE_LIMIT, "brackets and tildes in one paragraph")                         \
    L(prose_growth, 4, COUNT, NULL, PROSE_LIMIT, "cells, and bytes of link targets, for each byte of Markdown")    \
    L(prose_fences, 256, COUNT, NULL, PROSE_LIMIT, "drawings and descriptions within texts")                       \
    L(yaml_depth, 64, COUNT, NULL, YAML_LIMIT, "nesting of a YAML file")                                           \
    L(yaml_nodes, 100000, COUNT, NULL, YAML_LIMIT, "values in a YAML file")                                        \
    L(yaml_aliases, 1000, COUNT, NULL, YAML_LIMIT, "aliases expanded in a YAML file")                              \
    L(yaml_scalar, 64 * KIB, BYTES, NULL, YAML_LIMIT, "length of one YAML value")                                  \
    L(dot_tokens, 200000, COUNT, NULL, DOT_LIMIT, "tokens in a DOT file")                                          \
    L(dot_token, 64 * KIB, BYTES, NULL, DOT_LIMIT, "length of one DOT name or label")                              \
    L(dot_depth, 64, COUNT, NULL, DOT_LIMIT, "nesting of a DOT file")                                              \
    L(dot_chain, 500, COUNT, NULL, DOT_LIMIT, "arrows in one DOT statement")                                       \
    L(dot_memory, 128 * MIB, BYTES, NULL, DOT_LIMIT, "memory for one DOT graph")                                   \
    L(dot_time, 2, SECONDS, NULL, DOT_LIMIT, "processor time for one DOT graph")                                   \
    L(dot_time_all, 5, SECONDS, NULL, DOT_LIMIT, "processor time for all DOT graphs")                              \
    L(drawing_lines, 1000, COUNT, NULL, TEXT_LIMIT, "lines of one drawing made of characters")                     \
    L(drawing_columns, 500, COUNT, NULL, TEXT_LIMIT, "columns of such a drawing")                                  \
    L(drawing_boxes, 300, COUNT, NULL, TEXT_LIMIT, "boxes of such a drawing")                                      \
    L(drawing_fan, 64, COUNT, NULL, TEXT_LIMIT, "arrows that one branching line may stand for")                    \
    L(text_steps, 100, COUNT, NULL, TEXT_LIMIT, "steps of one arrow line or numbered list")                        \
    L(mermaid_tokens, 200000, COUNT, NULL, MERMAID_LIMIT, "names, labels and arrows in a Mermaid diagram")         \
    L(mermaid_label, 4 * KIB, BYTES, NULL, MERMAID_LIMIT, "length of one Mermaid name or label")                   \
    L(mermaid_depth, 64, COUNT, NULL, MERMAID_LIMIT, "nesting of a Mermaid diagram")                               \
    L(mermaid_facts, 200, COUNT, NULL, MERMAID_LIMIT, "facts declared of one Mermaid box or arrow")                \
    L(nodes, 5000, COUNT, "max-nodes", LIMIT_GRAPH, "nodes in all")                                                \
    L(edges, 20000, COUNT, "max-edges", LIMIT_GRAPH, "arrows in all")                                              \
    L(review_bytes, 16 * MIB, BYTES, NULL, LIMIT_FILE_SIZE, "size of a stored review or a file of marks")          \
    L(csv_columns, 64, COUNT, NULL, CSV_LIMIT, "columns of a CSV file")                                            \
    L(csv_cell, 64 * KIB, BYTES, NULL, CSV_LIMIT, "length of one CSV cell")                                        \
    L(marks, 100000, COUNT, NULL, LABEL_LIMIT, "marks compared with reviews")                                      \
    L(reviews, 10000, COUNT, NULL, LABEL_LIMIT, "stored reviews read")                                             \
    L(raters, 50, COUNT, NULL, LABEL_LIMIT, "raters compared with each other")                                     \
    L(table_rows, 5000, COUNT, NULL, TABLE_LIMIT, "rows of tables read as facts, in all")                          \
    L(findings, 1000, COUNT, "max-findings", LIMIT_FINDINGS, "diagnostics kept")                                   \
    L(findings_each, 50, COUNT, NULL, LIMIT_FINDINGS, "diagnostics kept of one kind")

struct limits {
#define L(name, value, unit, flag, diagnostic, help) size_t name;
    LIMITS(L)
#undef L
};

/* The defaults of the table above. */
struct limits limits_default(void);
/*
 * The bounds that follow from those a user may lift: a DOT file that may hold more nodes and edges or more bytes
 * may hold more tokens and memory, a larger YAML file more values. Call once after the options are read.
 */
void limits_settle(struct limits *limits);

#endif
