//: stdin 1969\n
//: contrast 1912\n
// An age from a year of birth that is read.
#include "corpus.h"

int main(void)
{
    int born = 0;
    time_t now = time(NULL);
    scanf("%d", &born);
    printf("%d\n", gmtime(&now)->tm_year + 1900 - born);
}
