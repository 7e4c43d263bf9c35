import { describe, expect, it } from 'vitest';
import { repositoryPath } from '../../src/diagnostics/repository.ts';

const repository = { root: '/repository', cwd: '/repository/retail' };

describe('repositoryPath', () => {
  it.each([
    ['shop.yaml', 'retail/shop.yaml'],
    ['./a/../shop.yaml', 'retail/shop.yaml'],
    ['../bank/shop.yaml', 'bank/shop.yaml'],
    ['/repository/shop.yaml', 'shop.yaml'],
    ['..shop.yaml', 'retail/..shop.yaml'],
    ['../..shop.yaml', '..shop.yaml'],
    ['<stdin>', 'retail/<stdin>'],
  ])('names %j from the root: %j', (shown, path) => {
    expect(repositoryPath(shown, repository)).toBe(path);
  });

  it.each(['../../shop.yaml', '/repository-two/shop.yaml', '/etc/shop.yaml'])(
    'has no name for %j',
    (shown) => {
      expect(repositoryPath(shown, repository)).toBeNull();
    },
  );
});
