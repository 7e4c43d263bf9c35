/** What a command may use of the process it runs in. `process` itself is one. */
export interface Io {
  /** Read only where a command is told to. */
  readonly stdin: AsyncIterable<Uint8Array | string>;
  readonly stdout: Output;
  readonly stderr: Output;
  readonly env: Readonly<Record<string, string | undefined>>;
  cwd(): string;
  /** Listens to signals. */
  on(signal: string, listener: () => void): unknown;
  /** Ends the process at once. */
  exit(code: number): void;
}

export interface Output {
  readonly isTTY?: boolean | undefined;
  readonly columns?: number | undefined;
  write(text: string | Uint8Array): boolean;
  on(event: 'error', listener: (error: NodeJS.ErrnoException) => void): unknown;
}

/** True if an output may be coloured: it is a terminal, and neither NO_COLOR, CI, TERM=dumb nor `--no-color` objects. */
export function mayColour(io: Io, output: Output, noColor: boolean): boolean {
  const { NO_COLOR, CI, TERM } = io.env;
  return output.isTTY === true && !noColor && !NO_COLOR && !CI && TERM !== 'dumb';
}
