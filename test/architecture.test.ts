import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const src = fileURLToPath(new URL('../src', import.meta.url));

/** Which rooms a room may import from, and what is said to whoever breaks that. */
const rooms: Readonly<Record<string, { readonly from: readonly string[]; readonly because: string }>> = {
  source: {
    from: ['diagnostics'],
    because: 'source is the ground: texts and places, and the mistakes in reading them',
  },
  diagnostics: {
    from: ['source'],
    because: 'a diagnostic knows its place and nothing of what is found there',
  },
  kinds: { from: [], because: 'a kind describes, as data: it never generates or simulates' },
  patterns: { from: ['kinds'], because: 'a pattern is data' },
  contracts: { from: ['source', 'diagnostics'], because: 'contracts are read without knowing who uses them' },
  blueprint: {
    from: ['source', 'diagnostics', 'kinds', 'patterns', 'contracts', 'model'],
    because:
      'the blueprint is what was written; what it means is for the model to say (only its types are used)',
  },
  model: {
    from: ['blueprint', 'kinds', 'patterns', 'contracts', 'source', 'diagnostics', 'rules'],
    because: 'the model is made of the blueprint, and knows nothing of what is made of it',
  },
  expressions: {
    from: ['model', 'contracts', 'source', 'diagnostics'],
    because: 'an expression is read beside the schemas of what it is evaluated for: it is never evaluated',
  },
  predict: {
    from: ['model', 'kinds', 'patterns', 'contracts', 'source', 'diagnostics'],
    because: 'a prediction is arithmetic on the model: the same figures, whether or not anything is ever run',
  },
  rules: {
    from: ['model', 'predict', 'expressions', 'kinds', 'patterns', 'contracts', 'source', 'diagnostics'],
    because: 'a rule reads the model alone: it never generates or simulates',
  },
  config: {
    from: ['rules', 'blueprint', 'kinds', 'patterns', 'source', 'diagnostics'],
    because:
      'a configuration says what becomes of findings, as data; who reads its files and applies it is above',
  },
  triage: {
    from: ['config', 'blueprint', 'source', 'diagnostics'],
    because: 'what becomes of a finding is decided by what was written about it, not by how it was found',
  },
  fix: { from: ['diagnostics', 'source'], because: 'a fix is a change of a text, whoever found its reason' },
  editor: {
    from: ['blueprint', 'source', 'diagnostics', 'fix'],
    because: 'an editor is shown findings and names; what finds them is handed in',
  },
  generate: {
    from: ['model', 'predict', 'expressions', 'kinds', 'patterns', 'contracts', 'source', 'diagnostics'],
    because:
      'generation is pure: model and pack in, plan out (how large a workload is follows from the predicted load, what a body has to be from expressions); simulate runs the folder that api joins them by',
  },
  'pack-test': {
    from: ['generate', 'model', 'blueprint', 'contracts', 'source', 'diagnostics'],
    because:
      'a pack is judged by what it makes of blueprints, in memory; who reads those and prints is above',
  },
  init: {
    from: ['blueprint', 'kinds', 'generate', 'verdict', 'diagnostics'],
    because: 'what a new blueprint says follows from answers alone; who asks for them and writes it is above',
  },
  import: {
    from: ['init', 'contracts', 'blueprint', 'model', 'generate', 'source', 'diagnostics'],
    because:
      'what is proposed follows from contracts and from what is written; files are read and written above',
  },
  merge: {
    from: ['source', 'diagnostics'],
    because: 'a merge is made of three texts, whoever reads them and writes the fourth',
  },
  patches: {
    from: ['model', 'generate', 'merge', 'source', 'diagnostics'],
    because: 'a patch changes a plan: what it is made of and where it goes is for others',
  },
  write: { from: ['generate', 'merge', 'diagnostics'], because: 'writing knows the plan and the disk' },
  observe: {
    from: ['diagnostics'],
    because: 'observing knows events alone, so that a recording gives the same as a live run',
  },
  verdict: {
    from: ['observe', 'model', 'report'],
    because: 'a verdict is made of figures, not of processes',
  },
  diagram: {
    from: ['model', 'patterns', 'report', 'diagnostics'],
    because: 'a diagram is drawn from the model alone',
  },
  report: {
    from: ['observe', 'model', 'diagram', 'diagnostics', 'verdict', 'predict'],
    because: 'a report is made of a finished run, so it must not know how it ran',
  },
  simulate: {
    from: ['model', 'kinds', 'observe', 'diagnostics', 'contracts'],
    because: 'simulate runs a folder of generated files, whoever generated it',
  },
  api: {
    from: [
      'source',
      'diagnostics',
      'model',
      'predict',
      'rules',
      'config',
      'triage',
      'init',
      'import',
      'kinds',
      'generate',
      'pack-test',
      'patches',
      'merge',
      'write',
      'simulate',
      'observe',
      'verdict',
      'report',
      'contracts',
      'blueprint',
      'diagram',
      'fix',
      'editor',
    ],
    because: 'the library has no command line',
  },
  cli: {
    from: ['api', 'config', 'diagnostics', 'report', 'blueprint', 'observe'],
    because: 'a command is options, one call, and printing',
  },
};

