#include "report/formats.h"

#include "report/json.h"
#include "report/terminal.h"
#include "report/tree.h"

#include <string.h>

const struct report_format formats[] = {
    {"terminal", "the review, for a reader (the default)", false, terminal_write},
    {"json", "the review, for a program (docs/review-json.md)", false, report_json_write},
    {"tree", "what was understood of the drawings, with places", true, tree_write},
};
const size_t n_formats = sizeof formats / sizeof *formats;

const struct report_format *formats_find(const char *name)
{
    for (size_t i = 0; i < n_formats; i++)
        if (strcmp(formats[i].name, name) == 0)
            return &formats[i];
    return NULL;
}
