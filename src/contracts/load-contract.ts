import { realpathSync } from 'node:fs';
import { basename, extname, isAbsolute, posix, relative, resolve, sep } from 'node:path';
import { clip } from '../source/clip.ts';
import { parsePlainYaml } from '../source/parse-plain-yaml.ts';
import { readRegularFile } from '../source/read-regular-file.ts';
import type { Contract } from './contract.ts';
import { type ContractBudget, createContractBudget } from './contract-budget.ts';
import { ContractProblem } from './contract-problem.ts';
import type { ContractResult } from './contract-result.ts';
import { isTooDeepJson, measure, tooDeep } from './measure.ts';
import { type ContractFile, readOpenApi } from './openapi.ts';
import { isRecord, own, textOf } from './plain-data.ts';
import { readSwagger2 } from './swagger2.ts';
import { readWsdl } from './wsdl.ts';

const MAX_BYTES = 4 * 1024 * 1024;
/** XML takes several times as long to read as JSON. */
const MAX_XML_BYTES = 1024 * 1024;
/** Parsers quote what they stumble over, at any length. */
const MAX_PROBLEM = 300;

/**
 * Returns a function that gives the contract in a file below `root`, the blueprint's folder, to which its name is relative:
 * each file is read once, and all together are bounded by `CONTRACT_LIMITS`.
 */
export function createContractLoader(root: string): (file: string) => ContractResult {
  const budget = createContractBudget();
  const loaded = new Map<string, ContractResult>();
  return (file) => {
    const name = normalName(file);
    const known = loaded.get(name);
    if (known !== undefined) return known;
    const result = loadContract(root, file, budget);
    loaded.set(name, result);
    return result;
  };
}

/**
 * Returns the contract in a file below `root`, the blueprint's folder; `file` is relative to it. OpenAPI 3.0 and 3.1 and
 * Swagger 2.0 as YAML or JSON, WSDL 1.1 as XML, told apart by extension and content. Never throws for what a file holds.
 * A file outside of the root is not read, whether named by `..`, by an absolute path or by a link; nor is a pipe or a device.
 */
export function loadContract(
  root: string,
  file: string,
  budget: ContractBudget = createContractBudget(),
): ContractResult {
  return guarded(file, budget, () => readBytes(root, file));
}

/** As `loadContract`, of a contract that was read before; null: there is no such file. */
export function parseContract(
  file: string,
  bytes: Uint8Array | null,
  budget: ContractBudget = createContractBudget(),
): ContractResult {
  return guarded(file, budget, () => {
    if (bytes === null) throw new ContractProblem('no such file');
    return bytes;
  });
}

function guarded(file: string, budget: ContractBudget, read: () => Uint8Array): ContractResult {
  try {
    const bytes = read();
    if (bytes.byteLength > MAX_BYTES)
      throw new ContractProblem('it is larger than 4 MiB', 'keep only what is called of it');
    budget.spend('bytes', bytes.byteLength);
    return { contract: readContract({ file: normalName(file), text: decode(bytes) }, budget) };
  } catch (error) {
    if (!(error instanceof ContractProblem)) throw error;
    const problem = clip(error.message.replace(/\s+/g, ' '), MAX_PROBLEM);
    return error.hint === undefined ? { problem } : { problem, hint: error.hint };
  }
}

/** `./contracts//crm.yaml` and `contracts\crm.yaml` are `contracts/crm.yaml`. */
function normalName(file: string): string {
  return posix.normalize(file.replaceAll('\\', '/'));
}

function readBytes(root: string, file: string): Uint8Array {
  const start = readRegularFile(insideOf(root, file), MAX_BYTES + 1);
  if ('bytes' in start) return start.bytes;
  if (start.reason === 'unreadable') throw new ContractProblem(`it cannot be read (${start.code})`);
  throw new ContractProblem(start.reason === 'missing' ? 'no such file' : 'it is not a file');
}

function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new ContractProblem('it is not UTF-8 text');
  }
}

/** Links are resolved before the check: what counts is where the bytes are. */
function insideOf(root: string, file: string): string {
  const hint = 'contracts must be in the folder of the blueprint or below';
  const name = normalName(file);
  if (name.includes('\0')) throw new ContractProblem('its name holds a NUL character');
  if (/^[a-z][a-z0-9+.-]+:/i.test(name))
    throw new ContractProblem('it is a URL, and nothing is fetched', hint);
  if (isAbsolute(name) || /^[a-z]:/i.test(name) || isOutside(name.split('/').join(sep))) {
    throw new ContractProblem('it is outside of the folder of the blueprint', hint);
  }
  let realRoot: string;
  let path: string;
  try {
    realRoot = realpathSync.native(root);
    path = realpathSync.native(resolve(root, name));
  } catch (error) {
    const code = codeOf(error);
    throw new ContractProblem(/^ENO(ENT|TDIR)$/.test(code) ? 'no such file' : `it cannot be read (${code})`);
  }
  if (isOutside(relative(realRoot, path))) {
    throw new ContractProblem('it is a link out of the folder of the blueprint', hint);
  }
  return path;
}

function isOutside(path: string): boolean {
  return path === '..' || path.startsWith(`..${sep}`) || isAbsolute(path);
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : String(error);
}

function readContract(from: ContractFile, budget: ContractBudget): Contract {
  if (/^\s*</.test(from.text)) {
    if (from.text.length > MAX_XML_BYTES)
      throw new ContractProblem('it is larger than 1 MiB, too large for a WSDL');
    budget.spend('bytes of XML', from.text.length);
    return readWsdl(from, budget);
  }
  const document = parseDocument(from, budget);
  if (!isRecord(document)) throw notRecognised();
  const openapi = textOf(own(document, 'openapi'));
  if (/^3\.[01]\b/.test(openapi)) return readOpenApi(document, from, budget);
  // Unquoted in YAML, `swagger: 2.0` is the number 2.
  if (/^2(\.0)?$/.test(textOf(own(document, 'swagger')))) return readSwagger2(document, from, budget);
  if (openapi !== '')
    throw new ContractProblem(`OpenAPI ${clip(openapi)} is not supported`, 'use OpenAPI 3.0 or 3.1');
  throw notRecognised();
}

function parseDocument(from: ContractFile, budget: ContractBudget): unknown {
  const text = from.text.replace(/^\uFEFF/, '');
  if (text.trim() === '') throw new ContractProblem('it is empty');
  const isJson = extname(basename(from.file)).toLowerCase() === '.json' || /^\s*\{\s*"/.test(text);
  if (isJson && isTooDeepJson(text)) throw tooDeep();
  const document = parsed(isJson ? 'JSON' : 'YAML', () =>
    isJson ? JSON.parse(text) : parseYamlWithin(text, budget),
  );
  measure(document, budget);
  return document;
}

function parsed(what: string, parse: () => unknown): unknown {
  try {
    return parse();
  } catch (error) {
    if (error instanceof ContractProblem) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    throw new ContractProblem(`it is not ${what}: ${reason}`);
  }
}

function parseYamlWithin(text: string, budget: ContractBudget): unknown {
  const before = budget.left('YAML tokens');
  const tokens = { left: before };
  try {
    return parsePlainYaml(text, tokens);
  } finally {
    budget.spend('YAML tokens', before - tokens.left);
  }
}

/** Says nothing of the file's name: whoever reports a problem has said which contract it is about. */
function notRecognised(): ContractProblem {
  return new ContractProblem(
    'it has neither "openapi", "swagger" nor WSDL "definitions"',
    'give an OpenAPI 3.0 or 3.1, a Swagger 2.0 or a WSDL 1.1 document',
  );
}
