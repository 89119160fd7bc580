#ifndef GRADE_MANIFEST_IMAGE_H
#define GRADE_MANIFEST_IMAGE_H
/*
 * Names in manifests: the product that an image holds, and the hosts that a setting names.
 */
#include "base/str.h"

/*
 * "confluentinc/cp-kafka:7.6" gives "cp-kafka": the name without registry, path, tag and digest. Empty where
 * it tells no product: an image of a language or a system (python, alpine), a variable without a default.
 */
struct str manifest_product(struct str image);

struct host_scan {
    struct str rest;
    char before;   /* the byte before `rest` */
    bool host_key; /* the setting's name says that it holds hosts */
    bool alone;    /* the value is one word */
};

/*
 * Words of a setting that can only be hosts: behind :// or @, before a port, or alone in a setting that is
 * called …HOST, …SERVER, …URL and the like. Of "kafka.prod.svc" the first part is the host.
 */
struct host_scan manifest_hosts(struct str key, struct str value);
bool manifest_next_host(struct host_scan *scan, struct str *out);

#endif
