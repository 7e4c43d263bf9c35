import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Command } from 'commander';
import { describe, expect, it } from 'vitest';
import { checkedModel } from '../src/api/check.ts';
import { commands } from '../src/cli/commands/index.ts';
import { drawDiagram } from '../src/diagram/svg.ts';
import { checkBlueprint } from '../src/model/check-blueprint.ts';
import { createSource } from '../src/source/source.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const pages = [
  'README.md',
  ...readdirSync(join(root, 'docs'))
    .filter((name) => name.endsWith('.md'))
    .map((name) => `docs/${name}`),
];

/** Runs the command line's parser alone: what a documented command names must exist. */
async function parse(words: readonly string[]): Promise<void> {
  const program = new Command('lintel')
    .exitOverride()
    .option('--no-color')
    .version('0')
    .configureOutput({ writeErr() {}, writeOut() {} });
  for (const register of commands) register(program, async () => {});
  for (const command of program.commands)
    command.exitOverride().configureOutput({ writeErr() {}, writeOut() {} });
  await program.parseAsync([...words], { from: 'user' });
}

describe.each(pages)('%s', (page) => {
  const text = readFileSync(join(root, page), 'utf8');

  it('names only commands and options that exist', async () => {
    for (const command of documentedCommands(text)) {
      await expect(parse(command), command.join(' ')).resolves.toBeUndefined();
    }
  });

  it('shows only whole blueprints that have the right shape', () => {
    for (const [, block = ''] of text.matchAll(/```yaml\n([\s\S]*?)```/g)) {
      if (!/^blueprint:/m.test(block)) continue;
      const { diagnostics } = checkBlueprint(createSource(page, block), () => ({
        problem: 'no contract here',
      }));
      expect(diagnostics.filter(({ rule }) => rule !== 'contract').map(({ message }) => message)).toEqual([]);
    }
  });

  it('links only to files that exist', () => {
    const links = [...text.matchAll(/\]\(([^)#:]+)(?:#[^)]*)?\)/g)].map(([, target = '']) => target);
    expect(links.filter((target) => !existsSync(join(root, dirname(page), target)))).toEqual([]);
  });
});

describe('README.md', () => {
  it('shows the minimal blueprint as it is', () => {
    const minimal = readFileSync(join(root, 'blueprints/minimal/blueprint.yaml'), 'utf8').trim();
    expect(readFileSync(join(root, 'README.md'), 'utf8')).toContain(`\`\`\`yaml\n${minimal}\n\`\`\``);
  });
});

describe('docs/images/omnichannel-retail.svg', () => {
  it('is the figure of the reference blueprint (UPDATE_DOCS=1 draws it again)', () => {
    const file = join(root, 'docs/images/omnichannel-retail.svg');
    const picture = drawDiagram(checkedModel('blueprints/mobile-integration/blueprint.yaml', root));
    if (process.env['UPDATE_DOCS'] === '1') writeFileSync(file, picture);
    expect(readFileSync(file, 'utf8')).toBe(picture);
  });
});

/** Returns the words of every `$ lintel …` line; single quotes hold words together, a pipe ends the command. */
function documentedCommands(text: string): readonly (readonly string[])[] {
  return [...text.matchAll(/^\s*\$ (?:npx )?lintel (.+)$/gm)].map(([, line = '']) => {
    const words = [...line.matchAll(/'([^']*)'|(\S+)/g)].map(([, quoted, bare]) => quoted ?? bare ?? '');
    const end = words.findIndex((word) => ['|', '>', '&&'].includes(word));
    return end === -1 ? words : words.slice(0, end);
  });
}
