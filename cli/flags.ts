// Flags that several commands share.
import process from 'node:process'
import { Flags } from '@oclif/core'
import type { CallPlace } from './project/open-project.ts'

export const projectFlag = {
  project: Flags.string({ description: 'folder of the project', helpValue: 'DIR' }),
}

export const paramFlag = {
  param: Flags.string({
    description: 'value for a param; may be repeated',
    helpValue: 'NAME=VALUE',
    multiple: true,
    multipleNonGreedy: true,
    default: [],
  }),
}

export const targetFlags = {
  env: Flags.string({ description: 'the environment; dev when left out', helpValue: 'ENV' }),
  state: Flags.string({ description: 'folder of the state', helpValue: 'DIR' }),
}

/** Where the command was called. */
export function callPlace(flags: { readonly project?: string | undefined }): CallPlace {
  return { cwd: process.cwd(), project: flags.project }
}
