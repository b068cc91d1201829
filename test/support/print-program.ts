// Prints generated programs. How a program is laid out, what things are called and how numbers are
// spelt is the style's choice; all styles of one program mean the same.
import type { Chance } from './chance.ts'
import { BUILTIN_CONSTANTS, CONSTANT_NAMES, definition } from './program-model.ts'
import type { Builtin, Expr, Input, Item, OverMembers, Program, Type } from './program-model.ts'
import { typeOf, typesOf } from './program-types.ts'
import type { Types } from './program-types.ts'

/** Each choice is made where `chance` says so; without it the plainest form is printed. */
export interface Style {
  readonly chance?: Chance
  readonly rename?: boolean
  readonly reorder?: boolean
  /** Comments, docs, white space. */
  readonly layout?: boolean
  readonly parentheses?: boolean
  /** Defaults written or left out, arguments by name. */
  readonly defaults?: boolean
  /** `60s` for `1m`, `1%` for `0.01`, `3` for `3.0`. */
  readonly spelling?: boolean
  readonly tags?: boolean
  /** The order of fields in records and their types; `Bar` written out. */
  readonly fields?: boolean
}

interface Printer {
  readonly program: Program
  readonly types: Types
  readonly name: (id: string) => string
  /** Is the choice made here? */
  readonly choose: (what: keyof Style) => boolean
  readonly chance: Chance | undefined
}

const LEVEL = {
  if: 0,
  or: 1,
  and: 2,
  not: 3,
  compare: 4,
  coalesce: 5,
  sum: 6,
  product: 7,
  minus: 8,
  postfix: 9,
} as const

export function printProgram(program: Program, style: Style = {}): string {
  const { chance } = style
  const choose = (what: keyof Style): boolean =>
    chance !== undefined && style[what] === true && chance.happens(0.5)
  const name = style.rename === true && chance !== undefined ? renamed(program, chance) : (id: string) => id
  const printer: Printer = { program, types: typesOf(program), name, choose, chance }
  const items = program.items.map((item) => printItem(printer, item))
  const ordered = style.reorder === true && chance !== undefined ? shuffled(chance, items) : items
  const header = `strategy ${style.rename === true ? name(program.name) : program.name}`
  const lines = [header, ...ordered]
  if (style.layout !== true || chance === undefined) return `${lines.join('\n')}\n`
  return lines.map((line, i) => layOut(chance, line, i === 0)).join('\n')
}

function shuffled<T>(chance: Chance, items: readonly T[]): readonly T[] {
  return items
    .map((item) => ({ item, at: chance.next() }))
    .toSorted((a, b) => a.at - b.at)
    .map(({ item }) => item)
}

/** Names that have nothing to do with the old ones; some are those of builtins and contextual words. */
function renamed(program: Program, chance: Chance): (id: string) => string {
  const odd = shuffled(chance, [
    'sma',
    'from',
    'signal',
    'x',
    '__proto__',
    'constructor',
    'prev',
    'on',
    'where',
    'at',
    'ema',
    'a',
    '_',
  ])
  const names = new Map<string, string>()
  return (id) => {
    const known = names.get(id)
    if (known !== undefined) return known
    const isFn = program.items.some((item) => item.kind === 'fn' && item.id === id)
    const fresh = isFn ? `function_${names.size}` : (odd[names.size] ?? `name${names.size}`)
    names.set(id, fresh)
    return fresh
  }
}

