//: stdin ab bc ac cd
//: contrast xy yz
// An order of tasks; the smallest letter first where there is a choice.
#include "corpus.h"

int main(void)
{
    bool known[128] = {false}, after[128][128] = {{false}};
    char pair[4];
    while (scanf("%3s", pair) == 1) {
        known[(int)pair[0]] = known[(int)pair[1]] = true;
        after[(int)pair[1]][(int)pair[0]] = true;
    }
    for (int done = 0; done < 128; done++) {
        int task = 0;
        for (; task < 128; task++) {
            if (known[task] && !memchr(after[task], 1, 128)) break;
        }
        if (task == 128) break;
        putchar(task);
        known[task] = false;
        for (int other = 0; other < 128; other++) after[other][task] = false;
    }
    putchar('\n');
}
