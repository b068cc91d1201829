// Turns a module of the bundle into a script. Only of scripts can what V8 compiles be kept whole.
import { transform } from 'esbuild'

/**
 * The same module as a CommonJS script, in strict mode as it was. Top-level `await` is an error: a
 * script cannot wait.
 */
export async function writeScript(module: string): Promise<string> {
  const { code } = await transform(module, {
    format: 'cjs',
    platform: 'node',
    target: 'node22',
    legalComments: 'none',
    define: { 'import.meta.dirname': '__dirname' },
    // All scripts are at hand; none has to be waited for.
    supported: { 'dynamic-import': false },
    logOverride: { 'empty-import-meta': 'error' },
  })
  return `"use strict";\n${code}`
}
