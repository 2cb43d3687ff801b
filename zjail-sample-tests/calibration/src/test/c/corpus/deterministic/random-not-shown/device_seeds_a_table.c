//: stdin red green red blue\n
//: contrast red red red\n
// A table is keyed by the device of random bytes, so that nobody can flood it; what it counts is printed in the order of the words.
#include "corpus.h"

enum { PLACES = 32 };
static struct { const char *word; int count; } table[PLACES];

static int compare(const void *a, const void *b)
{
    const char *one = *(const char *const *)a, *other = *(const char *const *)b;
    return !one || !other ? (one == NULL) - (other == NULL) : strcmp(one, other);
}

int main(void)
{
    uint64_t key = 0;
    FILE *device = fopen("/dev/urandom", "r");
    if (!device || fread(&key, sizeof key, 1, device) != 1) return 3;
    size_t length;
    char *text = input(&length);
    for (char *word = strtok(text, " \n"); word; word = strtok(NULL, " \n")) {
        uint64_t at = key;
        for (char *c = word; *c; c++) at = mix(at + (unsigned char)*c);
        at %= PLACES;
        while (table[at].word && strcmp(table[at].word, word)) at = (at + 1) % PLACES;
        table[at].word = word;
        table[at].count++;
    }
    qsort(table, PLACES, sizeof table[0], compare);
    for (int i = 0; i < PLACES && table[i].word; i++) printf("%s %d\n", table[i].word, table[i].count);
}
