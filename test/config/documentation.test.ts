import { readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { checkSource } from '../../src/api/check.ts';
import { formatText } from '../../src/diagnostics/formats/text.ts';
import { mobileIntegration } from '../../src/patterns/mobile-integration.ts';
import { PROPERTIES } from '../../src/rules/custom/properties.ts';
import { withCustom } from '../../src/rules/index.ts';
import { createSource } from '../../src/source/source.ts';
import { suppress } from '../../src/triage/suppress.ts';
import { load, mistakes } from './memory-files.ts';

const page = 'docs/configuration.md';
const folder = 'blueprints/mobile-integration';
const reference = readFileSync(`${folder}/blueprint.yaml`, 'utf8');
const text = () => readFileSync(page, 'utf8');

const blocks = [...text().matchAll(/```yaml\n([\s\S]*?)```/g)].map(([, block = '']) => block);
const isConfig = (block: string) => /^(extends|rules|overrides|custom|packs|baseline):/m.test(block);

/** Says that the page has a part, which UPDATE_DOCS=1 puts in the place of the one that is there. */
function expectPart(place: RegExp, part: string): void {
  if (process.env['UPDATE_DOCS'] === '1')
    writeFileSync(
      page,
      text().replace(place, () => part),
    );
  expect(text(), `UPDATE_DOCS=1 npx vitest run test/config/documentation.test.ts writes it`).toContain(part);
}

/** The properties of each tier, those of every element first. */
function propertyTable(): string {
  const tiers = [
    null,
    ...mobileIntegration.tiers.filter(({ inBlueprint }) => inBlueprint).map(({ key }) => key),
  ];
  const rows = tiers.map((tier) => {
    const names = PROPERTIES.filter((property) => property.tier === tier).map(({ name }) => `\`${name}\``);
    return `| ${tier === null ? 'every element' : `\`${tier}\``} | ${names.join(', ')} |`;
  });
  return ['| elements | properties |', '|---|---|', ...rows, ''].join('\n');
}

describe(page, () => {
  it('shows configurations without mistakes', () => {
    const configs = blocks.filter(isConfig);
    expect(configs.length).toBeGreaterThan(1);
    for (const block of configs) expect(mistakes(block), block).toEqual([]);
  });

  it('shows what its custom rules find in the reference blueprint', () => {
    const block = blocks.find((one) => one.startsWith('custom:')) ?? '';
    const { config } = load({ 'lintel.config.yaml': block });
    const source = createSource(`${folder}/blueprint.yaml`, reference);
    const ids = config?.custom.map(({ id }) => id) ?? [];
    const found = checkSource(source, folder, withCustom(config?.custom)).diagnostics;
    const ours = found.filter(({ rule }) => ids.includes(rule));
    expect(ids).toHaveLength(3);
    expect(ours.length).toBeGreaterThan(1);
    const command = `$ lintel validate ${folder}/blueprint.yaml`;
    expectPart(
      /\$ lintel validate blueprints\/mobile-integration[\s\S]*?```/,
      `${command}\n${formatText(ours)}\`\`\``,
    );
  });

  it('lists every property that a custom rule may speak of', () => {
    expectPart(/\| elements \| properties \|\n[\s\S]*?\n(?=\n)/, propertyTable());
  });

  it('shows a comment that suppresses one finding', () => {
    const block = blocks.find((one) => one.includes('lintel-disable')) ?? '';
    const [, plans = ''] = block.split('    plans:\n');
    const source = createSource(
      'a.yaml',
      reference.replace(/^ {6}shopper: .*\n/m, () => plans),
    );
    const { model, diagnostics } = checkSource(source, folder);
    const ids = new Set(['unused-element']);
    const { suppressed, about } = suppress({ source, diagnostics, ids, wasJudged: model !== null });
    expect(suppressed.map(({ diagnostic }) => diagnostic.path)).toEqual(['gateway.mobile-api.plans.partner']);
    expect(about).toEqual([]);
  });
});
