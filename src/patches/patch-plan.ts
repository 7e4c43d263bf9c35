import type { Document } from 'yaml';
import type { Finding } from '../diagnostics/findings.ts';
import { suggest } from '../diagnostics/suggest.ts';
import { formatOrigins, originAt, originsOf, parseOrigins } from '../generate/line-origins.ts';
import type { FilePlan, PlannedFile } from '../generate/plan.ts';
import { linesBefore } from '../merge/line-before.ts';
import type { Patch } from '../model/model.ts';
import { applyOperation } from './apply-operation.ts';
import { Claims, type Watch } from './contradictions/claims.ts';
import { type Manifest, manifestIn } from './manifests.ts';
import { mergeOver } from './merge-over.ts';
import { whyBroken } from './why-broken.ts';

/** A plan with the patches made, and what could not be made. */
export interface Patched {
  readonly plan: FilePlan;
  readonly findings: readonly Finding[];
}

/**
 * Makes patches on the YAML and JSON files of a plan, one after the other. Comments and layout of what they do not touch stay. A patch
 * whose target or place is not there is found, and so is one that contradicts another; then nothing is changed. A target is missed only
 * where the plan is whole.
 */
export function patchPlan(
  plan: FilePlan,
  patches: readonly Patch[],
  { isWhole }: { readonly isWhole: boolean },
): Patched {
  if (patches.length === 0) return { plan, findings: [] };
  const manifests = plan.files.flatMap((file) => manifestIn(file) ?? []);
  const claims = new Claims();
  const findings = patches.flatMap((patch) => {
    const targets = targetsOf(manifests, patch);
    if (targets.length === 0)
      return isWhole || isPlanned(plan, patch) ? [withoutTarget(plan, manifests, patch)] : [];
    const made = targets.map((target) => makeOn(target, patch, claims));
    return [
      ...made.flatMap(({ problem }) => problem ?? []).slice(0, 1),
      ...made.flatMap(({ contradictions }) => contradictions),
    ];
  });
  if (findings.length > 0) return { plan, findings };
  const files = new Map(manifests.map((manifest) => [manifest.file.path, manifest]));
  return {
    plan: { ...plan, files: plan.files.map((file) => rewritten(file, files.get(file.path))) },
    findings,
  };
}

/** Whether the file is there that a patch names: what is missed in it then is in no other pack. */
function isPlanned(plan: FilePlan, { target }: Patch): boolean {
  return target.file !== null && plan.files.some(({ path }) => path === target.file);
}

interface Target {
  readonly manifest: Manifest;
  /** Index of the document in its file. */
  readonly at: number;
}

/** Only files that have the kind's name somewhere are read. */
function targetsOf(manifests: readonly Manifest[], { target }: Patch): readonly Target[] {
  const { file: path, kind, name } = target;
  return manifests
    .filter(
      ({ file }) => (path === null || file.path === path) && (kind === null || file.content.includes(kind)),
    )
    .flatMap((manifest) => {
      const documents = manifest.documents();
      if (kind === null) return documents.length === 1 ? [{ manifest, at: 0 }] : [];
      return documents.flatMap((document, at) => {
        const isNamed = name === null || document.getIn(['metadata', 'name']) === name;
        return document.get('kind') === kind && isNamed ? [{ manifest, at }] : [];
      });
    });
}

function withoutTarget(plan: FilePlan, manifests: readonly Manifest[], patch: Patch): Finding {
  const { target, path } = patch;
  const { file, kind, name } = target;
  const found = (message: string, hint: string | undefined): Finding => ({
    rule: 'patch',
    message,
    hint,
    span: target.span,
    path: `${path}.target`,
  });
  if (file !== null && !isPlanned(plan, patch)) {
    const paths = manifests.map((manifest) => manifest.file.path);
    return found(`no file "${file}" is generated`, suggest(file, paths, 'there are'));
  }
  const inFile = manifests.filter((manifest) => file === null || manifest.file.path === file);
  const documents = inFile.flatMap((manifest) => manifest.documents());
  if (documents.length === 0) return found(`"${file}" is neither YAML nor JSON`, undefined);
  if (kind === null) return found(`"${file}" has several documents`, 'say which: add "kind" and "name"');
  const ofKind = documents.filter((document) => document.get('kind') === kind);
  if (ofKind.length === 0) {
    const kinds = documents.flatMap((document) => document.get('kind') ?? []).map(String);
    return found(`no object of kind "${kind}" is generated`, suggest(kind, kinds, 'there are'));
  }
  const names = ofKind.map((document) => String(document.getIn(['metadata', 'name'])));
  return found(`no ${kind} "${name}" is generated`, suggest(name ?? '', names, 'there are'));
}

interface Made {
  /** Why it could not be made. */
  readonly problem: Finding | null;
  readonly contradictions: readonly Finding[];
}

function makeOn({ manifest, at }: Target, patch: Patch, claims: Claims): Made {
  const document = manifest.documents()[at];
  // One that an earlier patch has broken is not looked at again.
  if (document === undefined || whyBroken(document) !== null) return { problem: null, contradictions: [] };
  manifest.isPatched = true;
  const { path: file } = manifest.file;
  const watch = claims.watch(patch, document, file);
  const problem = problemOf(document, patch, { file, watch });
  return { problem, contradictions: problem === null ? watch.end() : [] };
}

function problemOf(
  document: Document,
  { target, change, path }: Patch,
  { file, watch }: { readonly file: string; readonly watch: Watch },
): Finding | null {
  if (change.type === 'merge') {
    mergeOver(document, change.value);
    const reason = whyBroken(document);
    const message = `what is merged cannot be laid over ${file}: ${reason}`;
    return reason === null ? null : { rule: 'patch', message, hint: KEEP_ANCHOR, span: target.span, path };
  }
  for (const [index, operation] of change.operations.entries()) {
    if (operation.op === 'test') watch.test(operation.path);
    const problem = applyOperation(document, operation);
    const reason = problem ?? whyBroken(document);
    if (reason === null) continue;
    const message = `the operation "${operation.op}" cannot be made on ${file}: ${reason}`;
    const hint = problem === null ? KEEP_ANCHOR : undefined;
    return { rule: 'patch', message, hint, span: operation.span, path: `${path}.json.${index}` };
  }
  return null;
}

const KEEP_ANCHOR = 'keep what stands behind "&" as a map, and change what is in it';

/** A file as its documents are now, its lines traced as far as they are the same. */
function rewritten(file: PlannedFile, manifest: Manifest | undefined): PlannedFile {
  if (manifest === undefined || !manifest.isPatched) return file;
  const content = manifest.text();
  const before = linesBefore(file.content, content);
  const origins = parseOrigins(file.lines);
  const marks = content
    .replace(/\n$/, '')
    .split('\n')
    .flatMap((_, at) => {
      const old = before(at + 1);
      const origin = old === null ? null : originAt(origins, old);
      return origin === null ? [] : [{ ...origin, line: at + 1, count: 1 }];
    });
  return { ...file, content, lines: formatOrigins(originsOf(marks)) };
}
