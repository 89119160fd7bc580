#ifndef GRADE_INSTRUMENTED_H
#define GRADE_INSTRUMENTED_H
/*
 * What the compiler built in. Sanitizers reserve terabytes of addresses, open files and use system calls of
 * their own; a program that measures its coverage writes files at its end: neither can be confined as a
 * release is.
 */
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define SANITIZED 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(memory_sanitizer) || __has_feature(thread_sanitizer)
#define SANITIZED 1
#endif
#endif
#ifndef SANITIZED
#define SANITIZED 0
#endif

#ifdef GRADE_COVERAGE
#define INSTRUMENTED 1
#else
#define INSTRUMENTED SANITIZED
#endif

#endif
