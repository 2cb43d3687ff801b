// The limit is how large the stacks of threads become.
#include "corpus.h"

int main(void)
{
    pthread_attr_t attributes;
    size_t size;
    pthread_getattr_default_np(&attributes);
    pthread_attr_getstacksize(&attributes, &size);
    show(size >> 10);
}
