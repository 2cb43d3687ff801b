// The hour of a fixed instant where the program thinks it is.
#include "corpus.h"

int main(void)
{
    time_t instant = 1000000000;
    printf("%02d:%02d\n", localtime(&instant)->tm_hour, localtime(&instant)->tm_min);
}
