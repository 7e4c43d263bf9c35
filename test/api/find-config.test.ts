import { describe, expect, it } from 'vitest';
import { findConfig } from '../../src/api/find-config.ts';

/** Looks for a configuration among some files; `asked` has every path that was looked for, in order. */
function find(folder: string, files: readonly string[] = []) {
  const asked: string[] = [];
  const found = findConfig(folder, '/home/shop', (path) => {
    asked.push(path);
    return files.includes(path);
  });
  return { found, asked };
}

describe('findConfig', () => {
  it('looks for two names in each folder from that of the blueprint up to the current one, and for nothing else', () => {
    expect(find('/home/shop/a/b')).toEqual({
      found: null,
      asked: ['/home/shop/a/b', '/home/shop/a', '/home/shop'].flatMap((folder) => [
        `${folder}/lintel.config.yaml`,
        `${folder}/lintel.config.yml`,
      ]),
    });
  });

  it('takes the nearest and looks no further', () => {
    const { found, asked } = find('/home/shop/a', [
      '/home/shop/a/lintel.config.yml',
      '/home/shop/lintel.config.yaml',
    ]);
    expect(found).toBe('/home/shop/a/lintel.config.yml');
    expect(asked).toHaveLength(2);
  });

  it.each(['/home', '/home/shopping', '/home/other/a'])(
    'looks only in the folder itself for %s',
    (folder) => {
      expect(find(folder, ['/home/lintel.config.yaml', '/home/other/lintel.config.yaml']).asked).toEqual([
        `${folder}/lintel.config.yaml`,
        `${folder}/lintel.config.yml`,
      ]);
    },
  );

  it('refuses to choose between two in one folder', () => {
    const both = ['/home/shop/lintel.config.yaml', '/home/shop/lintel.config.yml'];
    expect(() => find('/home/shop', both)).toThrow('the folder "/home/shop" has two configurations');
  });
});
