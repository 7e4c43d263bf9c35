import { expect, test } from 'vitest';
import { renameScope } from '../../src/generate/rename-scope.ts';

test('renames modules, whole and by path, in code and in manifests', () => {
  const code = "import { a } from '@lintel/kit';\nimport { b } from '@lintel/kit/testing';\n";
  expect(renameScope('x.ts', code, '@shop')).toBe(code.replaceAll('@lintel/', '@shop/'));
  expect(renameScope('package.json', '{ "name": "@lintel/kit" }', '@shop')).toBe('{ "name": "@shop/kit" }');
});

test('leaves other files, and other words, as they are', () => {
  expect(renameScope('x.sql', "'@lintel/kit'", '@shop')).toBe("'@lintel/kit'");
  expect(renameScope('x.ts', '// see @lintel/kit', '@shop')).toBe('// see @lintel/kit');
});

test('lays an import out anew where the longer name makes its line too long', () => {
  const names = ['alpha', 'beta', 'gamma', 'delta', 'epsilon', 'zeta', 'eta', 'theta', 'iota', 'kappa'];
  const line = `import { ${names.join(', ')} } from '@lintel/kit';\n`;
  const long = renameScope('x.ts', line, '@a-name-that-is-rather-long');
  expect(long).toBe(
    `import {\n${names.map((name) => `  ${name},\n`).join('')}} from '@a-name-that-is-rather-long/kit';\n`,
  );
  expect(renameScope('x.ts', long.replace('@a-name-that-is-rather-long', '@lintel'), '@lintel')).toBe(line);
});