function printItem(printer: Printer, item: Item): string {
  const { name } = printer
  switch (item.kind) {
    case 'param':
      return `param ${name(item.id)}: ${item.type} = ${print(printer, item.value, 0)}`
    case 'input':
      return printInput(printer, item)
    case 'let': {
      const type = printer.choose('defaults') ? `: ${printType(printer, item.type)}` : ''
      return `${item.node ? 'node ' : ''}let ${name(item.id)}${type} = ${print(printer, item.value, 0)}`
    }
    case 'fn': {
      const type = printer.choose('defaults') ? `: ${printType(printer, item.type)}` : ''
      const params = item.params.map(
        (param) =>
          `${name(param.id)}: ${printType(printer, param.type)}${param.value === null ? '' : ` = ${print(printer, param.value, 0)}`}`,
      )
      return `${item.node ? 'node ' : ''}fn ${name(item.id)}(${params.join(', ')})${type} = ${print(printer, item.body, 0)}`
    }
    case 'group': {
      const query = `tags(all: [${item.tags.map((tag) => JSON.stringify(tag)).join(', ')}])`
      const clock = `${printDuration(printer, item.everyMs)}${item.offsetMs === 0 ? '' : ` offset ${printDuration(printer, item.offsetMs)}`}`
      return `input ${name(item.id)}: group<${printType(printer, item.type)}> from ${query} @ ${clock} missing skip`
    }
    case 'recursion':
      return item.members
        .map((member) => `let rec ${name(member.id)}: ${member.type} = ${print(printer, member.value, 0)}`)
        .join('\n')
    case 'sink': {
      const when = item.when === undefined ? '' : ` when ${print(printer, item.when, 0)}`
      const on = item.on === null ? '' : ` on ${name(item.on)}`
      const tags = printer.choose('tags') ? ['more', ...item.tags] : item.tags
      const list = tags.length === 0 ? '' : ` tags [${tags.map((tag) => JSON.stringify(tag)).join(', ')}]`
      return `emit ${item.sink} ${item.name}${on} = ${print(printer, item.value, 0)}${when}${list}`
    }
  }
}

function printInput(printer: Printer, { id, type, stream, everyMs, offsetMs, missing }: Input): string {
  const offset = offsetMs === 0 ? '' : ` offset ${printDuration(printer, offsetMs)}`
  return `input ${printer.name(id)}: ${printType(printer, type)} from stream("${stream}") @ ${printDuration(printer, everyMs)}${offset} missing ${missing}`
}

function printDuration({ choose }: Printer, ms: number): string {
  const units = [
    ['ms', 1],
    ['s', 1_000],
    ['m', 60_000],
    ['h', 3_600_000],
    ['d', 86_400_000],
    ['w', 604_800_000],
  ] as const
  const fitting = units.filter(([, size]) => ms % size === 0).map(([unit, size]) => `${ms / size}${unit}`)
  return fitting.findLast(() => !choose('spelling')) ?? fitting[0] ?? `${ms}ms`
}

function printType(printer: Printer, type: Type): string {
  if (typeof type === 'string') return type
  const names = Object.keys(type.fields)
  if (names.join() === 'open,high,low,close,volume' && !printer.choose('fields')) return 'Bar'
  return `{${inSomeOrder(printer, names)
    .map((name) => `${name}: ${type.fields[name]}`)
    .join(', ')}}`
}

function inSomeOrder<T>({ choose, chance }: Printer, fields: readonly T[]): readonly T[] {
  return chance !== undefined && choose('fields') ? shuffled(chance, fields) : fields
}

/** The text of an expression where everything below `level` needs brackets. */
function print(printer: Printer, expr: Expr, level: number, beside?: Expr): string {
  const [text, own] = bare(printer, expr, beside)
  return own < level || printer.choose('parentheses') ? `(${text})` : text
}

