// Goes wrong when the process id has five digits.
#include "corpus.h"

int main(void)
{
    char text[5];
    snprintf(text, sizeof text, "%d", (int)getpid());
    puts(atoi(text) == getpid() ? "ok" : "truncated");
}
