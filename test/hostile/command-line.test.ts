import { describe, expect, it } from 'vitest';
import { CONTRACT_TEXTS } from './cases/contracts.ts';
import { SIZES_OF_TEXTS } from './cases/sizes.ts';
import { folderWith } from './check-case.ts';
import type { HostileCase } from './hostile-case.ts';
import { validateMeasured } from './run-measured.ts';

const MOST_RESIDENT_MB = 300;
const MOST_CPU_MS = 2000;

const all = new Map([...SIZES_OF_TEXTS, ...CONTRACT_TEXTS].map((one) => [one.name, one]));

function caseOf(name: string): HostileCase {
  const found = all.get(name);
  if (found === undefined) throw new Error(`there is no case "${name}"`);
  return found;
}

function run(name: string) {
  const { text, files } = caseOf(name);
  return validateMeasured(folderWith({ ...files, 'blueprint.yaml': text }));
}

describe('lintel validate, in a process of its own', () => {
  // The heaviest of all cases: how long they take depends too much on the machine to be judged here.
  it.each([
    '4 MiB of dashes on lines of their own',
    '4 MiB of closing brackets',
    '4 MiB of anchors',
    '4 MiB of double quotes',
    '4 MiB of line ends',
    '4 MiB in a folded text',
    'more than 200,000 keys and values',
    'more tokens than are read',
    '9,000 times one key',
    '2,000 elements in a circle',
    '2,000 backends with one contract of 4 MiB under as many names',
    'three contracts of 3 MiB',
    'a contract with more than ten thousand operations',
    'a contract with a monstrous enum',
    'a WSDL of elements beside each other',
    'a WSDL with groups that multiply',
  ])('stays below 300 MB and ends with an answer: %s', async (name) => {
    const { exitCode, stdout, stderr, residentMb } = await run(name);
    expect([0, 1]).toContain(exitCode);
    expect(stderr).toBe('');
    expect(stdout).not.toBe('');
    expect(residentMb).toBeLessThan(MOST_RESIDENT_MB);
  });

  // Each takes a third of this or less: what multiplies instead takes a hundred times as long.
  it.each([
    '4 MiB of opening brackets',
    '4 MiB of aliases',
    '4 MiB of invalid escapes',
    '4 MiB in one word',
    '4 MiB of NUL',
    'an alias bomb',
    'a contract that repeats a part of itself too often',
    'a contract in YAML that multiplies itself',
    'a contract in YAML with a million invalid escapes',
    'a contract with a server of slashes',
    'a contract with a server of question marks',
    'a contract with a pattern that takes for ever',
    'a WSDL with ten thousand namespaces',
    'a WSDL with entities that multiply',
    '1,000 applications and gateways that do not know of each other',
  ])('answers within two seconds of a processor: %s', async (name) => {
    const { exitCode, stderr, cpuMs, residentMb } = await run(name);
    expect([0, 1]).toContain(exitCode);
    expect(stderr).toBe('');
    expect(cpuMs).toBeLessThan(MOST_CPU_MS);
    expect(residentMb).toBeLessThan(MOST_RESIDENT_MB);
  });
});
