// A syntax tree as the goldens write it: an item a line, every operator in parentheses, so that
// precedence shows. Parentheses of the source are angle brackets.
import type {
  Arg,
  ClockNode,
  Emit,
  Expect,
  Expr,
  File,
  Fn,
  Item,
  Lambda,
  Let,
  Param,
  Policy,
  Test,
  TypeNode,
} from '../../dsl/syntax/ast.ts'

/** The whole file; docs stand above what they describe. */
export function treeText(file: File): string {
  const head = [...docs(file.docs, '//!'), `${file.form} ${file.name.text || '‹no name›'}`]
  return [
    ...head,
    ...file.items.flatMap((item) => [...('docs' in item ? docs(item.docs, '///') : []), itemText(item)]),
  ].join('\n')
}

function docs(text: string, mark: string): string[] {
  return text === '' ? [] : text.split('\n').map((line) => `${mark} ${line}`)
}

function itemText(item: Item): string {
  switch (item.kind) {
    case 'import': {
      const names = item.names.map(({ name, as }) => (as === null ? name.text : `${name.text} as ${as.text}`))
      return `import {${names.join(', ')}} from ${JSON.stringify(item.from.value)}`
    }
    case 'param':
      return paramText(item)
    case 'input': {
      const rest = [
        item.missing === null ? '' : ` missing ${policyText(item.missing)}`,
        item.since === null ? '' : ` since ${JSON.stringify(item.since.value)}`,
      ]
      return `input ${item.name.text}: ${typeText(item.type)} from ${item.source}${argsText(item.args)} @ ${clockText(item.clock)}${rest.join('')}`
    }
    case 'type':
      return `${item.exported ? 'export ' : ''}type ${item.name.text} = ${typeText(item.type)}`
    case 'let':
      return letText(item)
    case 'fn':
      return fnText(item)
    case 'emit':
      return emitText(item)
    case 'test':
      return testText(item)
    case 'broken-item':
      return `‹broken item${item.names.length === 0 ? '' : `: ${item.names.map((name) => name.text).join(', ')}`}›`
  }
}

function paramText({ name, type, value, within, where }: Param): string {
  const bounds =
    within === null
      ? ''
      : within.kind === 'range'
        ? ` in ${exprText(within.low)}..${exprText(within.high)}`
        : ` in ${exprText(within.among)}`
  return `param ${name.text}: ${typeText(type)} = ${exprText(value)}${bounds}${where === null ? '' : ` where ${exprText(where)}`}`
}

function policyText({ name, args }: Policy): string {
  return args.length === 0 ? name.text : name.text + argsText(args)
}

function clockText(clock: ClockNode): string {
  if (clock.kind === 'named') return clock.name.text
  const offset = clock.offset === null ? '' : ` offset ${clock.offset.ms}ms`
  return `${clock.every.ms}ms${offset}${clock.calendar === null ? '' : ` in ${JSON.stringify(clock.calendar.value)}`}`
}

function letText({ node, rec, target, type, value }: Let): string {
  const names =
    target.kind === 'name' ? target.name.text : `{${target.names.map((name) => name.text).join(', ')}}`
  return `${node ? 'node ' : ''}let ${rec ? 'rec ' : ''}${names}${type === null ? '' : `: ${typeText(type)}`} = ${exprText(value)}`
}

function fnText({ node, exported, name, params, returns, body }: Fn): string {
  const list = params.map(
    (one) =>
      `${one.name.text}: ${typeText(one.type)}${one.value === null ? '' : ` = ${exprText(one.value)}`}`,
  )
  const words = `${exported ? 'export ' : ''}${node ? 'node ' : ''}fn`
  return `${words} ${name.text}(${list.join(', ')})${returns === null ? '' : `: ${typeText(returns)}`} = ${exprText(body)}`
}

function emitText({ sink, name, on, value, when, tags }: Emit): string {
  const legs = (): string =>
    value.kind === 'expr'
      ? ` = ${exprText(value.expr)}`
      : ` {${value.legs.map(({ key, value: leg }) => `${'kind' in key ? JSON.stringify(key.value) : key.text}: ${exprText(leg)}`).join(', ')}}`
  const rest = `${when === null ? '' : ` when ${exprText(when)}`}${tags === null ? '' : ` tags ${exprText(tags)}`}`
  return `emit ${sink} ${name.text}${on === null ? '' : ` on ${on.text}`}${legs()}${rest}`
}

function testText({ title, items }: Test): string {
  const entries = items.map((entry) => {
    if (entry.kind === 'let') return letText(entry)
    return entry.kind === 'given' ? `given ${entry.name.text} = ${exprText(entry.value)}` : expectText(entry)
  })
  return [`test ${JSON.stringify(title.value)}`, ...entries.map((entry) => `  ${entry}`)].join('\n')
}

function expectText({ condition, within, at }: Expect): string {
  const ticks = at === null ? '' : at.kind === 'last' ? ' at last' : ` at ${at.first}..${at.last}`
  return `expect ${exprText(condition)}${within === null ? '' : ` within ${exprText(within)}`}${ticks}`
}

function typeText(type: TypeNode): string {
  if (type.kind === 'named')
    return type.name.text + (type.argument === null ? '' : `<${typeText(type.argument)}>`)
  return `{${type.fields.map((field) => `${field.name.text}: ${typeText(field.type)}`).join(', ')}}`
}

function argsText(args: readonly Arg[]): string {
  const one = ({ name, value }: Arg): string =>
    (name === null ? '' : `${name.text}: `) + (value.kind === 'lambda' ? lambdaText(value) : exprText(value))
  return `(${args.map(one).join(', ')})`
}

function lambdaText({ params, body }: Lambda): string {
  return `(${params.map((param) => param.text).join(', ')}) => ${exprText(body)}`
}

/** One expression. */
export function exprText(expr: Expr): string {
  switch (expr.kind) {
    case 'int':
    case 'bool':
      return String(expr.value)
    case 'float':
      return `${expr.value}f`
    case 'duration':
      return `${expr.ms}ms`
    case 'string':
      return JSON.stringify(expr.value)
    case 'na':
      return 'na'
    case 'ref':
      return expr.name.text
    case 'call':
      return expr.callee.text + argsText(expr.args)
    case 'field':
      return `${exprText(expr.of)}.${expr.name.text}`
    case 'method':
      return `${exprText(expr.of)}.${expr.name.text}${argsText(expr.args)}`
    case 'index':
      return `${exprText(expr.of)}[${exprText(expr.index)}]`
    case 'unary':
      return `(${expr.op} ${exprText(expr.operand)})`
    case 'chain':
    case 'compare':
      return `(${[exprText(expr.first), ...expr.rest.map((link) => `${link.op} ${exprText(link.operand)}`)].join(' ')})`
    case 'isna':
      return `(${exprText(expr.operand)} is ${expr.negated ? 'not ' : ''}na)`
    case 'if': {
      const branches = expr.branches.map(
        ({ condition, value }) => `if ${exprText(condition)} then ${exprText(value)} else `,
      )
      return `(${branches.join('')}${exprText(expr.otherwise)})`
    }
    case 'record':
      return `{${expr.fields.map((field) => `${field.name.text}: ${exprText(field.value)}`).join(', ')}}`
    case 'block':
      return `{${expr.lets.map((one) => `${letText(one)}; `).join('')}${exprText(expr.value)}}`
    case 'list':
      return `[${expr.items.map(exprText).join(', ')}]`
    case 'paren':
      return `⟨${exprText(expr.inner)}⟩`
    case 'broken':
      return '‹broken›'
  }
}