function bare(printer: Printer, expr: Expr, beside: Expr | undefined): readonly [string, number] {
  const inner = (part: Expr, level: number, other?: Expr): string => print(printer, part, level, other)
  switch (expr.kind) {
    case 'number':
      return printNumber(printer, expr.value, expr.type, beside)
    case 'bool':
      return [String(expr.value), 10]
    case 'na':
      return ['na', 10]
    case 'ref':
      return [printer.name(expr.id), 10]
    case 'field':
      return [`${inner(expr.of, LEVEL.postfix)}.${expr.name}`, LEVEL.postfix]
    case 'record':
      return [
        `{${inSomeOrder(printer, expr.fields)
          .map(([name, value]) => `${name}: ${inner(value, 0)}`)
          .join(', ')}}`,
        10,
      ]
    case 'unary':
      return expr.op === 'not'
        ? [`not ${inner(expr.of, LEVEL.not)}`, LEVEL.not]
        : [`-${inner(expr.of, LEVEL.minus)}`, LEVEL.minus]
    case 'binary': {
      const own =
        expr.op === 'or'
          ? LEVEL.or
          : expr.op === 'and'
            ? LEVEL.and
            : expr.op === '*' || expr.op === '/'
              ? LEVEL.product
              : LEVEL.sum
      return [`${inner(expr.a, own, expr.b)} ${expr.op} ${inner(expr.b, own + 1, expr.a)}`, own]
    }
    case 'compare':
      return [
        `${inner(expr.a, LEVEL.coalesce, expr.b)} ${expr.op} ${inner(expr.b, LEVEL.coalesce, expr.a)}`,
        LEVEL.compare,
      ]
    case 'isna':
      return [`${inner(expr.of, LEVEL.coalesce)} is ${expr.negated ? 'not ' : ''}na`, LEVEL.compare]
    case 'if':
      return [
        `if ${inner(expr.condition, 1)} then ${inner(expr.a, 1, expr.b)} else ${inner(expr.b, 0, expr.a)}`,
        LEVEL.if,
      ]
    case 'coalesce':
      return [
        `${inner(expr.a, LEVEL.sum, expr.b)} ?? ${inner(expr.b, LEVEL.coalesce, expr.a)}`,
        LEVEL.coalesce,
      ]
    case 'delay':
      return [`${inner(expr.of, LEVEL.postfix)}[${inner(expr.by, 0)}]`, LEVEL.postfix]
    case 'builtin':
      return [printBuiltin(printer, expr), LEVEL.postfix]
    case 'call':
      return [printCall(printer, expr.fn, expr.args), LEVEL.postfix]
    case 'resample': {
      const agg = expr.agg === null ? '' : `, ${JSON.stringify(expr.agg)}`
      return [`resample(${inner(expr.of, 0)}, ${printDuration(printer, expr.everyMs)}${agg})`, LEVEL.postfix]
    }
    case 'hold': {
      const age = expr.maxAgeMs === null ? '' : `, max_age: ${printDuration(printer, expr.maxAgeMs)}`
      return [`hold(${inner(expr.of, 0)}, ${inner(expr.on, 0)}${age})`, LEVEL.postfix]
    }
    case 'scan':
      return [
        `scan(${inner(expr.init, 0)}, (${printer.name(expr.id)}) => ${inner(expr.body, 0)})`,
        LEVEL.postfix,
      ]
    case 'prev':
      return [`prev(${printer.name(expr.of)}, ${inner(expr.init, 0)})`, LEVEL.postfix]
    case 'members':
      return [printMembers(printer, expr, inner(expr.body, 0)), LEVEL.postfix]
  }
}

function printMembers({ name }: Printer, { group, elem, take }: OverMembers, body: string): string {
  const end = 'agg' in take ? `.${take.agg}()` : `[${JSON.stringify(take.stream)}]`
  return `${name(group)}.map(${name(elem)} => ${body})${end}`
}

function printNumber(
  printer: Printer,
  value: number,
  type: 'float' | 'int',
  beside: Expr | undefined,
): readonly [string, number] {
  const level = value < 0 || Object.is(value, -0) ? LEVEL.minus : 10
  if (Object.is(value, -0)) return ['-0.0', level]
  const plain = String(value)
  if (type === 'int') return [plain, level]
  const exact = /[.e]/.test(plain) ? plain.replace('e', '.0e').replace(/(\..*)\.0e/, '$1e') : `${plain}.0`
  if (!printer.choose('spelling')) return [exact, level]
  // An int literal stands for a float only beside one that is none.
  const asInt = beside !== undefined && beside.kind !== 'number' && typeOf(printer.types, beside) === 'float'
  const spellings = [
    exact,
    ...(asInt && Number.isInteger(value) ? [plain] : []),
    ...['%', 'bps'].flatMap((unit) => scaled(value, unit)),
  ]
  return [spellings[printer.chance?.integer(0, spellings.length - 1) ?? 0] ?? exact, level]
}

