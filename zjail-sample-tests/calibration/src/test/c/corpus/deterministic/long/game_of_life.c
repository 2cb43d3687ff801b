// Some hundred generations.
#include "corpus.h"

int main(void)
{
    enum { N = 128 };
    static unsigned char now[N][N], later[N][N];
    uint64_t state = 5;
    int alive = 0;
    for (int i = 0; i < N * N; i++) now[i / N][i % N] = next(&state) & 1;
    for (int generation = 0; generation < 300; generation++) {
        for (int i = 0; i < N; i++) {
            for (int j = 0; j < N; j++) {
                int around = -now[i][j];
                for (int k = 0; k < 9; k++) around += now[(i + k / 3 + N - 1) % N][(j + k % 3 + N - 1) % N];
                later[i][j] = around == 3 || (around == 2 && now[i][j]);
            }
        }
        memcpy(now, later, sizeof now);
    }
    for (int i = 0; i < N * N; i++) alive += now[i / N][i % N];
    printf("%d\n", alive);
}
