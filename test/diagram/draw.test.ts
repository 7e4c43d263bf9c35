import { describe, expect, it } from 'vitest';
import { acceptedModel } from '../../src/api/accepted-model.ts';
import { type DiagramOptions, drawDiagram, drawObserved } from '../../src/diagram/draw.ts';
import { writeLargeBlueprint } from '../support/large-blueprint.ts';
import { temporaryFolder } from '../support/run-lintel.ts';
import { sampleModel } from '../support/sample-model.ts';

const options: DiagramOptions = {
  format: 'svg',
  view: 'schematic',
  theme: 'auto',
  columns: 80,
  ascii: false,
};
const nothing = { edges: [], elements: [] };

describe('drawDiagram', () => {
  it('draws each format of one picture', async () => {
    const model = sampleModel();
    expect(await drawDiagram(model, options)).toMatch(/^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg"/);
    expect(await drawDiagram(model, { ...options, format: 'mermaid' })).toMatch(/^---\ntitle: /);
    expect(await drawDiagram(model, { ...options, format: 'text' })).toMatch(/^Omnichannel retail · sample/);
  });

  it('draws a hundred services with every edge, and counts them in the logical view', async () => {
    const folder = temporaryFolder();
    const model = await acceptedModel(writeLargeBlueprint(folder, 100), folder);
    expect(model.elements.length).toBeGreaterThan(100);
    const schematic = await drawDiagram(model, options);
    expect(schematic.match(/<g class="way [^"]*"><title>/g)).toHaveLength(model.edges.length);
    expect(schematic.match(/<g class="node /g)).toHaveLength(
      model.elements.length + model.mobileServices.length,
    );
    const logical = await drawDiagram(model, { ...options, view: 'logical' });
    expect(logical).toContain('>34 more</text>');
    expect(Number(/ width="(\d+)"/.exec(logical)?.[1])).toBeLessThan(2000);
  });
});

describe('drawObserved', () => {
  it('draws for a page: without a heading, and as large as can be read', async () => {
    const svg = await drawObserved(sampleModel(), nothing);
    expect(svg).toContain('class="lintel-diagram observed"');
    expect(svg).toContain('style="min-width:');
    expect(svg).not.toContain('class="heading"');
  });

  it('leaves what is too large to the tables', async () => {
    const names = Array.from({ length: 251 }, (_, index) => `service-${index}`);
    expect(await drawObserved(sampleModel({ frontends: names }), nothing)).toBeNull();
  });
});
