//: stdin to be or not to be
//: contrast that is the question
// A hash table of strings, by content and with a fixed seed.
#include "corpus.h"

int main(void)
{
    static char words[128][32];
    static int counts[128];
    char word[32];
    while (scanf("%31s", word) == 1) {
        uint64_t slot = 17;
        for (char *c = word; *c; c++) slot = mix(slot ^ (unsigned char)*c);
        for (slot %= 128; counts[slot] && strcmp(words[slot], word); slot = (slot + 1) % 128) {
        }
        strcpy(words[slot], word);
        counts[slot]++;
    }
    for (int i = 0; i < 128; i++) {
        if (counts[i]) printf("%s %d\n", words[i], counts[i]);
    }
}
