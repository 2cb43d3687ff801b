//: stdin b2 a1 b1 a2\n
//: contrast c1 a1 c0\n
// Ties keep their order.
#include "corpus.h"

int main(void)
{
    char words[32][8];
    int count = 0;
    while (count < 32 && scanf("%7s", words[count]) == 1) {
        char kept[8];
        strcpy(kept, words[count]);
        int place = count++;
        for (; place && words[place - 1][0] > kept[0]; place--) strcpy(words[place], words[place - 1]);
        strcpy(words[place], kept);
    }
    for (int i = 0; i < count; i++) printf("%s ", words[i]);
    putchar('\n');
}
