// A structure is copied to the output with its holes.
#include "corpus.h"

struct message {
    char kind;
    uint64_t size;
    char end;
};
static NOINLINE void leave(void)
{
    volatile uintptr_t words[16];
    for (int i = 0; i < 16; i++) words[i] = (uintptr_t)words;
}
static NOINLINE void send_all(void)
{
    struct message messages[4];
    for (int i = 0; i < 4; i++) {
        HIDDEN(messages)[i].kind = 'm';
        messages[i].size = 3;
        messages[i].end = 'e';
    }
    fwrite(HIDDEN(messages), sizeof messages, 1, stdout);
}
int main(void)
{
    leave();
    send_all();
}
