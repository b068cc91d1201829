// Every published shape by name. Each schema is a module of its own, read when it is asked for: the
// library behind them is slow to load.
import type { z } from 'zod'

type Module = { readonly schema: z.ZodType }

const modules = {
  envelope: (): Promise<Module> => import('./envelope.ts'),
  diagnostic: (): Promise<Module> => import('./diagnostic.ts'),
  config: (): Promise<Module> => import('./config.ts'),
  init: (): Promise<Module> => import('./init.ts'),
  ids: (): Promise<Module> => import('./ids.ts'),
  dag: (): Promise<Module> => import('./dag.ts'),
  eval: (): Promise<Module> => import('./eval.ts'),
  lint: (): Promise<Module> => import('./lint.ts'),
  test: (): Promise<Module> => import('./test.ts'),
  plan: (): Promise<Module> => import('./plan.ts'),
  qplan: (): Promise<Module> => import('./qplan.ts'),
  apply: (): Promise<Module> => import('./apply.ts'),
  backtest: (): Promise<Module> => import('./backtest.ts'),
  explain: (): Promise<Module> => import('./explain.ts'),
} as const

export type SchemaName = keyof typeof modules

export const schemaNames: readonly SchemaName[] = Object.keys(modules).filter(isSchemaName)

export function isSchemaName(name: string): name is SchemaName {
  return Object.hasOwn(modules, name)
}

export async function loadSchema(name: SchemaName): Promise<z.ZodType> {
  return (await modules[name]()).schema
}
