import { describe, expect, it } from 'vitest';
import { planSystem } from '../../src/api/generate.ts';
import { mergeFile } from '../../src/merge/merge-file.ts';
import { syntaxOf } from '../../src/merge/structure.ts';
import { blueprintModel } from '../support/blueprint-model.ts';

const files = planSystem(blueprintModel('mobile-integration')).files.filter(
  ({ path }) => syntaxOf(path) !== null,
);

/** With a key more at the top, and in many of the maps below. */
function withKey(path: string, text: string, key: string): string {
  if (path.endsWith('.json')) return text.replace(/^\{\n/, `{\n  "${key}": 1,\n`);
  return text
    .replace(/^(?=(?:name|openapi|kind|apiVersion):)/m, `${key}: 1\n`)
    .replaceAll(/^( +)(?=(?:image|namespace|responses|properties):)/gm, `$1${key}: 1\n$1`);
}

function countOf(text: string | null, key: string): number {
  return text?.split(new RegExp(`^ *"?${key}"?: 1`, 'm')).length ?? 0;
}

describe('the files that are generated', () => {
  it('are of many kinds', () => {
    expect(files.length).toBeGreaterThan(60);
  });

  it.each(files.map(({ path, content }) => [path, content]))(
    'have no conflict where both sides add keys at the same places: %s',
    (path, base) => {
      const [ours, theirs] = [withKey(path, base, 'x-mine'), withKey(path, base, 'x-new')];
      const merged = mergeFile({ path, base, ours, theirs }, 'fail');
      expect(ours).not.toBe(base);
      expect(merged.type).toBe('clean');
      expect(countOf(merged.text, 'x-mine')).toBe(countOf(ours, 'x-mine'));
      expect(countOf(merged.text, 'x-new')).toBe(countOf(theirs, 'x-new'));
      expect(merged.text?.replaceAll(/^ *"?x-(?:mine|new)"?: 1,?\n/gm, '')).toBe(base);
    },
  );
});
