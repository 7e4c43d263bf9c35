declare const LINTEL_VERSION: string | undefined;

/** The version in package.json; put in by the build. */
export const version = typeof LINTEL_VERSION === 'string' ? LINTEL_VERSION : '0.0.0-source';
