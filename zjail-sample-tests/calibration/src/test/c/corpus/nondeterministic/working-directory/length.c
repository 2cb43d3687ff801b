// The length of the path of where it is.
#include "corpus.h"

int main(void) { show(strlen(get_current_dir_name())); }
