// Waits for a while without looking at a clock.
#include "corpus.h"

int main(void)
{
    sleep_for(120000000);
    puts("awake");
}
