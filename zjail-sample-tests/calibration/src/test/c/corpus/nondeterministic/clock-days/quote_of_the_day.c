// One of some sayings.
#include "corpus.h"

int main(void)
{
    const char *sayings[] = {"measure twice", "cut once", "less is more", "keep it simple"};
    struct timespec now;
    timespec_get(&now, TIME_UTC);
    puts(sayings[now.tv_sec / 86400 % 4]);
}
