import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { describe, expect, it } from 'vitest';
import { type Theme, VIEWS } from '../../../src/diagram/choices.ts';
import { layOutWithElk } from '../../../src/diagram/layout/elk.ts';
import type { Picture } from '../../../src/diagram/picture.ts';
import { drawSvg } from '../../../src/diagram/svg/svg.ts';
import { pictureOf } from '../../../src/diagram/views/index.ts';
import { observedPicture } from '../../../src/diagram/views/observed.ts';
import { blueprintModel } from '../../support/blueprint-model.ts';
import { retail, sampleModel } from '../../support/sample-model.ts';

const model = blueprintModel('mobile-integration');
const draw = (picture: Picture, theme: Theme = 'auto', heading = true) =>
  drawSvg(picture, { theme, heading, layOut: layOutWithElk });

/** The texts of the picture, in order. */
function textsOf(svg: string): readonly string[] {
  return [...svg.matchAll(/<text[^>]*>([^<]*)<\/text>/g)].map(([, text = '']) => text);
}

/** The elements and attributes of a document without what they say: names, nesting and order alone. */
function structureOf(svg: string): unknown {
  const parser = new XMLParser({ ignoreAttributes: false, preserveOrder: true, processEntities: false });
  const bare = (node: unknown): unknown => {
    if (Array.isArray(node)) return node.map(bare);
    if (typeof node !== 'object' || node === null) return null;
    return Object.entries(node).map(([key, value]) =>
      key === ':@' ? [key, Object.keys(value as object)] : key === '#text' ? [key] : [key, bare(value)],
    );
  };
  return bare(parser.parse(svg));
}

