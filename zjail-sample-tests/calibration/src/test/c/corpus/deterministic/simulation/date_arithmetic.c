//: stdin 2024 2 28
//: contrast 1999 12 31
// Calendar arithmetic without any clock.
#include "corpus.h"

int main(void)
{
    int year = 0, month = 0, day = 0;
    scanf("%d %d %d", &year, &month, &day);
    long m = (month + 9) % 12, y = year - m / 10;
    printf("%ld\n", 365 * y + y / 4 - y / 100 + y / 400 + (m * 306 + 5) / 10 + day - 1);
}
