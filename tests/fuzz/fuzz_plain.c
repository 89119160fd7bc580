/*
 * Text without Markdown: headings, items, literal blocks, what stands aside.
 * fuzz: dict=text max_len=4096
 */
#include "fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    fuzz_file("notes.adoc", data, size);
    fuzz_file("notes.rst", data, size);
    return 0;
}
