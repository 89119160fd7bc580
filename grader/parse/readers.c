#include "parse/readers.h"

#include "parse/architecture_yaml.h"
#include "parse/dot.h"
#include "parse/foreign.h"
#include "parse/manifests.h"
#include "parse/markdown.h"
#include "parse/mermaid.h"
#include "parse/plain.h"
#include "parse/settings.h"
#include "parse/text_drawings.h"
#include "parse/unseen.h"

/* The first that fits reads the file. */
const struct reader readers[] = {
    {"architecture-yaml", " .yaml .yml ", architecture_yaml_sniff, architecture_yaml_read},
    {"compose", " .yaml .yml ", manifests_sniff_compose, manifests_read_compose},
    {"kubernetes", " .yaml .yml ", manifests_sniff_kubernetes, manifests_read_kubernetes},
    {"architecture", " .yaml .yml .json ", foreign_sniff, foreign_read},
    {"dot", " .dot .gv ", NULL, dot_read},
    {"mermaid", " .mmd .mermaid ", NULL, mermaid_read},
    {"markdown", " .md .markdown .mdown .mkd ", NULL, markdown_read},
    {"text", " .txt .text .rst .adoc .asciidoc readme ", NULL, plain_read},
    {"settings", " .yaml .yml ", settings_sniff, settings_read},
};
const size_t n_readers = sizeof readers / sizeof *readers;

/* A name without a dot is its own suffix: README. */
static bool has_suffix(struct str name, const char *suffixes)
{
    size_t dot = name.n;
    while (dot > 0 && name.p[dot - 1] != '.' && name.p[dot - 1] != '/')
        dot--;
    if (dot > 0 && name.p[dot - 1] == '.')
        dot--;
    struct str suffix = str_sub(name, dot, name.n), rest = str_from(suffixes), one;
    while (str_next(&rest, " ", &one))
        if (str_eq_nocase(one, suffix))
            return true;
    return false;
}

static bool takes(const struct reader *reader, const struct file *file)
{
    return has_suffix(file->name, reader->suffixes) && (!reader->sniff || reader->sniff(file));
}

/* The first row that takes the file reads it; where that finds nothing of its own in it after all, the next
 * one. */
static void read_file(struct parse_context *ctx, struct file *file)
{
    file->use = FILE_UNUSED;
    file->why = "holds no architecture";
    for (size_t i = 0; i < n_readers && file->use == FILE_UNUSED; i++) {
        if (!takes(&readers[i], file))
            continue;
        file->format = readers[i].format;
        file->why = NULL;
        readers[i].read(ctx, file);
        /* What runs is drawn from it, and how it is set up stands in its lines. */
        bool manifest = readers[i].read == manifests_read_compose || readers[i].read == manifests_read_kubernetes;
        struct file lines = *file;
        if (manifest && file->use == FILE_USED && settings_sniff(file))
            settings_read(ctx, &lines);
    }
}

bool readers_read_part(struct parse_context *ctx, const struct file *seen, const struct text *part)
{
    struct file file = {.text = part, .name = part->name};
    for (size_t i = 0; i < n_readers && file.use == FILE_UNUSED; i++)
        if (readers[i].sniff && readers[i].read != settings_read && takes(&readers[i], seen))
            readers[i].read(ctx, &file);
    return file.use == FILE_USED;
}

void readers_read(struct parse_context *ctx, struct submission *submission)
{
    for (size_t i = 0; i < submission->n_files; i++)
        if (submission->files[i].use != FILE_SKIPPED && submission->files[i].text)
            read_file(ctx, &submission->files[i]);
    text_drawings_read(ctx);
    unseen_read(ctx, submission);
}
