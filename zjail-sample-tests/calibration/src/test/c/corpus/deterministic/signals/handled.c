//: allow kill tgkill
// A handler counts signals that the program sends to itself.
#include "corpus.h"

static volatile sig_atomic_t count;
static void handle(int number) { count += number == SIGUSR1; }
int main(void)
{
    signal(SIGUSR1, handle);
    for (int i = 0; i < 5; i++) raise(SIGUSR1);
    printf("%d signals\n", (int)count);
}
