// A puzzle of the day.
#include "corpus.h"

int main(void)
{
    srand((unsigned)(time(NULL) / 86400));
    for (int i = 0; i < 9; i++) printf("%d%c", rand() % 9 + 1, i % 3 == 2 ? '\n' : ' ');
}
