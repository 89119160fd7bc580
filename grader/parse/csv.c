#include "parse/csv.h"

#include <string.h>

static bool fail(struct csv *csv, enum diag_id id, size_t offset, const char *what)
{
    diag_add(csv->diags, id, text_place(csv->text, offset), "%s: the file is not used", what);
    csv->failed = true;
    return false;
}

/* The first separator of the first line that is outside of quotes; a comma where there is none. */
static char find_separator(struct str bytes, size_t i)
{
    bool quoted = false;
    for (; i < bytes.n && (quoted || bytes.p[i] != '\n'); i++)
        if (bytes.p[i] == '"')
            quoted = !quoted;
        else if (!quoted && (bytes.p[i] == ',' || bytes.p[i] == ';' || bytes.p[i] == '\t'))
            return bytes.p[i];
    return ',';
}

void csv_open(struct csv *out, struct arena *arena, struct diags *diags, const struct limits *limits,
              const struct text *text)
{
    *out = (struct csv){.arena = arena, .diags = diags, .limits = limits, .text = text};
    struct str bytes = text->bytes;
    const char *nul = bytes.n ? memchr(bytes.p, 0, bytes.n) : NULL;
    if (nul) {
        fail(out, DIAG_CSV_SYNTAX, (size_t)(nul - bytes.p), "a NUL byte: save the file as UTF-8 text");
        return;
    }
    if (str_starts(bytes, "\xef\xbb\xbf"))
        out->i = 3;
    while (out->i < bytes.n && (bytes.p[out->i] == '\n' || bytes.p[out->i] == '\r'))
        out->i++;
    out->separator = find_separator(bytes, out->i);
    out->cells = arena_alloc(arena, limits->csv_columns * sizeof *out->cells);
}

/* Whether byte i ends a line; *n is then the length of the line end. */
static bool line_end(size_t *n, struct str bytes, size_t i)
{
    *n = bytes.p[i] == '\r' && i + 1 < bytes.n && bytes.p[i + 1] == '\n' ? 2 : 1;
    return bytes.p[i] == '\n' || *n == 2;
}

/* Between the quotes, doubled ones made single. csv->i stands on the first, and behind the last afterwards.
 */
static bool take_quoted(struct csv *csv, struct str *out)
{
    struct str bytes = csv->text->bytes;
    size_t open = csv->i++, from = csv->i, doubled = 0;
    for (;; csv->i++) {
        if (csv->i >= bytes.n)
            return fail(csv, DIAG_CSV_SYNTAX, open, "a quote (\") that is not closed");
        if (bytes.p[csv->i] != '"')
            continue;
        if (csv->i + 1 >= bytes.n || bytes.p[csv->i + 1] != '"')
            break;
        csv->i++;
        doubled++;
    }
    struct str raw = str_sub(bytes, from, csv->i - from);
    csv->i++;
    *out = raw;
    if (!doubled)
        return true;
    char *bare = arena_alloc(csv->arena, raw.n - doubled + 1);
    size_t n = 0;
    for (size_t i = 0; i < raw.n; i++) {
        bare[n++] = raw.p[i];
        i += raw.p[i] == '"';
    }
    *out = (struct str){bare, n};
    return true;
}

static bool take_plain(struct csv *csv, struct str *out)
{
    struct str bytes = csv->text->bytes;
    size_t from = csv->i, end;
    for (; csv->i < bytes.n && bytes.p[csv->i] != csv->separator && !line_end(&end, bytes, csv->i);
         csv->i++) {
        if (bytes.p[csv->i] == '"')
            return fail(csv, DIAG_CSV_SYNTAX, csv->i,
                        "a quote (\") inside a cell: put the whole cell in quotes and double the one inside");
        if (bytes.p[csv->i] == '\r')
            return fail(csv, DIAG_CSV_SYNTAX, csv->i, "a carriage return that ends no line");
    }
    *out = str_trim(str_sub(bytes, from, csv->i - from));
    return true;
}

static bool take_cell(struct csv *csv)
{
    struct str bytes = csv->text->bytes, value;
    size_t from = csv->i, end;
    if (csv->n >= csv->limits->csv_columns)
        return fail(csv, DIAG_CSV_LIMIT, from,
                    arena_printf(csv->arena, "more columns than %zu", csv->limits->csv_columns));
    if (from < bytes.n && bytes.p[from] == '"') {
        if (!take_quoted(csv, &value))
            return false;
        if (csv->i < bytes.n && bytes.p[csv->i] != csv->separator && !line_end(&end, bytes, csv->i))
            return fail(csv, DIAG_CSV_SYNTAX, csv->i, "text behind the quote that ends a cell");
    } else if (!take_plain(csv, &value)) {
        return false;
    }
    if (value.n > csv->limits->csv_cell)
        return fail(csv, DIAG_CSV_LIMIT, from,
                    arena_printf(csv->arena, "a cell longer than %zu", csv->limits->csv_cell));
    csv->cells[csv->n++] = (struct csv_cell){value, text_place(csv->text, from)};
    return true;
}

bool csv_next(struct csv *csv)
{
    struct str bytes = csv->text->bytes;
    size_t end;
    while (!csv->failed && csv->i < bytes.n) {
        csv->n = 0;
        csv->at = text_place(csv->text, csv->i);
        for (bool more = true; more;) {
            if (!take_cell(csv))
                return false;
            more = csv->i < bytes.n && !line_end(&end, bytes, csv->i);
            csv->i += more ? 1 : csv->i < bytes.n ? end : 0;
        }
        for (size_t i = 0; i < csv->n; i++)
            if (csv->cells[i].value.n)
                return true;
    }
    return false;
}
