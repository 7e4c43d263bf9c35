import { describe, expect, it } from 'vitest';
import { plainPalette } from '../../../src/diagnostics/palette.ts';
import { buildReport } from '../../../src/report/build-report.ts';
import { formatText } from '../../../src/report/formats/text.ts';
import { sampleModel } from '../../support/sample-model.ts';
import { sampleInput } from '../../support/sample-run.ts';

const report = buildReport(sampleInput(sampleModel()));

describe('formatText', () => {
  it('prints the summary as in the golden file', async () => {
    await expect(formatText(report, plainPalette)).toMatchFileSnapshot('../../fixtures/report/summary.txt');
  });

  it('colours the verdicts without moving a column', () => {
    const tag = (name: string) => (text: string) => `<${name}>${text}</${name}>`;
    const painted = formatText(report, {
      red: tag('red'),
      yellow: tag('yellow'),
      green: tag('green'),
      cyan: tag('cyan'),
      dim: tag('dim'),
      bold: tag('bold'),
    });
    expect(painted).toContain('<red><bold>FAIL</bold></red>');
    expect(painted).toContain('<yellow>inconclusive</yellow>');
    expect(painted.replace(/<\/?(?:red|yellow|green|cyan|dim|bold)>/g, '')).toBe(
      formatText(report, plainPalette),
    );
  });

  it('escapes control characters wherever the blueprint brings them', () => {
    const evil = 'x\u001b[2J\u202e';
    const text = formatText(
      {
        ...report,
        blueprint: { ...report.blueprint, title: evil },
        scenario: { ...report.scenario, name: evil },
        objectives: report.objectives.map((objective) => ({ ...objective, expression: evil })),
        edges: report.edges.map((edge) => ({ ...edge, from: evil, to: evil })),
        steps: report.steps.map((step) => ({ ...step, label: evil, errors: [{ error: evil, count: 1 }] })),
        faults: report.faults.map((fault) => ({ ...fault, expression: evil })),
        elements: report.elements.map((element) => ({ ...element, name: evil, tier: evil })),
        replay: evil,
        verdict: 'invalid',
        invalidBecause: evil,
      },
      plainPalette,
    );
    expect(text.match(/[^\P{Cc}\n]|\p{Cf}/u)).toBeNull();
    expect(text).toContain('x\\x1b[2J\\u{202e}');
  });

  it('has no heading for what there is nothing of', () => {
    const bare = formatText({ ...report, objectives: [], faults: [], steps: [], edges: [] }, plainPalette);
    expect(bare).not.toMatch(/Objectives|Faults|Missing/);
  });
});
