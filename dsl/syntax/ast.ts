// The syntax tree of a `.qdag` file. Pure data, one literal `kind` a node, nothing resolved:
// names are still text and types are still what was written. Chains of one precedence level are
// flat lists, so that no walk over the tree is deeper than the nesting that the guard allows.
import type { Span } from '../source/span.ts'

/** An identifier as written, with its place. */
export interface Name {
  readonly text: string
  readonly span: Span
}

interface Node {
  readonly span: Span
}

// ---- files and items ---------------------------------------------------------------------------

export interface File extends Node {
  readonly kind: 'file'
  readonly form: 'strategy' | 'lib'
  readonly name: Name
  /** The text of the leading `//!` lines, joined by newlines; empty when there are none. */
  readonly docs: string
  readonly items: readonly Item[]
}

export type Item = Import | Param | Input | TypeDecl | Let | Fn | Emit | Test | BrokenItem

/**
 * An item that could not be read; a finding has been reported. `names` are what it would have
 * defined, so that later stages need not report their uses.
 */
export interface BrokenItem extends Node {
  readonly kind: 'broken-item'
  readonly names: readonly Name[]
}

export interface Import extends Node {
  readonly kind: 'import'
  readonly names: readonly { readonly name: Name; readonly as: Name | null }[]
  readonly from: StringLiteral
}

export interface Param extends Node {
  readonly kind: 'param'
  readonly name: Name
  readonly type: TypeNode
  readonly value: Expr
  /** `in 2..200` is a range, `in ["a", "b"]` is a choice; the bounds are constants. */
  readonly within:
    | { readonly kind: 'range'; readonly low: Expr; readonly high: Expr }
    | { readonly kind: 'choice'; readonly among: Expr }
    | null
  readonly where: Expr | null
  readonly docs: string
}

export interface Input extends Node {
  readonly kind: 'input'
  readonly name: Name
  readonly type: TypeNode
  readonly source: 'stream' | 'tags'
  readonly args: readonly Arg[]
  readonly clock: ClockNode
  readonly missing: Policy | null
  readonly since: StringLiteral | null
  readonly docs: string
}

export type ClockNode = Node &
  (
    | {
        readonly kind: 'every'
        readonly every: DurationLiteral
        readonly offset: DurationLiteral | null
        readonly calendar: StringLiteral | null
      }
    | { readonly kind: 'named'; readonly name: Name }
  )

export interface Policy extends Node {
  readonly kind: 'policy'
  readonly name: Name
  readonly args: readonly Arg[]
}

export interface TypeDecl extends Node {
  readonly kind: 'type'
  readonly name: Name
  readonly type: TypeNode
  readonly exported: boolean
  readonly docs: string
}

export interface Let extends Node {
  readonly kind: 'let'
  /** `node let`: a cut in the DAG. */
  readonly node: boolean
  readonly rec: boolean
  /** One name, or the names of a `{a, b}` pattern. */
  readonly target:
    | { readonly kind: 'name'; readonly name: Name }
    | { readonly kind: 'fields'; readonly names: readonly Name[] }
  readonly type: TypeNode | null
  readonly value: Expr
  readonly docs: string
}

export interface FnParam extends Node {
  readonly name: Name
  readonly type: TypeNode
  readonly value: Expr | null
}

export interface Fn extends Node {
  readonly kind: 'fn'
  readonly node: boolean
  readonly exported: boolean
  readonly name: Name
  readonly params: readonly FnParam[]
  readonly returns: TypeNode | null
  readonly body: Expr
  readonly docs: string
}

export interface Emit extends Node {
  readonly kind: 'emit'
  readonly sink: 'signal' | 'target' | 'order'
  readonly name: Name
  readonly on: Name | null
  readonly value:
    | { readonly kind: 'expr'; readonly expr: Expr }
    | {
        readonly kind: 'legs'
        readonly legs: readonly { readonly key: Name | StringLiteral; readonly value: Expr }[]
        readonly span: Span
      }
  readonly when: Expr | null
  readonly tags: ListExpr | null
  readonly docs: string
}

export interface Test extends Node {
  readonly kind: 'test'
  readonly title: StringLiteral
  readonly items: readonly (Given | Let | Expect)[]
}

export interface Given extends Node {
  readonly kind: 'given'
  readonly name: Name
  readonly value: Expr
}

export interface Expect extends Node {
  readonly kind: 'expect'
  readonly condition: Expr
  readonly within: Expr | null
  /** Tick numbers from 0; `null` means every tick. */
  readonly at:
    | { readonly kind: 'last' }
    | { readonly kind: 'ticks'; readonly first: number; readonly last: number }
    | null
}

