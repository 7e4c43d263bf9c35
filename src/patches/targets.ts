import type { Finding } from '../diagnostics/findings.ts';
import { suggest } from '../diagnostics/suggest.ts';
import type { FilePlan } from '../generate/plan.ts';
import type { Patch } from '../model/model.ts';
import type { Manifest } from './manifests.ts';

/** A document of a generated file. */
export interface Target {
  readonly manifest: Manifest;
  /** Index of the document in its file. */
  readonly at: number;
}

/** Returns what a patch is for, also what an earlier one has deleted. Only files that have the kind's name somewhere are read. */
export function targetsOf(manifests: readonly Manifest[], { target }: Patch): readonly Target[] {
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

/** Returns whether the file is there that a patch names: what is missed in it then is in no other pack. */
export function isPlanned(plan: FilePlan, { target }: Patch): boolean {
  return target.file !== null && plan.files.some(({ path }) => path === target.file);
}

/** Returns what is found of a patch that is for nothing that is generated, with what may be meant. */
export function withoutTarget(plan: FilePlan, manifests: readonly Manifest[], patch: Patch): Finding {
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

/** Returns what is found of a patch that changes what another one has deleted. */
export function withDeletedTarget({ target, path }: Patch, deletedBy: Patch): Finding {
  const what = target.name === null ? `every ${target.kind}` : `the ${target.kind} "${target.name}"`;
  return {
    rule: 'patch',
    message: `an earlier patch deletes ${what}, so that there is nothing to change`,
    hint: 'keep one of the two',
    span: target.span,
    path: `${path}.target`,
    related: [{ message: 'it is deleted here', span: deletedBy.target.span }],
  };
}
