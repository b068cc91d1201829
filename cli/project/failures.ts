// What can be wrong with a project, its configuration or the way a command was called: one table
// of code, title and exit code. A released code keeps its meaning for good.
import type { Failure } from '../../services/core/result.ts'

const table = {
  noProject: { code: 'QD3001', title: 'There is no project here', exit: 78 },
  projectFolder: { code: 'QD3002', title: 'The project folder cannot be used', exit: 78 },
  configUnreadable: { code: 'QD3003', title: 'The configuration cannot be read', exit: 78 },
  configEmpty: { code: 'QD3004', title: 'The configuration is empty', exit: 78 },
  configVersion: { code: 'QD3005', title: 'The configuration has a version that is not known', exit: 78 },
  configSyntax: { code: 'QD3006', title: 'The configuration is not valid YAML', exit: 78 },
  configFeature: { code: 'QD3007', title: 'The configuration uses more of YAML than plain data', exit: 78 },
  configDuplicate: { code: 'QD3008', title: 'A key stands twice in the configuration', exit: 78 },
  configKey: { code: 'QD3009', title: 'The configuration has a key that is not known', exit: 78 },
  configValue: { code: 'QD3010', title: 'The configuration has a value that does not fit', exit: 78 },
  configMissing: { code: 'QD3011', title: 'The configuration lacks a value', exit: 78 },
  outside: { code: 'QD3012', title: 'A path leaves the project', exit: 78 },
  fileUnreadable: { code: 'QD3013', title: 'A file cannot be read', exit: 1 },
  fileNotText: { code: 'QD3014', title: 'A file is not UTF-8 text', exit: 1 },
  fileUnwritable: { code: 'QD3015', title: 'A file cannot be written', exit: 1 },
  secretMissing: { code: 'QD3016', title: 'A secret is not set', exit: 78 },
  wouldOverwrite: { code: 'QD3017', title: 'A file that is there would be overwritten', exit: 1 },
  environmentUnknown: { code: 'QD3021', title: 'There is no such environment', exit: 64 },
  environmentUnclear: { code: 'QD3022', title: 'An environment has to be chosen', exit: 64 },
  strategyUnknown: { code: 'QD3041', title: 'There is no such strategy', exit: 64 },
  noTarget: { code: 'QD3042', title: 'The strategy has no target to trade', exit: 1 },
  noData: { code: 'QD3043', title: 'An input has no data', exit: 1 },
  strategyTwice: { code: 'QD3044', title: 'Two strategies have one name', exit: 10 },
  gatewayLater: { code: 'QD3045', title: 'Gateways come with a later version', exit: 78 },
  consentMissing: { code: 'QD3046', title: 'Consent is missing', exit: 8 },
  planDamaged: { code: 'QD3047', title: 'The plan file cannot be applied', exit: 1 },
  unknownCommand: { code: 'QD3031', title: 'There is no such command', exit: 64 },
  usage: { code: 'QD3032', title: 'The command was called in a way it does not understand', exit: 64 },
  interrupted: { code: 'QD3033', title: 'Interrupted', exit: 130 },
  bug: { code: 'QD3034', title: 'A bug in qmtl', exit: 70 },
} as const satisfies Readonly<Record<string, FailureRow>>

interface FailureRow {
  readonly code: `QD30${number}`
  /** Never names a user's thing: the message does. */
  readonly title: string
  /** What a command that ends with this failure exits with. */
  readonly exit: number
}

export type ProjectFailureKind = keyof typeof table

type Details = Pick<Failure, 'message' | 'hint' | 'file' | 'line'>

/** Makes a failure; `message` says what is wrong, `hint` what to do next. */
export function projectFailure(kind: ProjectFailureKind, details: Details): Failure {
  const { code, title } = table[kind]
  return { code, title, ...details }
}

/** The whole table, and the exit code of one of its codes. */
export const projectFailures = {
  table: table as Readonly<Record<ProjectFailureKind, FailureRow>>,
  exitOf: (code: string): number | undefined => Object.values(table).find((row) => row.code === code)?.exit,
}
