/**
 * Measures what a run costs beside what other ways to start a program cost, by turns in one process; what a suite of
 * tests costs, and the first test. Start with {@link dev.zjail.benchmark.BenchmarkCommand}; docs/performance.md says
 * how to run it and what it found. A benchmark, not a test: what it prints is no promise.
 */
package dev.zjail.benchmark;
