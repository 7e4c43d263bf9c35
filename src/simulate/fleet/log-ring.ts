const capacity = 40;

/** The last lines that a service or a process wrote. */
export class LogRing {
  readonly #lines: string[] = [];
  #rest = '';

  /** Takes text in pieces of any size. */
  write(text: string): void {
    const lines = (this.#rest + text).split('\n');
    this.#rest = lines.pop() ?? '';
    for (const line of lines) {
      if (line.trim() !== '') this.#lines.push(line);
    }
    if (this.#lines.length > capacity) this.#lines.splice(0, this.#lines.length - capacity);
  }

  /** Returns the lines, oldest first. */
  lines(): readonly string[] {
    return this.#rest.trim() === '' ? [...this.#lines] : [...this.#lines, this.#rest];
  }
}
