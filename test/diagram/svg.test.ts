import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { describe, expect, it } from 'vitest';
import { drawDiagram } from '../../src/diagram/svg.ts';
import { buildReport } from '../../src/report/build-report.ts';
import { retail, sampleModel } from '../support/sample-model.ts';
import { sampleInput } from '../support/sample-run.ts';

const model = sampleModel(retail);
const overlay = buildReport(sampleInput(model));

/** The class of the line from one element to another. */
function classOf(svg: string, name: string): string | undefined {
  const at = svg.indexOf(`<title>${name}`);
  return /class="([^"]*)"[^"]*$/.exec(svg.slice(0, at))?.[1];
}

/** The texts of the figure; one on two lines is one text. */
function textsOf(svg: string): readonly string[] {
  const texts = [...svg.matchAll(/<text[^>]*>(.*?)<\/text>/gs)].map(([, text = '']) => text);
  return texts.map((text) => text.replace(/<\/tspan><tspan[^>]*>/g, ' ').replace(/<[^>]*>/g, ''));
}

describe('drawDiagram', () => {
  it('is well-formed XML with every element and every tier in it', () => {
    for (const svg of [drawDiagram(model), drawDiagram(model, { overlay })]) {
      expect(XMLValidator.validate(svg)).toBe(true);
      for (const { name } of model.elements) expect(svg).toContain(`>${name}</text>`);
      for (const { title, key } of model.pattern.tiers)
        if (key !== 'gateway') expect(textsOf(svg)).toContain(title);
    }
  });

  it('draws every declared edge, named in its tooltip', () => {
    const svg = drawDiagram(model);
    for (const { from, to } of model.edges) expect(svg).toContain(`<title>${from} → ${to}</title>`);
  });

  it('colours edges by what was observed', () => {
    const svg = drawDiagram(model, { overlay });
    expect(classOf(svg, 'shopper-app → mobile-api')).toBe('way healthy call');
    expect(classOf(svg, 'erp-integration → erp')).toBe('way degraded call');
    expect(classOf(svg, 'push → push-apns')).toBe('way idle call');
    expect(classOf(svg, 'checkout → crm: not declared')).toBe('way undeclared');
  });

  it('writes requests and p95 on an edge, and the share that failed where some did', () => {
    const svg = drawDiagram(model, { overlay });
    expect(svg).toMatch(/>1,204 · \d+ ms</);
    expect(svg).toMatch(/>63 · 49\.2 % failed</);
  });

  it('escapes what a blueprint brings', () => {
    const hostile = { ...model, title: '"><script>alert(1)</script>\u001b[31m' };
    const svg = drawDiagram(hostile);
    expect(svg).not.toContain('<script');
    expect(XMLValidator.validate(svg)).toBe(true);
    expect(new XMLParser({ ignoreAttributes: false }).parse(svg).svg['@_aria-label']).toContain('<script>');
  });

  it('holds a long name in full in its tooltip and wraps or shortens it in the box', () => {
    const name = 'loyalty-and-customer-retention-programme-integration';
    const svg = drawDiagram(sampleModel({ gateways: ['gateway'], integrations: [name] }));
    expect(svg).toContain(`<title>${name}`);
    expect(svg).not.toContain(`>${name}</text>`);
    expect(svg).toMatch(/>loyalty-and-<\/text>|>loyalty-and-customer-<\/text>/);
  });

  it('gives the same bytes for the same model and overlay', () => {
    expect(drawDiagram(sampleModel(retail), { overlay })).toBe(drawDiagram(model, { overlay }));
  });

  it('draws a hundred services', () => {
    const count = 50;
    const names = (prefix: string) => Array.from({ length: count }, (_, index) => `${prefix}-${index}`);
    const edges = names('f').flatMap((from, index) => [
      `gateway -> ${from}`,
      `${from} -> i-${index}`,
      `${from} -> i-${(index * 7) % count}`,
    ]);
    const big = sampleModel({
      gateways: ['gateway'],
      frontends: names('f'),
      integrations: names('i'),
      edges: [...new Set(edges)],
    });
    const svg = drawDiagram(big);
    expect(svg.match(/<g class="way call"/g)).toHaveLength(new Set(edges).size);
    expect(XMLValidator.validate(svg)).toBe(true);
  });
});
