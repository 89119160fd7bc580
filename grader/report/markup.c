#include "report/markup.h"

#include "report/escape_markup.h"
#include "report/number.h"

#include <stdarg.h>
#include <stdio.h>

void markup_own(struct report_out *out, const char *format, ...)
{
    char words[1024];
    va_list args;
    va_start(args, format);
    int n = vsnprintf(words, sizeof words, format, args);
    va_end(args);
    if (n < 0 || (size_t)n >= sizeof words)
        BUG("markup: too long");
    out_add(out, (struct str){words, (size_t)n});
}

void markup_text(struct report_out *out, struct str text)
{
    escape_markup(out, text);
}

void markup_c(struct report_out *out, const char *text)
{
    markup_text(out, str_from(text));
}

void markup_claim(struct report_out *out, struct str text)
{
    for (;;) {
        size_t arrow = str_find(text, STR(" -> "));
        markup_text(out, str_sub(text, 0, arrow));
        if (arrow >= text.n)
            return;
        out_puts(out, " \xE2\x86\x92 ");
        text = str_sub(text, arrow + 4, text.n);
    }
}

void markup_number(struct report_out *out, double value, unsigned decimals, bool trim)
{
    char digits[NUMBER_MAX];
    number_write(digits, value, decimals, trim);
    out_puts(out, digits);
}

void markup_place(struct report_out *out, struct place at, bool column)
{
    if (!at.text)
        return;
    markup_text(out, at.text->name);
    if (at.line)
        markup_own(out, ":%u", (unsigned)at.line);
    if (at.line && at.column && column)
        markup_own(out, ":%u", (unsigned)at.column);
}
