// Flags that several commands share.
import process from 'node:process'
import { Errors, Flags } from '@oclif/core'
import type { CallPlace } from './project/open-project.ts'

/** A flag that names a file or a folder. An empty path would silently mean the working directory. */
export function pathFlag(description: string, helpValue: string) {
  return Flags.string({
    description,
    helpValue,
    parse: async (path, _context, { name }) => {
      if (path !== '') return path
      throw new Errors.CLIError(`--${name} names nothing`)
    },
  })
}

export const projectFlag = { project: pathFlag('folder of the project', 'DIR') }

export const paramFlag = {
  param: Flags.string({
    description: 'value for a param; may be repeated',
    helpValue: 'NAME=VALUE',
    multiple: true,
    multipleNonGreedy: true,
  }),
}

export const targetFlags = {
  env: Flags.string({ description: 'the environment; dev when left out', helpValue: 'ENV' }),
  state: pathFlag('folder of the state', 'DIR'),
}

/** Where the command was called. */
export function callPlace(flags: { readonly project?: string | undefined }): CallPlace {
  return { cwd: process.cwd(), project: flags.project }
}
