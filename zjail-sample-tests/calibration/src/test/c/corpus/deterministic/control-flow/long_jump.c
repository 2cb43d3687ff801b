// Errors by setjmp and longjmp.
#include "corpus.h"

static jmp_buf back;
static NOINLINE void descend(int depth)
{
    if (depth == 5) longjmp(back, depth);
    descend(depth + 1);
}
int main(void)
{
    int depth = setjmp(back);
    if (!depth) descend(0);
    printf("came back from %d\n", depth);
}
