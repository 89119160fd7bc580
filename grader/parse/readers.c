#include "parse/readers.h"

#include "parse/architecture_yaml.h"
#include "parse/dot.h"

const struct reader readers[] = {
    {"architecture-yaml", " .yaml .yml ", architecture_yaml_sniff, architecture_yaml_read, NULL},
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

static const struct reader *find_reader(const struct file *file)
{
    for (size_t i = 0; i < n_readers; i++)
        if (has_suffix(file->name, readers[i].suffixes) && (!readers[i].sniff || readers[i].sniff(file)))
            return &readers[i];
    return NULL;
}

void readers_read(struct parse_context *ctx, struct submission *submission)
{
    for (size_t i = 0; i < submission->n_files; i++) {
        struct file *file = &submission->files[i];
        if (file->use == FILE_SKIPPED || !file->text)
            continue;
        const struct reader *reader = find_reader(file);
        if (!reader) {
            file->use = FILE_UNUSED;
            file->why = "holds no architecture";
        } else if (!reader->read) {
            file->use = FILE_LATER;
            file->why = reader->later;
            file->format = reader->format;
        } else {
            file->format = reader->format;
            reader->read(ctx, file);
        }
    }
}
