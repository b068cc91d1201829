// Plan files: the canonical JSON of a plan with its digest, so that what was reviewed is what is
// applied. A file that is not canonical byte for byte is refused, whoever touched it.
import { canonicalJson } from '../identity/canonical-json.ts'
import { digestOf } from './etag.ts'
import { FORMAT_VERSION, type Plan } from './plan.ts'
import { planFault } from './plan-shape.ts'

/** A plan with the digest of its canonical bytes: what an apply is asked for. */
export interface SealedPlan {
  readonly plan: Plan
  readonly plan_digest: string
}

export function sealPlan(plan: Plan): SealedPlan {
  return { plan, plan_digest: digestOf(plan) }
}

/** The text of a plan file. */
export function encodeQplan(sealed: SealedPlan): string {
  return canonicalJson({ plan: sealed.plan, plan_digest: sealed.plan_digest })
}

/** Why a text is no plan file. `version`: made by a qmtl whose plans this one cannot read. */
export interface QplanFault {
  readonly fault: 'damaged' | 'version'
  readonly message: string
}

export type Decoded =
  | { readonly ok: true; readonly sealed: SealedPlan }
  | { readonly ok: false; readonly fault: QplanFault }

export function decodeQplan(text: string): Decoded {
  const value = parse(text)
  if (!isRecord(value) || !isRecord(value['plan']) || typeof value['plan_digest'] !== 'string')
    return damaged('it is not a plan in JSON')
  const version = value['plan']['format_version']
  if (typeof version !== 'string' || version.split('.')[0] !== FORMAT_VERSION.split('.')[0])
    return {
      ok: false,
      fault: { fault: 'version', message: `its format is ${String(version)}, not ${FORMAT_VERSION}` },
    }
  if (canonicalJson(value) !== text) return damaged('it is not canonical, so it was edited or cut')
  const digest = digestOf(value['plan'])
  if (digest !== value['plan_digest'])
    return damaged(`its content has the digest ${digest}, not the one it states`)
  const fault = planFault(value)
  if (fault !== null) return damaged(fault)
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- planFault has just looked at every member
  return { ok: true, sealed: value as unknown as SealedPlan }
}

function damaged(message: string): Decoded {
  return { ok: false, fault: { fault: 'damaged', message } }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