// ---- types -------------------------------------------------------------------------------------

export type TypeNode = Node &
  (
    | { readonly kind: 'named'; readonly name: Name; readonly argument: TypeNode | null }
    | {
        readonly kind: 'record'
        readonly fields: readonly { readonly name: Name; readonly type: TypeNode }[]
      }
  )

// ---- expressions -------------------------------------------------------------------------------

export interface Arg extends Node {
  readonly name: Name | null
  readonly value: Expr | Lambda
}

/** Only ever the value of an argument: functions stay first-order. */
export interface Lambda extends Node {
  readonly kind: 'lambda'
  readonly params: readonly Name[]
  readonly body: Expr
}

export type Literal = IntLiteral | FloatLiteral | DurationLiteral | StringLiteral | BoolLiteral | NaLiteral

export interface IntLiteral extends Node {
  readonly kind: 'int'
  readonly value: number
}
/** `text` is the user's spelling (`1%`, `0.50`); `value` the double nearest to the decimal. */
export interface FloatLiteral extends Node {
  readonly kind: 'float'
  readonly value: number
  readonly text: string
}
export interface DurationLiteral extends Node {
  readonly kind: 'duration'
  readonly ms: number
  readonly text: string
}
export interface StringLiteral extends Node {
  readonly kind: 'string'
  /** Decoded and in NFC. */
  readonly value: string
}
export interface BoolLiteral extends Node {
  readonly kind: 'bool'
  readonly value: boolean
}
export interface NaLiteral extends Node {
  readonly kind: 'na'
}

export interface Ref extends Node {
  readonly kind: 'ref'
  readonly name: Name
}
export interface Call extends Node {
  readonly kind: 'call'
  readonly callee: Name
  readonly args: readonly Arg[]
}
export interface Field extends Node {
  readonly kind: 'field'
  readonly of: Expr
  readonly name: Name
}
export interface Method extends Node {
  readonly kind: 'method'
  readonly of: Expr
  readonly name: Name
  readonly args: readonly Arg[]
}
/** `x[k]`. */
export interface Index extends Node {
  readonly kind: 'index'
  readonly of: Expr
  readonly index: Expr
}
export interface Unary extends Node {
  readonly kind: 'unary'
  readonly op: '-' | 'not'
  readonly operand: Expr
}

export type ChainOp = 'or' | 'and' | '??' | '+' | '-' | '*' | '/'
/**
 * Operators of one level: `a + b - c` is first a, rest [+ b, - c]. All associate to the left but
 * `??`, which associates to the right. `op` spans the operator itself.
 */
export interface Chain extends Node {
  readonly kind: 'chain'
  readonly level: 'or' | 'and' | '??' | '+' | '*'
  readonly first: Expr
  readonly rest: readonly { readonly op: ChainOp; readonly opSpan: Span; readonly operand: Expr }[]
}

export type CompareOp = '==' | '!=' | '<' | '<=' | '>' | '>='
/** A comparison; more than one operator is parsed so that the checker can refuse it with a fix. */
export interface Compare extends Node {
  readonly kind: 'compare'
  readonly first: Expr
  readonly rest: readonly { readonly op: CompareOp; readonly opSpan: Span; readonly operand: Expr }[]
}
/** `x is na`, `x is not na`. */
export interface IsNa extends Node {
  readonly kind: 'isna'
  readonly operand: Expr
  readonly negated: boolean
}
/** `if c1 then a1 else if c2 then a2 … else z`, flat. */
export interface If extends Node {
  readonly kind: 'if'
  readonly branches: readonly { readonly condition: Expr; readonly value: Expr }[]
  readonly otherwise: Expr
}
export interface RecordExpr extends Node {
  readonly kind: 'record'
  readonly fields: readonly { readonly name: Name; readonly value: Expr }[]
}
export interface Block extends Node {
  readonly kind: 'block'
  readonly lets: readonly Let[]
  readonly value: Expr
}
export interface ListExpr extends Node {
  readonly kind: 'list'
  readonly items: readonly Expr[]
}
/** Parentheses, kept because the formatter and messages want them; they mean nothing. */
export interface Paren extends Node {
  readonly kind: 'paren'
  readonly inner: Expr
}
/** Stands where the parser recovered: a finding has been reported, later stages stay silent. */
export interface Broken extends Node {
  readonly kind: 'broken'
}

export type Expr =
  | Literal
  | Ref
  | Call
  | Field
  | Method
  | Index
  | Unary
  | Chain
  | Compare
  | IsNa
  | If
  | RecordExpr
  | Block
  | ListExpr
  | Paren
  | Broken