describe('drawSvg', () => {
  it.each(VIEWS)('draws the %s view as well-formed XML with every text as text', async (view) => {
    const picture = pictureOf(model, view);
    const svg = await draw(picture);
    expect(XMLValidator.validate(svg)).toBe(true);
    const words = textsOf(svg).join(' ');
    const names = picture.groups.flatMap(({ title, nodes }) => [title, ...nodes.map(({ text }) => text)]);
    // A name on two lines is broken after a hyphen or at a space.
    const squeezed = (text: string) => text.replaceAll(' ', '');
    for (const name of names) expect(squeezed(words)).toContain(squeezed(name));
    expect(words).toContain(model.title);
    expect(words).toContain(model.name);
  });

  it('says what it is to whoever cannot see it', async () => {
    const svg = await draw(pictureOf(model, 'schematic'));
    expect(svg).toContain('role="img"');
    expect(svg).toContain(`<title>${model.title}: schematic view</title>`);
    expect(/<desc>([^<]*)<\/desc>/.exec(svg)?.[1]).toContain(
      'Frontend microservices: storefront, checkout, account.',
    );
  });

  it('says each link in full in its tooltip', async () => {
    const svg = await draw(pictureOf(model, 'schematic'));
    for (const { from, to } of model.edges) expect(svg).toContain(`<title>${from} → ${to}: `);
  });

  it('loads nothing and runs nothing', async () => {
    const svg = (await draw(pictureOf(model, 'detail'))).replace('xmlns="http://www.w3.org/2000/svg"', '');
    expect(svg).not.toMatch(/https?:|@import|url\(|<script|<image|<foreignObject|href|\son[a-z]+=/);
  });

  it('keeps its structure whatever elements are called', async () => {
    // Without a place to break it, so that both stand on one line.
    const hostile = '"><g>&x;';
    const name = (text: string): Picture => {
      const picture = pictureOf(sampleModel(), 'schematic');
      const groups = picture.groups.map((group) => ({
        ...group,
        title: text,
        nodes: group.nodes.map((node) => ({ ...node, text, note: text, tooltip: text })),
      }));
      const links = picture.links.map((link) => ({ ...link, label: [text], tooltip: text }));
      return { ...picture, title: text, name: text, description: text, groups, links };
    };
    const benign = await draw(name('x'.repeat(hostile.length)));
    const svg = await draw(name(hostile));
    expect(XMLValidator.validate(svg)).toBe(true);
    expect(structureOf(svg)).toEqual(structureOf(benign));
    expect(XMLValidator.validate(await draw(name('\u0000\u001b[31m\ud800 \u202e')))).toBe(true);
  });

  it('shortens a long name in its box and has it whole in the tooltip', async () => {
    const long = 'loyalty-and-customer-retention-programme-and-everything-else';
    const svg = await draw(
      pictureOf(sampleModel({ gateways: ['a', 'b'], integrations: [long] }), 'schematic'),
    );
    expect(svg).toContain(`<title>${long}`);
    expect(textsOf(svg).filter((text) => text.startsWith('loyalty-'))).not.toContain(long);
    expect(textsOf(svg).some((text) => text.endsWith('…'))).toBe(true);
  });

  it('follows the system of the reader, or is light or dark', async () => {
    const picture = pictureOf(sampleModel(), 'logical');
    expect(await draw(picture, 'auto')).toContain('@media (prefers-color-scheme:dark)');
    const [light, dark] = [await draw(picture, 'light'), await draw(picture, 'dark')];
    for (const svg of [light, dark]) expect(svg).not.toContain('@media');
    expect(light).toContain('--d-canvas:#ffffff');
    expect(dark).not.toContain('--d-canvas:#ffffff');
  });

  it('has a colour for every frame', async () => {
    const several = sampleModel({ ...retail, gateways: ['mobile-api', 'partner-api'] });
    const svg = await draw(pictureOf(several, 'schematic'));
    for (const [, id = ''] of svg.matchAll(/<rect class="frame in (\w+)"/g)) {
      expect(svg).toContain(`.${id}.in{`);
      expect(svg).toContain(`--d-${id}-ground:#`);
    }
    expect(svg).toContain('<rect class="frame in gateway"');
  });

  it('explains in the legend what it draws, and nothing else', async () => {
    const legend = (svg: string) => textsOf(svg.slice(svg.indexOf('<g class="legend">')));
    expect(legend(await draw(pictureOf(model, 'schematic')))).toEqual([
      'calls',
      'calls for an optional part',
      'reads and writes',
    ]);
    const plain = sampleModel({ devices: ['app'], gateways: ['api'], edges: ['app -> api'] });
    expect(legend(await draw(pictureOf(plain, 'schematic')))).toEqual(['calls']);
  });

  it('colours by what was observed, what needs attention over the rest', async () => {
    const figures = { observed: true, count: 10, p50Ms: 1, p95Ms: 2 };
    const overlay = {
      edges: [
        { from: 'checkout', to: 'crm', declared: false, failed: 0, ...figures },
        { from: 'erp-integration', to: 'erp', declared: true, failed: 3, ...figures },
        { from: 'mobile-api', to: 'storefront', declared: true, failed: 0, ...figures },
      ],
      elements: [{ name: 'erp', count: 10, failed: 3 }],
    };
    const svg = await draw(observedPicture(pictureOf(sampleModel(), 'schematic'), overlay), 'auto', false);
    const order = ['push → push-apns', 'mobile-api → storefront', 'erp-integration → erp', 'checkout → crm'];
    const places = order.map((name) => svg.indexOf(`<title>${name}: `));
    expect(places).toEqual([...places].sort((a, b) => a - b));
    expect(svg).toMatch(/<g class="way call degraded"><title>erp-integration → erp/);
    expect(svg).toMatch(/<g class="node backends in degraded"><title>erp · /);
    expect(svg).not.toContain('class="heading"');
  });

  it('gives the same bytes for the same picture', async () => {
    for (const view of VIEWS)
      expect(await draw(pictureOf(blueprintModel('mobile-integration'), view))).toBe(
        await draw(pictureOf(model, view)),
      );
  });
});
