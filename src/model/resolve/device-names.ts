/**
 * True for a name that stands for a device on Windows, whatever its case, and for one whose file would be called so
 * (learn.microsoft.com, "Naming Files, Paths, and Namespaces").
 */
export function isDeviceName(name: string): boolean {
  return /^[_-]*(?:con|prn|aux|nul|com[0-9]|lpt[0-9])[_-]*$/i.test(name);
}
