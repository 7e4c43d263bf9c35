import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect } from 'vitest';

/** Expects a text to be what a file in `test/fixtures` holds. With UPDATE_GOLDEN=1 the file is written instead. */
export function expectGolden(file: string, text: string): void {
  const path = fileURLToPath(new URL(`../fixtures/${file}`, import.meta.url));
  if (process.env['UPDATE_GOLDEN'] === '1') writeFileSync(path, text);
  expect(text, 'UPDATE_GOLDEN=1 writes the golden files').toBe(readFileSync(path, 'utf8'));
}
