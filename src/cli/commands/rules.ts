import { Option } from 'commander';
import type { RuleInfo } from '../../diagnostics/stage-rules.ts';
import type { Register, Session } from '../command.ts';
import { ExitCode } from '../exit-codes.ts';
import { loadPalette } from '../palette.ts';

interface RulesOptions {
  readonly format: 'text' | 'json';
  readonly group?: string;
}

/** `lintel rules`: what findings may be about, and each rule with its reason and an example. */
export const registerRules: Register = (program, execute) => {
  const rules = program
    .command('rules')
    .description('list the rules that validate checks, or explain some')
    .addHelpText('after', examples);
  rules
    .command('list', { isDefault: true })
    .description('print all rules by group, with severity and summary')
    .option('--group <group>', 'only the rules of one group')
    .addOption(formatOption())
    .addHelpText('after', examples)
    .action((options: RulesOptions) => execute((session) => list(options, session)));
  rules
    .command('explain')
    .description('print why a rule is there, with an example, and how to set or suppress it')
    .argument('<ids...>', 'ids of rules')
    .addOption(formatOption())
    .addHelpText('after', examples)
    .action((ids: string[], options: RulesOptions) => execute((session) => explain(ids, options, session)));
};

const examples = `
Examples:
  $ lintel rules
  $ lintel rules list --group security
  $ lintel rules explain unknown-reference pattern-edge
  $ lintel rules list -f json | jq -r '.rules[].id'`;

function formatOption(): Option {
  return new Option('-f, --format <format>', 'how to print').choices(['text', 'json']).default('text');
}

async function list({ group, format }: RulesOptions, session: Session): Promise<number> {
  const { formatRuleList, listRules } = await import('../../api/rules.ts');
  const rules = listRules(group ?? null);
  if (format === 'json') return printJson(rules, session);
  session.io.stdout.write(formatRuleList(rules, await paletteOf(session)));
  return ExitCode.ok;
}

async function explain(ids: readonly string[], { format }: RulesOptions, session: Session): Promise<number> {
  const { findRules, formatRuleExplanations } = await import('../../api/rules.ts');
  const rules = findRules(ids);
  if (format === 'json') return printJson(rules, session);
  session.io.stdout.write(formatRuleExplanations(rules, await paletteOf(session)));
  return ExitCode.ok;
}

async function printJson(rules: readonly RuleInfo[], { io }: Session): Promise<number> {
  const { toRuleJson } = await import('../../api/rules.ts');
  io.stdout.write(`${JSON.stringify({ schemaVersion: '1', rules: rules.map(toRuleJson) }, null, 2)}\n`);
  return ExitCode.ok;
}

function paletteOf({ io, noColor }: Session) {
  return loadPalette(io, io.stdout, noColor);
}
