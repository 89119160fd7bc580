#ifndef GRADE_HTML_SOURCES_H
#define GRADE_HTML_SOURCES_H
/* What the review rests on: lines that it quotes, text that does not count, diagnostics, files. */
#include "report/html_kit.h"

void html_sources_quotes(const struct html *html);
void html_sources_ignored(const struct html *html);
void html_sources_diagnostics(const struct html *html);
void html_sources_files(const struct html *html);

#endif
