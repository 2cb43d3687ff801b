// The year in a notice.
#include "corpus.h"

int main(void)
{
    time_t now = time(NULL);
    printf("(c) %d the authors\n", gmtime(&now)->tm_year + 1900);
}
