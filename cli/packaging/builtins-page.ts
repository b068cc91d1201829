// The page docs/builtins.md, made from the declarations of the primitives and the sources of the
// library. Pure: whoever runs it reads the files and writes the page; a test holds the page against
// both. It lies here and not in `dsl`, because nothing that is shipped needs it.
import { compile } from '../../compiler/compile.ts'
import { figuresOf, type NodeFigures } from '../../compiler/dag/figures.ts'
import { InternalError } from '../../compiler/internal-error.ts'
import { type Parameter, type Primitive, signature } from '../../dsl/builtins/declare.ts'
import { LATER } from '../../dsl/builtins/later.ts'
import { PRIMITIVES } from '../../dsl/builtins/registry.ts'
import { createSource } from '../../dsl/source/source-text.ts'
import type { LibraryFile } from '../../dsl/std/generate-library.ts'
import type { Fn } from '../../dsl/syntax/ast.ts'
import { parse } from '../../dsl/syntax/parse.ts'
import { showType } from '../../dsl/term/type.ts'

/** One heading a kind of memory, in the order of the page. */
const groups: readonly (readonly [Primitive['memory']['kind'], string])[] = [
  ['point', 'Of this tick alone'],
  ['delay', 'Of this tick and an earlier one'],
  ['window', 'Of the last n ticks'],
  ['origin', 'Of everything since the first tick'],
]

const introduction = `# Builtin functions

Generated from the declarations and the library by \`npm run generate\`; do not edit.

A call takes unnamed arguments in order, then named ones: \`stdev(x, 20, ddof: 1)\`. A \`float\` argument may be
a series or a constant; a window length, a look back and an option are constants, known before anything runs.
**First value**: the tick of the argument, counted from 1, on which a result can come first; earlier ones are
\`na\`, or \`false\` where the result is a bool. **Looks back**: how many ticks decide a result. What these words
mean: [language.md](language.md).
`

/**
 * The text of docs/builtins.md.
 *
 * @param files the library's `.qdag` files
 */
export function builtinsPage(files: readonly LibraryFile[]): string {
  const library = files.flatMap(exported).toSorted((a, b) => (a.fn.name.text < b.fn.name.text ? -1 : 1))
  const primitives = [...PRIMITIVES.values()]
  const sections = groups.map(([kind, title]) => [
    `## ${title}\n`,
    ...primitives.filter(({ memory }) => memory.kind === kind).map(primitiveEntry),
  ])
  return [
    introduction,
    index(primitives, library),
    ...sections.flat(),
    '## Written in the language\n',
    ...library.map(libraryEntry),
    '## Names kept for later\n',
    'These are known and cannot be compiled yet: a call says so (QD0908), instead of "unknown function".\n',
    `${[...LATER].map((name) => `\`${name}\``).join(', ')}.\n`,
  ].join('\n')
}

interface LibraryFunction {
  readonly file: LibraryFile
  readonly fn: Fn
}

function exported(file: LibraryFile): readonly LibraryFunction[] {
  const items = parse(file).file?.items ?? []
  return items.flatMap((item) => (item.kind === 'fn' && item.exported ? [{ file, fn: item }] : []))
}

function index(primitives: readonly Primitive[], library: readonly LibraryFunction[]): string {
  const rows = [
    ...primitives.map(({ name, summary }) => ({ name, summary })),
    ...library.map(({ fn }) => ({ name: fn.name.text, summary: lines(fn.docs)[0] ?? '' })),
  ].toSorted((a, b) => (a.name < b.name ? -1 : 1))
  const table = rows.map(({ name, summary }) => `| [${name}](#${name}) | ${summary.replaceAll('|', '\\|')} |`)
  return `| function | |\n|---|---|\n${table.join('\n')}\n`
}

function primitiveEntry(primitive: Primitive): string {
  const { name, params, na, summary, examples } = primitive
  const args = params.filter(({ kind }) => kind === 'series').map((_, at) => `bars.${fields[at] ?? ''}`)
  const limits = params.flatMap(limitText)
  return [
    `### ${name}\n`,
    code('text', `${signature(primitive)}: ${showType(primitive.returns)}`),
    `${summary}\n`,
    ...limits.map((limit) => `- ${limit}`),
    ...reachLines(name, args, params.some(isLength)),
    `- na: ${na}\n`,
    code('text', examples.map(exampleText).join('\n')),
  ].join('\n')
}

