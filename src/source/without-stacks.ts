/**
 * Returns what a function returns, and makes its errors without stacks: the parser collects an error object for each mistake
 * of a text, and to note a stack takes longer than everything else about it.
 */
export function withoutStacks<T>(work: () => T): T {
  const { stackTraceLimit } = Error;
  Error.stackTraceLimit = 0;
  try {
    return work();
  } finally {
    Error.stackTraceLimit = stackTraceLimit;
  }
}
