import { readFileSync, realpathSync, statSync } from 'node:fs';
import { basename, extname, isAbsolute, relative, resolve, sep } from 'node:path';
import { parsePlainYaml } from '../source/parse-plain-yaml.ts';
import type { Contract } from './contract.ts';
import { ContractProblem } from './contract-problem.ts';
import type { ContractResult } from './contract-result.ts';
import { type ContractFile, readOpenApi } from './openapi.ts';
import { isRecord, own, textOf } from './plain-data.ts';
import { readSwagger2 } from './swagger2.ts';
import { readWsdl } from './wsdl.ts';

const MAX_BYTES = 4 * 1024 * 1024;
/** XML takes several times as long to read as JSON. */
const MAX_XML_BYTES = 1024 * 1024;
/** Parsers quote what they stumble over, at any length. */
const MAX_PROBLEM = 300;
/** What is read is walked recursively by everything that follows. */
const MAX_DEPTH = 128;

/**
 * Returns the contract in a file below `root`, the blueprint's folder; `file` is relative to it. OpenAPI 3.0 and 3.1 and
 * Swagger 2.0 as YAML or JSON, WSDL 1.1 as XML, told apart by extension and content. Never throws for what a file holds.
 * A file outside of the root is not read, whether named by `..`, by an absolute path or by a link.
 */
export function loadContract(root: string, file: string): ContractResult {
  try {
    return { contract: readContract({ file: file.replaceAll('\\', '/'), text: readText(root, file) }) };
  } catch (error) {
    if (!(error instanceof ContractProblem)) throw error;
    const message = error.message.replace(/\s+/g, ' ');
    const clipped = message.length > MAX_PROBLEM ? `${message.slice(0, MAX_PROBLEM)}…` : message;
    const problem = `contract "${file}": ${clipped}`;
    return error.hint === undefined ? { problem } : { problem, hint: error.hint };
  }
}

function readText(root: string, file: string): string {
  const path = insideOf(root, file);
  const stats = statSync(path);
  if (!stats.isFile()) throw new ContractProblem('it is not a file');
  if (stats.size > MAX_BYTES)
    throw new ContractProblem('it is larger than 4 MiB', 'keep only what is called of it');
  let bytes: Buffer;
  try {
    bytes = readFileSync(path);
  } catch (error) {
    throw new ContractProblem(`it cannot be read (${codeOf(error)})`);
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new ContractProblem('it is not UTF-8 text');
  }
}

/** Links are resolved before the check: what counts is where the bytes are. */
function insideOf(root: string, file: string): string {
  const hint = 'contracts must be in the folder of the blueprint or below';
  if (isAbsolute(file) || isOutside(relative(root, resolve(root, file)))) {
    throw new ContractProblem('it is outside of the folder of the blueprint', hint);
  }
  let realRoot: string;
  let path: string;
  try {
    realRoot = realpathSync.native(root);
    path = realpathSync.native(resolve(root, file));
  } catch (error) {
    const code = codeOf(error);
    throw new ContractProblem(code === 'ENOENT' ? 'no such file' : `it cannot be read (${code})`);
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

function readContract(from: ContractFile): Contract {
  if (/^\s*</.test(from.text)) {
    if (from.text.length > MAX_XML_BYTES)
      throw new ContractProblem('it is larger than 1 MiB, too large for a WSDL');
    return readWsdl(from);
  }
  const document = parseDocument(from);
  if (!isRecord(document)) throw notRecognised(from);
  const openapi = textOf(own(document, 'openapi'));
  if (/^3\.[01]\b/.test(openapi)) return readOpenApi(document, from);
  // Unquoted in YAML, `swagger: 2.0` is the number 2.
  if (/^2(\.0)?$/.test(textOf(own(document, 'swagger')))) return readSwagger2(document, from);
  if (openapi !== '')
    throw new ContractProblem(`OpenAPI ${openapi} is not supported`, 'use OpenAPI 3.0 or 3.1');
  throw notRecognised(from);
}

function parseDocument(from: ContractFile): unknown {
  const text = from.text.replace(/^\uFEFF/, '');
  if (text.trim() === '') throw new ContractProblem('it is empty');
  const isJson = extname(basename(from.file)).toLowerCase() === '.json' || /^\s*\{\s*"/.test(text);
  let document: unknown;
  try {
    document = isJson ? JSON.parse(text) : parsePlainYaml(text);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new ContractProblem(`it is not ${isJson ? 'JSON' : 'YAML'}: ${reason}`);
  }
  if (isDeeperThan(document, MAX_DEPTH))
    throw new ContractProblem(`it is nested deeper than ${MAX_DEPTH} levels`);
  return document;
}

function isDeeperThan(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return levels === 0 || Object.values(value).some((inner) => isDeeperThan(inner, levels - 1));
}

function notRecognised(from: ContractFile): ContractProblem {
  return new ContractProblem(
    `it is no contract that can be read: "${basename(from.file)}" has neither "openapi", "swagger" nor WSDL "definitions"`,
    'give an OpenAPI 3.0 or 3.1, a Swagger 2.0 or a WSDL 1.1 document',
  );
}
