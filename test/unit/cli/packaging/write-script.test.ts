// What becomes of a module of the bundle.
import { Script } from 'node:vm'
import { expect, test } from 'vitest'
import { writeScript } from '../../../../cli/packaging/write-script.ts'

/** Runs a script with the other scripts that it may require. */
function run(text: string, others: Readonly<Record<string, unknown>> = {}): unknown {
  const module = { exports: {} }
  const body: unknown = new Script(
    `(function (exports, require, module, __dirname) {${text}\n})`,
  ).runInThisContext()
  if (typeof body === 'function')
    Reflect.apply(body, undefined, [module.exports, (id: string) => others[id], module, '/bundle'])
  return module.exports
}

test('a script exports what the module does, from where it lies', async () => {
  const script = await writeScript(`import { two } from './other.cjs'
    export const four = two + two
    export const folder = import.meta.dirname`)
  expect(run(script, { './other.cjs': { two: 2 } })).toMatchObject({ four: 4, folder: '/bundle' })
})

test('a script requires what the module imports later when it is asked for', async () => {
  const script = await writeScript(`export const later = () => import('./other.cjs')`)
  const { later } = run(script, { './other.cjs': { two: 2 } }) as { later: () => Promise<unknown> }
  expect(await later()).toMatchObject({ two: 2 })
})

test('a script is as strict as the module', async () => {
  const script = await writeScript('export const isStrict = (function () { return this === undefined })()')
  expect(run(script)).toMatchObject({ isStrict: true })
})

test('a module that waits is refused', async () => {
  await expect(writeScript('export const value = await fetch')).rejects.toThrow('Top-level await')
})
