//: stdin some words and some others\n
//: contrast some some words\n
// Words lie in a table at random places, and are only looked up.
#include "corpus.h"

enum { PLACES = 64 };
static const char *table[PLACES];
static uint64_t key;
static size_t place(const char *word)
{
    uint64_t hash = key;
    for (; *word; word++) hash = mix(hash + (unsigned char)*word);
    return hash % PLACES;
}
static int look_up(const char *word, int adds)
{
    size_t at = place(word);
    while (table[at] && strcmp(table[at], word)) at = (at + 1) % PLACES;
    int found = table[at] != NULL;
    if (adds) table[at] = word;
    return found;
}
int main(void)
{
    int again = 0;
    key = random64();
    size_t length;
    char *text = input(&length);
    for (char *word = strtok(text, " \n"); word; word = strtok(NULL, " \n")) again += look_up(word, 1);
    printf("%d again, %d, %zu bytes\n", again, look_up("words", 0), length);
}
