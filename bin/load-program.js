// Loads the bundle of the command line, dist/lintel.cjs, together with the code cache that the build made of it. V8 then
// takes the functions that `lintel validate` needs ready-made out of the cache, where it would have to parse and compile
// them, which takes longer than to run them.
const { readFileSync } = require('node:fs');
const { dirname, join } = require('node:path');
const { Script } = require('node:vm');

const bundle = join(__dirname, '../dist/lintel.cjs');
// V8 refuses what another version of itself has made; what another processor made, nobody promises to.
const cache = join(__dirname, `../dist/lintel-${process.version}-${process.platform}-${process.arch}.cache`);

/** Returns the exports of the bundle, and the script that it is. */
function loadProgram() {
  // The bundle is ASCII, which is read faster as Latin-1.
  const script = new Script(readFileSync(bundle, 'latin1'), {
    filename: bundle,
    cachedData: readCache(),
  });
  const module = { exports: {} };
  script.runInThisContext()(module.exports, require, module, bundle, dirname(bundle));
  return { program: module.exports, script };
}

/** Without a cache, or with one that V8 refuses, everything works as well, only later. */
function readCache() {
  try {
    return readFileSync(cache);
  } catch {
    return undefined;
  }
}

module.exports = { loadProgram, cache };
