#include "report/escape_workflow.h"

#include "report/escape_characters.h"

static void escape(struct report_out *out, struct str text, bool property)
{
    struct escape_reader reader = escape_reader(text);
    for (uint32_t c; (c = escape_visible(&reader)) != 0;) {
        char bytes[4];
        if (c == '%')
            out_puts(out, "%25");
        else if (property && (c == ':' || c == ','))
            out_puts(out, c == ':' ? "%3A" : "%2C");
        else
            out_add(out, (struct str){bytes, utf8_encode(bytes, c)});
    }
}

void escape_workflow_data(struct report_out *out, struct str text)
{
    escape(out, text, false);
}

void escape_workflow_property(struct report_out *out, struct str text)
{
    escape(out, text, true);
}
