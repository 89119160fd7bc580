#ifndef GRADE_DIAG_IDS_H
#define GRADE_DIAG_IDS_H
/*
 * Every complaint about input, once.
 *   D(ID, "name", SEVERITY, "what it means, for docs/diagnostics.md")
 * The name is what a user sees and looks up: it never changes its meaning. Sorted by name within a family.
 * ERROR: something could not be used. WARNING: used, but not as written. NOTE: for information.
 */
#define DIAGS(D)                                                                                                       \
    /* files */                                                                                                        \
    D(FETCH_LIMIT, "fetch-limit", ERROR, "a clone passed a limit of time or size and was given up")                    \
    D(FILE_LFS, "file-lfs", WARNING, "a Git LFS pointer stands in for the file: not read")                             \
    D(FILE_NAME, "file-name", WARNING, "a name in the repository is not one that can be read safely: skipped")         \
    D(FILE_SUBMODULE, "file-submodule", NOTE, "a submodule: not fetched, not read")                                    \
    D(FILE_SYMLINK, "file-symlink", WARNING, "a symbolic link: not followed")                                          \
    D(FILE_UNREADABLE, "file-unreadable", WARNING, "a file or folder that could not be read: skipped")                 \
    D(LIMIT_ENTRIES, "limit-entries", WARNING, "more files and folders, or deeper ones, than are looked at")           \
    D(LIMIT_FILES, "limit-files", WARNING, "more files, or more bytes in all, than are read")                          \
    D(LIMIT_FILE_SIZE, "limit-file-size", WARNING, "a file over the size limit: not read")                             \
    D(LIMIT_FINDINGS, "limit-findings", NOTE, "more complaints than are listed")                                       \
    D(LIMIT_GRAPH, "limit-graph", WARNING, "more nodes or arrows than are read: the rest is left out")                 \
    D(NOT_FOUND, "named-file-missing", WARNING, "a file that .grade.yaml names is not there")                          \
    /* what grade init wrote */                                                                                        \
    D(SCAFFOLD, "scaffold-unchanged", WARNING, "a part of what `grade init` wrote is unchanged: it counts as absent")  \
    /* YAML */                                                                                                         \
    D(YAML_ALIAS, "yaml-alias", ERROR, "an alias that refers to itself or to nothing")                                 \
    D(YAML_DOCUMENTS, "yaml-documents", WARNING, "more than one document in a file: the first is read")                \
    D(YAML_DUPLICATE, "yaml-duplicate-key", WARNING, "the same key twice: the first is used")                          \
    D(YAML_LIMIT, "yaml-limit", ERROR, "a YAML file passed a limit: not used")                                         \
    D(YAML_SYNTAX, "yaml-syntax", ERROR, "not YAML: the file is not used")                                             \
    D(YAML_TAG, "yaml-tag", NOTE, "a tag (!!type): ignored")                                                           \
    /* JSON */                                                                                                         \
    D(JSON_DUPLICATE, "json-duplicate-key", WARNING, "the same key twice: the first is used")                          \
    D(JSON_LIMIT, "json-limit", ERROR, "a JSON file passed a limit: not used")                                         \
    D(JSON_SYNTAX, "json-syntax", ERROR, "not JSON: the file is not used")                                             \
    /* architecture.yaml */                                                                                            \
    D(ARCH_EMPTY, "arch-empty", WARNING, "an architecture file without components or flows")                           \
    D(ARCH_EDGE, "arch-flow", ERROR, "a flow that cannot be understood: left out")                                     \
    D(ARCH_KEY, "arch-unknown-key", WARNING, "a key that is not one of the format's: ignored")                         \
    D(ARCH_QUOTE, "arch-quote", WARNING, "a key without a value after an unquoted comma: the text was cut there")      \
    D(ARCH_ROLE, "arch-unknown-role", WARNING, "a role that the rubric does not know: the text is read as a label")    \
    D(ARCH_KIND, "arch-unknown-kind", WARNING, "a flow kind that the rubric does not know: read as unlabelled")        \
    D(ARCH_TYPE, "arch-type", ERROR, "a value of the wrong shape: ignored")                                            \
    D(ARCH_NODE, "arch-undeclared", NOTE, "a flow or group names a component that is not declared: added")             \
    D(ARCH_VERSION, "arch-version", WARNING, "a format version that this program does not know")                       \
    /* DOT */                                                                                                          \
    D(DOT_CRASHED, "dot-crashed", ERROR, "Graphviz's reader crashed on a file: the file is not used")                  \
    D(DOT_LIMIT, "dot-limit", ERROR, "a DOT file passed a limit: not used")                                            \
    D(DOT_SYNTAX, "dot-syntax", ERROR, "not DOT: the file is not used")                                                \
    D(DOT_TRAILING, "dot-trailing", ERROR, "text after the end of the graph: the file is not used")                    \
    D(DOT_WARNING, "dot-warning", WARNING, "Graphviz complains about the file")                                        \
    /* structure told in text */                                                                                      \
    D(TEXT_DRAWING, "text-drawing", NOTE, "a drawing made of characters has boxes, but no arrow that could be followed") \
    D(TEXT_LIMIT, "text-limit", WARNING, "a drawing or a chain told in text is larger than what is read")              \
    /* text */                                                                                                         \
    D(TEXT_HIDDEN, "text-hidden", WARNING, "characters that are not shown, or that reorder what is shown: read as they are") \
    D(TEXT_LOOKALIKE, "text-look-alike", WARNING, "a Latin word with a letter of another script that looks alike: read as it is") \
    D(PROSE_LIMIT, "prose-limit", WARNING, "a text passes a limit: what is beyond it is left out or read as plain text") \
    /* Mermaid */                                                                                                      \
    D(MERMAID_GRADE, "mermaid-grade", WARNING, "a %% grade: line, or a part of it, that is not understood: ignored") \
    D(MERMAID_KIND, "mermaid-kind", NOTE, "a Mermaid diagram of a kind that draws no architecture: not read")          \
    D(MERMAID_LIMIT, "mermaid-limit", WARNING, "a Mermaid diagram passed a limit: what is beyond it is left out")      \
    D(MERMAID_SYNTAX, "mermaid-syntax", WARNING, "not Mermaid: the part of the statement that cannot be read is left out") \
    /* packs */                                                                                                        \
    D(PACK_FILE, "pack-file", ERROR, "a file of a pack that is missing: the pack is refused")                          \
    D(PACK_KEY, "pack-unknown-key", ERROR, "a key that the pack language does not know: the pack is refused")          \
    D(PACK_NAME, "pack-unknown-name", ERROR, "a role, row, predicate, fact … that the pack does not define: it is refused") \
    D(PACK_PHRASE, "pack-phrase", ERROR, "a phrase of a pack that does not parse: the pack is refused")                \
    D(PACK_TYPE, "pack-type", ERROR, "a value of a pack of the wrong shape, or a missing one: the pack is refused")    \
    D(PACK_VALUE, "pack-value", ERROR, "a value of a pack that cannot be meant: the pack is refused")                  \
    /* CSV */                                                                                                          \
    D(CSV_LIMIT, "csv-limit", ERROR, "a CSV file passed a limit: not used")                                            \
    D(CSV_SYNTAX, "csv-syntax", ERROR, "not CSV: the file is not used")                                                \
    /* calibration: the file of marks, and stored reviews */                                                           \
    D(LABEL_DUPLICATE, "label-duplicate", WARNING, "a second mark by one rater for the same row: the first is used")   \
    D(LABEL_EMPTY, "label-empty", NOTE, "a row without a level: taken as not marked")                                  \
    D(LABEL_KEY, "label-unknown-key", WARNING, "a key or column that a file of marks does not have: ignored")          \
    D(LABEL_LEVEL, "label-level", ERROR, "a level that is not 0, 1, 2 or 3, or a total that is no number of points: left out")\
    D(LABEL_LIMIT, "label-limit", WARNING, "more marks, reviews or raters than are compared: the rest is left out")             \
    D(LABEL_REVIEW, "label-review", WARNING, "a submission with more than one review, or one that belongs to another") \
    D(LABEL_ROW, "label-row", WARNING, "a row that the review does not have: the mark is left out")                    \
    D(LABEL_SUBMISSION, "label-submission", WARNING, "a submission without a review: its marks are left out")          \
    D(LABEL_TYPE, "label-type", ERROR, "a mark of the wrong shape, or without something that it needs: left out")      \
    D(OTHER, "other", NOTE, "of a stored review: a complaint that this version of the program does not know")           \
    D(REVIEW_PACK, "review-pack", WARNING, "reviews of different rubric packs: their rows may not mean the same")      \
    D(REVIEW_SHAPE, "review-shape", ERROR, "a file that is not a stored review: not used")                             \
    D(REVIEW_TOTAL, "review-total", NOTE, "a gate leaves no total: the marked one is compared with the points before gates alone")\
    D(REVIEW_UNMARKED, "review-unmarked", NOTE, "a review that no mark is for, or that was given twice")               \
    /* marks of people on a review */ \
    D(ADJUSTMENT_KEY, "adjustment-unknown-key", WARNING, "a key that a file of adjustments does not have: ignored") \
    D(ADJUSTMENT_LIMIT, "adjustment-limit", WARNING, "more marks than are applied: the rest is left out") \
    D(ADJUSTMENT_OTHER, "adjustment-other", WARNING, "marks on another commit and other files, or with another rubric pack: kept, no level changes") \
    D(ADJUSTMENT_QUESTION, "adjustment-question", NOTE, "a mark for a question that the review does not ask: kept") \
    D(ADJUSTMENT_ROW, "adjustment-row", WARNING, "a mark for a row that the review does not have, or that a gate takes away: kept, no level changes") \
    D(ADJUSTMENT_TYPE, "adjustment-type", ERROR, "a mark of the wrong shape, or without something that it needs: left out") \
    D(ADJUSTMENT_WAS, "adjustment-was", NOTE, "the program's level is another than when the mark was made: the mark counts") \
    /* reading */                                                                                                      \
    D(EDGE_FLIPPED, "arrow-flipped", NOTE, "an arrow in call or read direction: understood in data direction")         \
    D(EDGE_KIND, "arrow-kind", NOTE, "a declared kind that is unusual between these roles: read as unlabelled")        \
    D(JOIN_DOUBTFUL, "join-doubtful", NOTE, "two boxes of different files that may be the same: not joined")           \
    D(ROLE_CAPPED, "role-not-credited", NOTE, "a role on a box that already has four, without an arrow or fact of its own") \
    D(TABLE_LIMIT, "table-limit", WARNING, "more rows or columns of tables than are read as facts: the rest is left out")

enum diag_id {
#define D(ID, name, severity, meaning) DIAG_##ID,
    DIAGS(D)
#undef D
    DIAG_COUNT
};

#endif
