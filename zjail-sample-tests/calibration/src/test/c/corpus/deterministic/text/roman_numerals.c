//: stdin 1987
//: contrast 2024
// A number in another notation.
#include "corpus.h"

int main(void)
{
    const int values[] = {1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1};
    const char *names[] = {"M", "CM", "D", "CD", "C", "XC", "L", "XL", "X", "IX", "V", "IV", "I"};
    int number = 0;
    scanf("%d", &number);
    for (int i = 0; i < 13; i++) {
        for (; number >= values[i]; number -= values[i]) fputs(names[i], stdout);
    }
    putchar('\n');
}