function isLength(param: Parameter): boolean {
  return param.kind === 'constant' && param.name === 'n'
}

function limitText(param: Parameter): readonly string[] {
  if (param.kind === 'option')
    return [`\`${param.name}\`: ${param.among.map((word) => JSON.stringify(word)).join(' or ')}`]
  if (param.kind !== 'constant' || param.min === undefined || param.max === undefined) return []
  return [`\`${param.name}\`: ${param.min} to ${param.max.toLocaleString('en-US')}`]
}

/** `sma(x, 2) where x = 1 2 4 8` and below it what comes out, tick by tick. */
function exampleText({ source, given, expect }: Primitive['examples'][number]): string {
  const series = [...Object.entries(given), [source, expect] as const]
  const width = Math.max(...series.map(([name]) => name.length))
  const cells = series.map(([, values]) => values.map((value) => (value === null ? 'na' : String(value))))
  const widths = expect.map((_, at) => Math.max(...cells.map((row) => (row[at] ?? '').length)))
  return series
    .map(([name], row) => {
      const values = widths.map((each, at) => (cells[row]?.[at] ?? '').padStart(each))
      return `${name.padEnd(width)}  ${values.join('  ')}`
    })
    .join('\n')
}

function libraryEntry({ file, fn }: LibraryFunction): string {
  const { text } = file
  const params = fn.params.map(({ span }) => text.slice(span.start, span.end).replaceAll(/\s+/g, ' '))
  const returns = fn.returns === null ? '' : `: ${text.slice(fn.returns.span.start, fn.returns.span.end)}`
  const args = fn.params.flatMap(({ type, value }) =>
    value !== null ? [] : [type.kind === 'record' ? 'bars' : 'bars.close'],
  )
  const hasLength = fn.params.some(({ name }) => name.text === 'n')
  return [
    `### ${fn.name.text}\n`,
    code('text', `${fn.name.text}(${params.join(', ')})${returns}`),
    `${lines(fn.docs).join('\n')}\n`,
    ...reachLines(fn.name.text, args, hasLength),
    `- Source and tests: [${file.path}](../dsl/${file.path})\n`,
    code('qdag', text.slice(0, text.search(/^test "/m)).trimEnd()),
  ].join('\n')
}

const lines = (docs: string): readonly string[] => docs.split('\n').map((line) => line.trim())

const code = (kind: string, text: string): string => `\`\`\`${kind}\n${text}\n\`\`\`\n`

/** Different arguments, so that no call folds into something simpler. */
const fields = ['close', 'low', 'high'] as const

/** What the compiler says of a call: where the first value is and how far back it looks. */
function reachLines(name: string, args: readonly string[], hasLength: boolean): readonly string[] {
  const call = (n: number) => {
    return reachOf(`${name}(${[...args, ...(hasLength ? [`n: ${n}`] : [])].join(', ')})`)
  }
  const [short, long] = [call(10), call(20)]
  return [
    `- First value: tick ${inN(short.warmup + 1, long.warmup + 1)}`,
    `- Looks back: ${short.memory === 'origin' ? 'to the first tick' : ticks(inN(short.period, long.period))}`,
  ]
}

/** The line through what holds for an n of 10 and of 20: `n + 1`, `14`. */
function inN(atTen: number, atTwenty: number): string {
  const slope = (atTwenty - atTen) / 10
  const rest = atTen - 10 * slope
  if (slope === 0) return String(rest)
  const multiple = slope === 1 ? 'n' : `${slope}·n`
  return rest === 0 ? multiple : `${multiple} ${rest < 0 ? '−' : '+'} ${Math.abs(rest)}`
}

const ticks = (count: string): string => (count === '1' ? '1 tick, this one' : `${count} ticks`)

function reachOf(call: string): NodeFigures {
  const text = `strategy page
input bars: Bar from stream("page") @ 1d missing skip
emit signal out = ${call}
`
  const { document } = compile(createSource('page.qdag', text), { missing: null })
  const sink = document?.sinks[0]
  const figures = document && sink && figuresOf(document).get(sink.node_id)
  if (!figures) throw new InternalError(`the page cannot show ${call}`)
  return figures
}
