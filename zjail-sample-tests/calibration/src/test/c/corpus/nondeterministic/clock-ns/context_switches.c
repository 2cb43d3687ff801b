// How often it was interrupted or gave up the CPU.
#include "corpus.h"

int main(void)
{
    struct rusage used;
    burn(3000000);
    sleep_for(100000);
    getrusage(RUSAGE_SELF, &used);
    printf("%ld voluntary, %ld not\n", used.ru_nvcsw, used.ru_nivcsw);
}
