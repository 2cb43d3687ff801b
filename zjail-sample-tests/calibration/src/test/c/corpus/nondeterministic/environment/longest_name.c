//: env A=1
// The length of the longest name.
#include "corpus.h"

int main(void)
{
    size_t longest = 0;
    for (char **entry = environ; *entry; entry++) {
        size_t length = strcspn(*entry, "=");
        if (length > longest) longest = length;
    }
    show(longest);
}
