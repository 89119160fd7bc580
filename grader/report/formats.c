#include "report/formats.h"

#include "report/github.h"
#include "report/html.h"
#include "report/json.h"
#include "report/junit.h"
#include "report/markdown_report.h"
#include "report/sarif.h"
#include "report/terminal.h"
#include "report/tree.h"

#include <string.h>

const struct report_format formats[] = {
    {"terminal", "the review, for a reader (the default)", false, false, terminal_write},
    {"json", "the review, for a program (docs/review-json.md)", false, false, report_json_write},
    {"tree", "what was understood of the drawings, with places", true, false, tree_write},
    {"markdown", "the review, for a tracker or pull request", false, false, markdown_report_write},
    {"sarif", "what to look at, for code scanning and editors (SARIF 2.1.0)", false, false, sarif_write},
    {"junit", "rows as test cases, for CI servers (JUnit XML)", false, false, junit_write},
    {"github", "log and annotations, for GitHub Actions", false, false, github_write},
    {"html", "the review as one page with the drawing, for a browser", false, true, html_write},
};
const size_t n_formats = sizeof formats / sizeof *formats;

const struct report_format *formats_find(const char *name)
{
    for (size_t i = 0; i < n_formats; i++)
        if (strcmp(formats[i].name, name) == 0)
            return &formats[i];
    return NULL;
}