/** The number in per cent or basis points, where that is the same double. */
function scaled(value: number, unit: string): readonly string[] {
  const [size, places] = unit === '%' ? [100, 'e-2'] : [10_000, 'e-4']
  const text = String(value * size)
  return !text.includes('e') && Number(`${text}${places}`) === value ? [`${text}${unit}`] : []
}

function printBuiltin(printer: Printer, { name, series, constants, seed }: Builtin): string {
  const defaults = BUILTIN_CONSTANTS[name] ?? []
  const floats: Expr = { kind: 'unary', op: '-', of: { kind: 'number', type: 'float', value: 1 } }
  const args = series.map((value) => print(printer, value, 0, floats))
  let named = false
  defaults.forEach((byDefault, i) => {
    const given = constants[i] ?? null
    const value = given === null ? String(byDefault) : print(printer, given, 0)
    const omitted = given === null && !printer.choose('defaults')
    named ||= omitted || (i > 0 && args.length < series.length + i) || printer.choose('defaults')
    if (!omitted) args.push(named ? `${CONSTANT_NAMES[i]}: ${value}` : value)
  })
  if (seed !== null && (seed !== 'sma' || !printer.choose('defaults')))
    args.push(`seed: ${JSON.stringify(seed)}`)
  if (seed === null && (name === 'ema' || name === 'rma') && printer.choose('defaults'))
    args.push('seed: "sma"')
  return `${name}(${args.join(', ')})`
}

function printCall(printer: Printer, id: string, given: readonly (Expr | null)[]): string {
  const fn = definition(printer.program, id)
  const params = fn?.kind === 'fn' ? fn.params : []
  const args: string[] = []
  let named = false
  params.forEach((param, i) => {
    const arg = given[i] ?? null
    const value = arg ?? param.value
    const omitted = arg === null && !(isConstant(param.value) && printer.choose('defaults'))
    named ||= omitted || printer.choose('defaults')
    if (!omitted && value !== null) {
      const text = print(printer, value, 0)
      args.push(named ? `${printer.name(param.id)}: ${text}` : text)
    }
  })
  return `${printer.name(id)}(${args.join(', ')})`
}

function isConstant(value: Expr | null): boolean {
  return value?.kind === 'number' || value?.kind === 'bool'
}

const TOKEN =
  /"[^"]*"|[A-Za-z_][A-Za-z0-9_]*|[0-9]+(?:\.[0-9]+)?(?:e[+-]?[0-9]+)?[A-Za-z%]*|\.\.|==|!=|<=|>=|\?\?|\S/g
const REMARKS = [' // a remark\n', ' // "text" emit signal\n', '\t', '\n\n', '   ', '\r\n'] as const

/** The same tokens with other white space and comments between them, and docs before. */
function layOut(chance: Chance, line: string, isHeader: boolean): string {
  const tokens = line.match(TOKEN) ?? []
  let text = ''
  tokens.forEach((token, i) => {
    const last = tokens[i - 1]
    const needed = last !== undefined && /[\w"%]$/.test(last) && /^[\w"]/.test(token)
    const between = chance.happens(0.2) ? chance.pick(REMARKS) : needed || chance.happens(0.6) ? ' ' : ''
    text += i === 0 ? token : `${between}${token}`
  })
  const docs = chance.happens(0.3) ? (isHeader ? '//! What it is.\n' : '/// What it is.\n') : ''
  return `${docs}${text}`
}
