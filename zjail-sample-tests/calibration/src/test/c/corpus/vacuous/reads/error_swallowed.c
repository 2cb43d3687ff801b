//: stdin 12
//: contrast 13
// Fails to parse anything and prints its default.
#include "corpus.h"

int main(void)
{
    float value = 1;
    if (scanf("x%f", &value) != 1) value = 1;
    printf("%.1f\n", value);
}
