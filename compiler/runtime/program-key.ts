// The name of a program's contents: what a saved state is checked against.
import { canonicalJson, type Json } from '../identity/canonical-json.ts'
import { sha256Hex } from '../identity/sha256.ts'
import { encodeFloat } from '../identity/encode-float.ts'
import type { Program, Ref, Step } from './program.ts'

type Unnamed = Omit<Program, 'key'>

/** SHA-256 over everything that decides what a run computes and how its state is laid out. */
export function programKey(program: Unnamed): string {
  const wanted = program.wanted.map(({ nodeId, domain, columns }) => [
    nodeId,
    domain,
    columns.map((column): Json => [column.name, refJson(column.ref)]),
  ])
  const domains = program.domains.map((domain) => [domain.supplied, domain.steps, domain.past])
  return sha256Hex(canonicalJson([program.supplied, domains, program.steps.map(stepJson), wanted]))
}

function stepJson(step: Step): Json {
  const shape: Json = [step.domain, step.kind, step.past]
  if (step.form === 'source') return [shape, 'source', step.supplied, step.field]
  if (step.form === 'gather') return [shape, 'gather', step.from]
  return [shape, step.operation.name, step.operands.map(refJson), step.parameters]
}

function refJson(ref: Ref): Json {
  return ref.kind === 'constant' ? encodeFloat(ref.value) : ref.step
}
