import type { Design, PartDesign, Screen } from '../design/design.ts';
import { type Block, type BlockEntry, block, noted, type YamlValue } from '../yaml-text.ts';

/** Returns the `frontends` of a blueprint: the screens, by their frontend microservices. */
export function writeFrontends({ screens }: Design): Block {
  const names = [...new Set(screens.map(({ frontend }) => frontend))];
  return block(
    names.map((name) => {
      const own = screens.filter(({ frontend }) => frontend === name);
      const operations = own.map((screen) => ({ key: screen.name, value: operation(screen) }));
      return {
        key: name,
        value: block({
          description: own.map(({ title }) => title).join(', '),
          operations: block(operations),
        }),
      };
    }),
  );
}

function operation({ title, method, path, deadline, parts }: Screen): Block {
  return block({
    title,
    http: `${method} ${path}`,
    deadline,
    gathers: block(parts.map(partEntry)),
  });
}

function partEntry(design: PartDesign): BlockEntry {
  const value = part(design);
  // The remark stands once, where it is met first: at the home screen.
  if (!design.optional || design.after !== null) return { key: design.part, value };
  const entries = Object.entries(value).map(([key, inner]) =>
    key === 'optional' ? noted(key, inner, 'the screen is of use without it') : { key, value: inner },
  );
  return { key: design.part, value: block(entries) };
}

function part({ from, after, optional, timeout, sends }: PartDesign): { readonly [key: string]: YamlValue } {
  return {
    from,
    ...(after === null ? {} : { after }),
    ...(optional ? { optional } : {}),
    ...(timeout === null ? {} : { timeout }),
    ...(sends === null ? {} : { sends }),
  };
}
