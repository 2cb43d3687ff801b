// What atexit(3) runs, in reverse order.
#include "corpus.h"

static void first(void) { puts("first registered"); }
static void second(void) { puts("second registered"); }
int main(void)
{
    atexit(first);
    atexit(second);
    puts("main");
}
