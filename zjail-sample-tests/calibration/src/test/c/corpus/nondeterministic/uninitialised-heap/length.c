// A length that was not set decides how much is printed.
#include "corpus.h"

struct buffer {
    char text[48];
    unsigned char length;
};
int main(void)
{
    struct buffer *buffer = HIDDEN(malloc(sizeof *buffer));
    memset(buffer->text, 'x', sizeof buffer->text);
    printf("%.*s\n", HIDDEN(buffer)->length % 48, buffer->text);
}
