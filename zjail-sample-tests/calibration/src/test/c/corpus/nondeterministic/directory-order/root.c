// The root directory, in the order of the file system.
#include "corpus.h"

int main(void)
{
    DIR *root = opendir("/");
    for (struct dirent *entry; (entry = readdir(root));) puts(entry->d_name);
}
