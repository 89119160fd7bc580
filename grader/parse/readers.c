#include "parse/readers.h"

#include "parse/architecture_yaml.h"
#include "parse/dot.h"
#include "parse/foreign.h"
#include "parse/manifests.h"
#include "parse/text_drawings.h"

const struct reader readers[] = {
    {"architecture-yaml", " .yaml .yml ", architecture_yaml_sniff, architecture_yaml_read, NULL},
    {"compose", " .yaml .yml ", manifests_sniff_compose, manifests_read_compose, NULL},
    {"kubernetes", " .yaml .yml ", manifests_sniff_kubernetes, manifests_read_kubernetes, NULL},
    {"architecture", " .yaml .yml .json ", foreign_sniff, foreign_read, NULL},
    {"dot", " .dot .gv ", NULL, dot_read, NULL},
    {"markdown", " .md .markdown ", NULL, NULL, "prose is not read yet"},
};
const size_t n_readers = sizeof readers / sizeof *readers;

static bool has_suffix(struct str name, const char *suffixes)
{
    size_t dot = name.n;
    while (dot > 0 && name.p[dot - 1] != '.' && name.p[dot - 1] != '/')
        dot--;
    if (dot == 0 || name.p[dot - 1] != '.')
        return false;
    struct str suffix = str_sub(name, dot - 1, name.n), rest = str_from(suffixes), one;
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
        if (readers[i].read) {
            file->why = NULL;
            readers[i].read(ctx, file);
        } else {
            file->use = FILE_LATER;
            file->why = readers[i].later;
        }
    }
}

void readers_read(struct parse_context *ctx, struct submission *submission)
{
    for (size_t i = 0; i < submission->n_files; i++)
        if (submission->files[i].use != FILE_SKIPPED && submission->files[i].text)
            read_file(ctx, &submission->files[i]);
    text_drawings_read(ctx);
}
