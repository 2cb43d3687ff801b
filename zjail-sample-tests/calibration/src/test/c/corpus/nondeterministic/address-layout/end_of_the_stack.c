// glibc remembers where the stack ends.
#include "corpus.h"

extern void *__libc_stack_end;
int main(void) { printf("%p\n", __libc_stack_end); }
