import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect } from 'vitest';

const folder = join(import.meta.dirname, '../fixtures/hostile');

/** Texts by name, kept in one file: `## name`, and below it the text. */
export interface GoldenSections {
  /** Expects a text to be the one under a name. With UPDATE_GOLDEN=1 the file is written instead, when all is done. */
  readonly expect: (name: string, text: string) => void;
  readonly names: () => readonly string[];
}

/** Returns the texts in a file of `test/fixtures/hostile`. */
export function goldenSections(file: string): GoldenSections {
  const path = join(folder, file);
  if (process.env['UPDATE_GOLDEN'] === '1') return writing(path);
  const sections = new Map(
    readFileSync(path, 'utf8')
      .split(/^## /m)
      .slice(1)
      .map((section): [string, string] => {
        const end = section.indexOf('\n');
        return [section.slice(0, end), section.slice(end + 1).trim()];
      }),
  );
  return {
    expect: (name, text) => {
      expect(text, 'UPDATE_GOLDEN=1 writes the golden files').toBe(sections.get(name));
    },
    names: () => [...sections.keys()],
  };
}

function writing(path: string): GoldenSections {
  const sections = new Map<string, string>();
  afterAll(() => {
    writeFileSync(path, [...sections].map(([name, text]) => `## ${name}\n${text}\n`).join('\n'));
  });
  return {
    expect: (name, text) => {
      sections.set(name, text);
    },
    names: () => [...sections.keys()],
  };
}
