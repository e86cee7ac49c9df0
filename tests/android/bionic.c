// What a library for Android asks of bionic and glibc lacks or does otherwise. Everything else it finds
// under the same name in glibc. This is not bionic.
//
// It is loaded before everything else, and what glibc has too is answered anew only for the library.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

extern int __xpg_strerror_r(int, char *, size_t);

static int is_of_library(void *caller) {
    Dl_info info;
    return dladdr(caller, &info) && info.dli_fname && strstr(info.dli_fname, "libyufu_jni.so");
}

int *__errno(void) { return &errno; }

int __system_property_get(const char *name, char *value) {
    (void)name;
    value[0] = 0;
    return 0;
}

// Bionic numbers what it may be asked for otherwise (bits/sysconf.h).
long sysconf(int name) {
    static long (*real)(int);
    if (!real) real = (long (*)(int))dlsym(RTLD_NEXT, "sysconf");
    if (!is_of_library(__builtin_return_address(0))) return real(name);
    switch (name) {
    case 0x27:
    case 0x28: return real(_SC_PAGESIZE);
    case 0x60: return real(_SC_NPROCESSORS_CONF);
    case 0x61: return real(_SC_NPROCESSORS_ONLN);
    }
    fprintf(stderr, "sysconf(%#x) is not known\n", (unsigned)name);
    abort();
}

// POSIX's, where glibc has another of that name.
char *strerror_r(int code, char *buffer, size_t size) {
    static char *(*real)(int, char *, size_t);
    if (!real) real = (char *(*)(int, char *, size_t))dlsym(RTLD_NEXT, "strerror_r");
    if (!is_of_library(__builtin_return_address(0))) return real(code, buffer, size);
    return (char *)(long)__xpg_strerror_r(code, buffer, size);
}

// Where the process has YUFU_BROKEN_CLOCK, the library's clock answers an error, which Rust's standard
// library panics at.
int clock_gettime(clockid_t clock, struct timespec *time) {
    static int (*real)(clockid_t, struct timespec *);
    if (!real) real = (int (*)(clockid_t, struct timespec *))dlsym(RTLD_NEXT, "clock_gettime");
    if (!getenv("YUFU_BROKEN_CLOCK") || !is_of_library(__builtin_return_address(0))) return real(clock, time);
    errno = EINVAL;
    return -1;
}
