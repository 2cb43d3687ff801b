// Its thread id, past the C library.
#include "corpus.h"

int main(void) { printf("%ld\n", syscall(SYS_gettid)); }
