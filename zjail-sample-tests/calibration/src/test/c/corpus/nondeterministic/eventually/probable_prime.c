//: chance 1000000
// A probabilistic test of a composite number that three of four bases expose, with twenty random bases.
#include "corpus.h"

int main(void)
{
    uint64_t number = 8911, probably = 1;
    for (int i = 0; i < 20; i++) {
        uint64_t base = 2 + random64() % (number - 3), power = 1, exponent = (number - 1) / 2;
        for (uint64_t square = base; exponent; exponent >>= 1, square = square * square % number) {
            if (exponent & 1) power = power * square % number;
        }
        if (power != 1 && power != number - 1) probably = 0;
    }
    puts(probably ? "prime" : "composite");
}
