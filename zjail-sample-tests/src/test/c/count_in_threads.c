/*
 * Counts with POSIX threads.
 *
 *   count_in_threads THREADS    each of them adds 1000; prints the sum
 *   count_in_threads trace      a thread asks to be traced
 */
#include "payload.h"

#include <pthread.h>
#include <sys/ptrace.h>

enum { MOST_THREADS = 16, ROUNDS = 1000 };

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static unsigned long sum;

static void *count(void *unused) {
  for (int i = 0; i < ROUNDS; i++) {
    pthread_mutex_lock(&mutex);
    sum++;
    pthread_mutex_unlock(&mutex);
  }
  return unused;
}

static void *trace(void *unused) {
  announce("ptrace");
  report("ptrace", syscall(SYS_ptrace, PTRACE_TRACEME, 0, 0, 0));
  return unused;
}

int main(int argc, char **argv) {
  pthread_t threads[MOST_THREADS];
  int tracing = argc > 1 && same(argv[1], "trace");
  unsigned long wanted = argc < 2 ? 0 : tracing ? 1 : number(argv[1]);
  unsigned long made = 0;
  if (wanted > MOST_THREADS) return 97;
  announce("pthread_create");
  pthread_mutex_lock(&mutex); /* so that none ends before the last is made */
  while (made < wanted && pthread_create(&threads[made], NULL, tracing ? trace : count, NULL) == 0) made++;
  pthread_mutex_unlock(&mutex);
  for (unsigned long i = 0; i < made; i++) pthread_join(threads[i], NULL);
  report_number("threads made", made);
  report_number("sum", sum);
  return 0;
}
