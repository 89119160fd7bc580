/*
 * YAML that is not ours: compose files, Kubernetes objects, other people's formats, settings.
 * fuzz: dict=yaml max_len=4096
 */
#include "fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    fuzz_file("deploy/docker-compose.yaml", data, size);
    return 0;
}
