import { XMLValidator } from 'fast-xml-parser';
import { describe, expect, it } from 'vitest';
import { buildReport } from '../../../src/report/build-report.ts';
import { formatHtml } from '../../../src/report/formats/html.ts';
import type { Report } from '../../../src/report/report.ts';
import { sampleModel } from '../../support/sample-model.ts';
import { sampleInput } from '../../support/sample-run.ts';

const model = sampleModel();
const report = buildReport(sampleInput(model));
const page = await formatHtml(report, model);

/** The page as XML: void elements closed, the doctype left out; the rest must nest as it stands. */
function asXml(html: string): string {
  return html.replace('<!doctype html>', '').replace(/<(meta|link|br)([^>]*)>/g, '<$1$2/>');
}

describe('formatHtml', () => {
  it('is well-formed', () => {
    expect(XMLValidator.validate(asXml(page))).toBe(true);
  });

  it('names every element and every edge, declared or not', () => {
    for (const { name } of report.elements) expect(page).toContain(`>${name}</th>`);
    for (const { from, to } of report.edges)
      expect(page).toContain(`>${from}<span class="arrow">→</span>${to}</td>`);
    expect(page).toContain('<span class="pill">not declared</span>');
    expect(page).toContain('<span class="pill">not exercised</span>');
  });

  it('shows what was predicted beneath what was measured, where anything was', async () => {
    expect(page).toContain('<small>predicted 101 ms</small>');
    expect(page).toContain('<small>predicted 99.5 %</small>');
    const unforeseen = buildReport({ ...sampleInput(model), prediction: null });
    expect(await formatHtml(unforeseen, model)).not.toMatch(/predicted/i);
  });

  it('loads nothing and runs nothing', () => {
    const withoutNamespace = page.replaceAll('xmlns="http://www.w3.org/2000/svg"', '');
    expect(withoutNamespace).not.toMatch(/https?:|\/\/[a-z]|@import|url\(|<script|<iframe|<img|\son[a-z]+=/);
    expect(page).toContain("default-src 'none'");
  });

  it('escapes hostile names everywhere', async () => {
    const evil = '<script>alert("x")</script>\u0000';
    const hostile: Report = {
      ...report,
      blueprint: { name: evil, title: evil, file: evil },
      scenario: { ...report.scenario, name: evil, description: evil },
      verdict: 'invalid',
      invalidBecause: evil,
      objectives: report.objectives.map((objective) => ({ ...objective, expression: `${evil} p95` })),
      journeys: report.journeys.map((journey) => ({ ...journey, app: evil, journey: evil })),
      steps: report.steps.map((step) => ({
        ...step,
        label: evil,
        errors: [{ error: evil, count: 1 }],
        missing: [{ part: evil, count: 1 }],
      })),
      edges: report.edges.map((edge) => ({ ...edge, from: evil, to: evil })),
      elements: report.elements.map((element) => ({ ...element, name: evil, tier: evil })),
      faults: report.faults.map((fault) => ({ ...fault, expression: evil })),
      replay: evil,
      lintelVersion: evil,
    };
    const html = await formatHtml(hostile, { ...model, title: evil });
    expect(html).not.toContain('<script');
    expect(html).not.toContain('\u0000');
    expect(XMLValidator.validate(asXml(html))).toBe(true);
  });

  it('reads well where nothing happened', async () => {
    const html = await formatHtml(
      { ...report, objectives: [], verdict: 'unjudged', timeline: [], faults: [], steps: [], journeys: [] },
      model,
    );
    expect(html).toContain('The blueprint declares none.');
    expect(html).not.toMatch(/NaN|Infinity|undefined|null/);
    expect(XMLValidator.validate(asXml(html))).toBe(true);
  });

  it('gives the same bytes for the same report', async () => {
    expect(await formatHtml(buildReport(sampleInput(sampleModel())), sampleModel())).toBe(page);
  });

  it('shades the window of each fault over the timeline', () => {
    expect(page.match(/<rect class="window"/g)).toHaveLength(report.faults.length);
  });
});
