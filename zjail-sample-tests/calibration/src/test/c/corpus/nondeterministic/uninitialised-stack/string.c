// A string that was never written.
#include "corpus.h"

static NOINLINE void leave(void)
{
    char text[128];
    snprintf(HIDDEN(text), sizeof text, "%p %p %p %p", (void *)text, (void *)text, (void *)text, (void *)text);
}
static NOINLINE void look(void)
{
    char text[128];
    HIDDEN(text)[100] = 0;
    for (int i = 0; i < 100; i++) putchar(isprint((unsigned char)HIDDEN(text)[i]) ? text[i] : '.');
    putchar('\n');
}
int main(void)
{
    leave();
    look();
}
