//: chance 20
//: policy threads
//: tmpfs /tmp:1MiB
// A file is replaced by two steps, and for a moment there is none.
#include "corpus.h"

static void *work(void *unused)
{
    unlink("/tmp/file");
    close(open("/tmp/file", O_CREAT | O_WRONLY, 0600));
    return unused;
}
int main(void)
{
    pthread_t thread;
    close(open("/tmp/file", O_CREAT | O_WRONLY, 0600));
    pthread_create(&thread, NULL, work, NULL);
    burn(15000);
    puts(access("/tmp/file", F_OK) ? "missing" : "there");
    pthread_join(thread, NULL);
}
