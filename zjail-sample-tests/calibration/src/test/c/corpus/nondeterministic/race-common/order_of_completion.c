//: policy threads
// Results are collected in the order in which they come.
#include "corpus.h"

static int results[2];
static void *work(void *number)
{
    int value = (int)(long)number;
    burn(10000 * (1 + value % 3));
    write(results[1], &value, sizeof value);
    return NULL;
}
int main(void)
{
    int value;
    pipe(results);
    in_threads(9, work);
    for (int i = 0; i < 9 && read(results[0], &value, sizeof value) > 0; i++) printf("%d ", value);
    putchar('\n');
}
