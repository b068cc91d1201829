// Params: what binds them, and where a wrong value is shown.
import { describe, expect, test } from 'vitest'
import { flagParams } from '../../../cli/operations/bind-params.ts'
import { compile } from '../../../compiler/compile.ts'
import type { Compiled } from '../../../compiler/compile.ts'
import { createSource } from '../../../dsl/source/source-text.ts'

const TEXT = `strategy s
param fast: int = 12 in 2..slow
param slow: int = fast * 2 in 3..400 where slow > fast
param risk: float = 1%
param kind: string = "ema" in ["ema", "sma"]
param wait: duration = 5m in 1m..1h
param on: bool = true
input bars: Bar from stream("x:A") @ 1m missing skip
let mean = if kind == "ema" then ema(bars.close, fast) else sma(bars.close, fast)
emit signal out = if on and wait > 1m then mean * risk else sum(bars.close, slow)
`

/** The text compiled with params as a command line gives them. */
function withParams(...flags: readonly string[]): Compiled {
  const params = flagParams(flags)
  if (!params.ok) throw new TypeError(params.failure.message)
  return compile(createSource('a.qdag', TEXT), {
    missing: null,
    params: new Map(params.value.map((param) => [param.name, param.override])),
    sources: new Map(params.value.map((param) => [param.source.path, param.source])),
  })
}

const bound = (...flags: readonly string[]): Readonly<Record<string, string>> | undefined =>
  withParams(...flags).document?.meta.params
const codes = (...flags: readonly string[]): readonly string[] =>
  withParams(...flags).findings.map(({ code, span }) => `${code} ${span.file}`)
const ids = ({ document }: Compiled): readonly (string | undefined)[] | undefined =>
  document?.sinks.map((sink) => sink.node_id)

describe('params', () => {
  test('are bound to their defaults, which may depend on other params', () => {
    expect(bound()).toEqual({
      fast: '12',
      slow: 'fast * 2',
      risk: '1%',
      kind: '"ema"',
      wait: '5m',
      on: 'true',
    })
    expect(ids(withParams())).toEqual(ids(withParams('slow=24')))
  })

  test('are bound from outside, in the notation of the language', () => {
    expect(bound('fast=2 * 4', 'risk=50bps', 'kind="sma"', 'on=false', 'wait=90s')).toEqual({
      fast: '2 * 4',
      slow: 'fast * 2',
      risk: '50bps',
      kind: '"sma"',
      wait: '90s',
      on: 'false',
    })
  })

  test('reach what is computed from them', () => {
    expect(ids(withParams('fast=10'))).toEqual(ids(withParams('fast=10', 'slow=20')))
    expect(ids(withParams('fast=10'))).not.toEqual(ids(withParams()))
  })

  test('give the id of the value, however it was bound', () => {
    expect(ids(withParams('risk=0.01'))).toEqual(ids(withParams()))
    expect(ids(withParams('risk=0.02'))).not.toEqual(ids(withParams()))
    expect(ids(withParams('kind="sma"'))).not.toEqual(ids(withParams()))
  })

  test('are refused where they were given', () => {
    expect(codes('fast=1', 'slow=24')).toEqual(['QD0206 --param fast'])
    expect(codes('kind="wma"')).toEqual(['QD0206 --param kind'])
    expect(codes('wait=2h')).toEqual(['QD0206 --param wait'])
    expect(codes('risk="much"')).toEqual(['QD0301 --param risk'])
    expect(codes('wait=5')).toEqual(['QD0301 --param wait'])
    expect(codes('fast=bars.close')).toEqual(['QD0204 --param fast'])
    expect(codes('fasst=3')).toEqual(['QD0209 --param fasst'])
  })

  test('are held against conditions wherever these stand', () => {
    expect(codes('slow=12')).toEqual(['QD0207 --param slow'])
    expect(codes('fast=30', 'slow=29')).toEqual(['QD0206 --param fast', 'QD0207 --param slow'])
  })

  test('show the place inside the value, not before it', () => {
    const [finding] = withParams('fast=2 + nothing').findings
    expect(finding?.span).toEqual({ file: '--param fast', start: 9, end: 16 })
  })
})
