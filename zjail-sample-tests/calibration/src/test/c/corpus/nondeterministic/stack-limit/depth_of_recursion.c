// Counts how deep it can go, and comes back from the fault.
#include "corpus.h"

static sigjmp_buf back;
static volatile long depth;
static void handle(int number)
{
    (void)number;
    siglongjmp(back, 1);
}
static NOINLINE int deeper(void)
{
    volatile char frame[4000];
    frame[0] = 1;
    depth++;
    return deeper() + frame[0];
}
int main(void)
{
    static char other[65536];
    stack_t stack = {.ss_sp = other, .ss_size = sizeof other};
    struct sigaction action = {.sa_handler = handle, .sa_flags = SA_ONSTACK};
    sigaltstack(&stack, NULL);
    sigaction(SIGSEGV, &action, NULL);
    if (!sigsetjmp(back, 1)) deeper();
    printf("%ld\n", depth / 100);
}
