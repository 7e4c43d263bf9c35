/** Returns whether a path is one of those that are ejected, or below one: folders are ejected with everything in them. */
export function isEjected(ejected: readonly string[], path: string): boolean {
  return ejected.some((given) => path === given || path.startsWith(`${given}/`));
}
