// Faults at a fixed address and recovers.
#include "corpus.h"

static sigjmp_buf back;
static void handle(int number) { siglongjmp(back, number); }
int main(void)
{
    signal(SIGSEGV, handle);
    int number = sigsetjmp(back, 1);
    if (!number) *HIDDEN((volatile int *)16) = 1;
    printf("signal %d\n", number);
}