const files = readdirSync(src, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
  .map((entry) => relative(src, join(entry.parentPath, entry.name)).replaceAll('\\', '/'))
  .sort();

const imports = new Map(files.map((file) => [file, importsOf(readFileSync(join(src, file), 'utf8'))]));

describe('the house', () => {
  it('has no room that the plan does not know', () => {
    const known = new Set([...Object.keys(rooms), 'api.ts']);
    expect([...new Set(files.map((file) => roomOf(file)))].filter((room) => !known.has(room))).toEqual([]);
  });

  it.each(Object.entries(rooms))('lets %s import only what stands below it', (room, { from, because }) => {
    const strangers = files
      .filter((file) => roomOf(file) === room)
      .flatMap((file) =>
        relativeImports(file)
          .filter((target) => roomOf(target) !== room && !from.includes(roomOf(target)))
          .map((target) => `${file} imports ${target}`),
      );
    expect(strangers, because).toEqual([]);
  });

  it('has no circle of files', () => {
    expect(findCircle()).toEqual([]);
  });

  it('touches the disk in few places', () => {
    const may =
      /^(cli|source|write|simulate\/fleet)\/|^(generate\/pack\/load-pack|observe\/recorder|contracts\/load-contract|api\/[\w-]+)\.ts$/;
    expect(usersOf(/^(node:)?fs(\/promises)?$/).filter((file) => !may.test(file))).toEqual([]);
  });

  it('uses process and console only at the command line and in the processes that it starts', () => {
    const may = /^cli\/|^simulate\/(fleet|devices)\/[\w-]*host[\w-]*\.ts$/;
    const inProcess = /\b(console\.\w+|process\.(env|argv|exit|exitCode|stdout|stderr|stdin|cwd)\b)/;
    expect(files.filter((file) => inProcess.test(codeOf(file)) && !may.test(file))).toEqual([]);
  });

  it('loads the layout engine where a picture is laid out, when it is', () => {
    const without = (file: string) => codeOf(file).replaceAll(/\bimport type [^;]*;/g, '');
    const users = files.filter((file) => importsOf(without(file)).includes('elkjs'));
    expect(users).toEqual(['diagram/layout/elk.ts']);
    expect(codeOf('diagram/layout/elk.ts')).toContain("await import('elkjs')");
  });

  it('asks after processes and the machine where it must', () => {
    // The clock that all processes share, the end of a host, and whether the holder of a lock is alive.
    expect(usersOf(/^node:process$/)).toEqual([
      'simulate/clock.ts',
      'simulate/fleet/host-channel.ts',
      'write/lock.ts',
    ]);
  });

  it('reads the wall clock and randomness in one place', () => {
    const users = files.filter((file) =>
      /\b(Date\.now|Math\.random|new Date\(\)|performance\.now)\b/.test(codeOf(file)),
    );
    expect(users.filter((file) => file !== 'simulate/clock.ts')).toEqual([]);
  });
});

function roomOf(file: string): string {
  return file.split('/', 1)[0] ?? file;
}

function codeOf(file: string): string {
  return readFileSync(join(src, file), 'utf8')
    .replaceAll(/\/\*[\s\S]*?\*\//g, '')
    .replaceAll(/^\s*\/\/.*$/gm, '');
}

function importsOf(text: string): readonly string[] {
  return [...text.matchAll(/\b(?:from|import)\s*\(?\s*'([^']+)'/g)].flatMap((match) => match[1] ?? []);
}

function relativeImports(file: string): readonly string[] {
  return (imports.get(file) ?? [])
    .filter((name) => name.startsWith('.'))
    .map((name) => relative(src, resolve(src, dirname(file), name)).replaceAll('\\', '/'))
    .filter((target) => !target.startsWith('..'));
}

function usersOf(name: RegExp): readonly string[] {
  return files.filter((file) => imports.get(file)?.some((one) => name.test(one)));
}

/** Returns the first circle of imports that are needed at run time, or nothing. */
function findCircle(): readonly string[] {
  const done = new Set<string>();
  const visit = (file: string, trail: readonly string[]): readonly string[] => {
    const at = trail.indexOf(file);
    if (at !== -1) return [...trail.slice(at), file];
    if (done.has(file)) return [];
    for (const target of valueImports(file)) {
      const circle = visit(target, [...trail, file]);
      if (circle.length > 0) return circle;
    }
    done.add(file);
    return [];
  };
  for (const file of files) {
    const circle = visit(file, []);
    if (circle.length > 0) return circle;
  }
  return [];
}

function valueImports(file: string): readonly string[] {
  const text = codeOf(file).replaceAll(/\b(?:import|export) type [^;]*;/g, '');
  const wanted = new Set(importsOf(text));
  return relativeImports(file).filter((target) => {
    const name = relative(dirname(file), target).replaceAll('\\', '/');
    return wanted.has(name.startsWith('.') ? name : `./${name}`);
  });
}
