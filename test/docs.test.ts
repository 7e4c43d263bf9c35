import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Command } from 'commander';
import { describe, expect, it } from 'vitest';
import { acceptedModel } from '../src/api/accepted-model.ts';
import { checkSource } from '../src/api/check.ts';
import { generateSystem } from '../src/api/generate.ts';
import { commands } from '../src/cli/commands/index.ts';
import { FAIL_ON } from '../src/diagnostics/fail-on.ts';
import { FORMATS } from '../src/diagnostics/formats/format.ts';
import { formatText } from '../src/diagnostics/formats/text.ts';
import { VIEWS } from '../src/diagram/choices.ts';
import { drawDiagram } from '../src/diagram/draw.ts';
import { checkBlueprint } from '../src/model/check-blueprint.ts';
import { createSource } from '../src/source/source.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const pages = ['README.md', ...markdownIn('docs'), ...markdownIn('docs/rules')];

function markdownIn(folder: string): readonly string[] {
  return readdirSync(join(root, folder))
    .filter((name) => name.endsWith('.md'))
    .map((name) => `${folder}/${name}`);
}

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

  it('links only to files that exist', () => {
    const links = [...text.matchAll(/\]\(([^)#:]+)(?:#[^)]*)?\)/g)].map(([, target = '']) => target);
    expect(links.filter((target) => !existsSync(join(root, dirname(page), target)))).toEqual([]);
  });
});

// The pages of the rules show what is wrong too; their examples have a test of their own.
describe.each(pages.filter((page) => !page.startsWith('docs/rules/')))('%s', (page) => {
  it('shows only whole blueprints that have the right shape', () => {
    const text = readFileSync(join(root, page), 'utf8');
    for (const [, block = ''] of text.matchAll(/```yaml\n([\s\S]*?)```/g)) {
      if (!/^blueprint:/m.test(block)) continue;
      const { diagnostics } = checkBlueprint(createSource(page, block), () => ({
        problem: 'no contract here',
      }));
      expect(diagnostics.filter(({ rule }) => rule !== 'contract').map(({ message }) => message)).toEqual([]);
    }
  });
});

describe('README.md', () => {
  it('shows the minimal blueprint as it is', () => {
    const minimal = readFileSync(join(root, 'blueprints/minimal/blueprint.yaml'), 'utf8').trim();
    expect(readFileSync(join(root, 'README.md'), 'utf8')).toContain(`\`\`\`yaml\n${minimal}\n\`\`\``);
  });
});

describe('docs/validate.md', () => {
  it('shows what is printed about a typo in the minimal blueprint', () => {
    const typo = readFileSync(join(root, 'blueprints/minimal/blueprint.yaml'), 'utf8').replace(
      'to: home',
      'to: hme',
    );
    const source = createSource('shop.blueprint.yaml', typo);
    const { diagnostics } = checkSource(source, join(root, 'blueprints/minimal'));
    const shown = `$ lintel validate shop.blueprint.yaml\n${formatText(diagnostics)}\`\`\``;
    expect(readFileSync(join(root, 'docs/validate.md'), 'utf8')).toContain(shown);
  });

  it('names every format and every choice of --fail-on', () => {
    const page = readFileSync(join(root, 'docs/validate.md'), 'utf8');
    for (const format of FORMATS) expect(page).toContain(`| \`${format}\` |`);
    for (const severity of FAIL_ON) expect(page).toContain(`\`${severity}\``);
  });
});

const plainDiagram = { theme: 'auto', columns: 80, ascii: false } as const;

describe('docs/generate.md', () => {
  it('ignores only what the reference blueprint makes, and keeps some of it', async () => {
    const text = readFileSync(join(root, 'docs/generate.md'), 'utf8');
    const [, patterns = ''] =
      /has patterns in the form of `\.gitignore`[^`]*```\n([\s\S]*?)```/.exec(text) ?? [];
    const out = mkdtempSync(join(tmpdir(), 'lintel-docs-'));
    writeFileSync(join(out, '.lintelignore'), patterns);
    const blueprint = 'blueprints/mobile-integration/blueprint.yaml';
    const { comparison } = generateSystem(await acceptedModel(blueprint, root), {
      packs: undefined,
      choice: {},
      root: out,
      conflict: 'fail',
      isDry: true,
      lintel: '0',
    });
    rmSync(out, { recursive: true });
    expect(comparison.warnings).toEqual([]);
    const ignored = comparison.changes.filter(({ state }) => state === 'ignored').map(({ path }) => path);
    expect(ignored).toContain('README.md');
    expect(ignored).not.toContain('kit/README.md');
  });
});

describe.each(VIEWS)('docs/images/omnichannel-retail-%s.svg', (view) => {
  it('is the figure of the reference blueprint (UPDATE_DOCS=1 draws it again)', async () => {
    const file = join(root, `docs/images/omnichannel-retail-${view}.svg`);
    const model = await acceptedModel('blueprints/mobile-integration/blueprint.yaml', root);
    const picture = await drawDiagram(model, { ...plainDiagram, format: 'svg', view });
    if (process.env['UPDATE_DOCS'] === '1') writeFileSync(file, picture);
    expect(readFileSync(file, 'utf8')).toBe(picture);
  });
});

describe('docs/diagram.md', () => {
  it.each(['text', 'mermaid'] as const)(
    'shows the minimal blueprint as %s (UPDATE_DOCS=1 draws it again)',
    async (format) => {
      const file = join(root, 'docs/diagram.md');
      const model = await acceptedModel('blueprints/minimal/blueprint.yaml', root);
      const picture = await drawDiagram(model, { ...plainDiagram, format, view: 'schematic' });
      const block = `\`\`\`${format}\n${picture}\`\`\``;
      const page = readFileSync(file, 'utf8');
      const shown = new RegExp(`\`\`\`${format}\\n[^\`]*\`\`\``);
      if (process.env['UPDATE_DOCS'] === '1')
        writeFileSync(
          file,
          page.replace(shown, () => block),
        );
      expect(shown.exec(readFileSync(file, 'utf8'))?.[0]).toBe(block);
    },
  );
});

/** Returns the words of every `$ lintel …` line; single quotes hold words together, a pipe ends the command. */
function documentedCommands(text: string): readonly (readonly string[])[] {
  return [...text.matchAll(/^\s*\$ (?:npx )?lintel (.+)$/gm)].map(([, line = '']) => {
    const words = [...line.matchAll(/'([^']*)'|(\S+)/g)].map(([, quoted, bare]) => quoted ?? bare ?? '');
    const end = words.findIndex((word) => ['|', '>', '&&'].includes(word));
    return end === -1 ? words : words.slice(0, end);
  });
}
