// Imports, types, lets and functions: what libs and strategies have in common.
import type { IToken } from 'chevrotain'
import { report } from '../diagnostics/report.ts'
import type * as ast from './ast.ts'
import { firstDeeperThan } from './children.ts'
import { broken, ExpressionParser } from './expression-parser.ts'
import { TREE_LIMIT } from './nesting.ts'
import type { ParserInput, Rule } from './recovery.ts'
import { isName } from './shape.ts'
import * as t from './tokens.ts'

export abstract class DefinitionParser extends ExpressionParser {
  /** What the item that is being read has defined so far. */
  protected names: ast.Name[] = []
  /** Documentation of the item that begins; taken by its rule. */
  protected itemDocs = ''

  override begin(program: ParserInput): void {
    super.begin(program)
    this.names = []
    this.itemDocs = ''
  }

  protected takeDocs(): string {
    const docs = this.itemDocs
    this.itemDocs = ''
    return docs
  }

  protected define(name: ast.Name): ast.Name {
    this.names.push(name)
    return name
  }

  /** A whole expression of an item; a mistake in it stays in it, and its tree stays walkable. */
  protected whole(parse: () => ast.Expr): ast.Expr {
    const from = this.at
    const value = this.guard(parse, this.beginsDefinition, broken)
    if (this.at - from <= TREE_LIMIT || this.RECORDING_PHASE) return value
    const deep = firstDeeperThan(value, TREE_LIMIT)
    if (deep === undefined) return value
    this.add(report('QD0106', deep.span, { what: 'an expression nested', limit: TREE_LIMIT }))
    return broken(value.span)
  }

  protected readonly importItem: Rule<ast.Import> = this.rule('importItem', () => {
    const start = this.offset
    this.CONSUME(t.Import)
    const opener = this.at
    this.CONSUME(t.OpenBrace)
    const names = this.list(this.importName, 'a name', 'named')
    if (!this.RECORDING_PHASE && names.length === 0) this.unexpected('a name')
    if (!this.endsHere(opener, t.CloseBrace, 'a name')) this.abandon()
    this.CONSUME(t.CloseBrace)
    this.mend(t.From)
    this.CONSUME(t.From)
    const from = this.SUBRULE(this.text)
    return { kind: 'import', names, from, span: this.spanFrom(start) }
  })

  protected readonly importName: Rule<ast.Import['names'][number]> = this.rule('importName', () => {
    const name = this.SUBRULE(this.binder)
    const as = this.OPTION(() => {
      this.CONSUME(t.As)
      return this.SUBRULE2(this.binder)
    })
    this.define(as ?? name)
    return { name, as: as ?? null }
  })

  protected readonly declaration: Rule<ast.TypeDecl | ast.Let | ast.Fn> = this.rule('declaration', () => {
    const [start, docs] = [this.offset, this.takeDocs()]
    const exported = this.OPTION(() => this.CONSUME(t.Export))
    const node = this.OPTION2(() => this.CONSUME(t.Node))
    if (!this.RECORDING_PHASE && !this.nextIs(t.Type, t.Let, t.Fn)) {
      this.unexpected(node === undefined ? '`type` or `fn`' : '`let` or `fn`')
    }
    const made = this.OR<readonly { ALT: () => ast.TypeDecl | ast.Let | ast.Fn }[]>([
      { ALT: () => this.SUBRULE(this.typeDecl) },
      { ALT: () => this.SUBRULE(this.letDef) },
      { ALT: () => this.SUBRULE(this.fn) },
    ])
    return this.ACTION(() => this.#modify(made, exported, node, docs, start))
  })

  #modify(
    made: ast.TypeDecl | ast.Let | ast.Fn,
    exported: IToken | undefined,
    node: IToken | undefined,
    docs: string,
    start: number,
  ): ast.TypeDecl | ast.Let | ast.Fn {
    const span = this.spanFrom(start)
    if (made.kind === 'let' && exported !== undefined)
      this.#misplaced(exported, 'stands before `fn` and `type` only')
    if (made.kind === 'type' && node !== undefined) this.#misplaced(node, 'stands before `let` and `fn` only')
    if (made.kind === 'let') return { ...made, node: node !== undefined, docs, span }
    if (made.kind === 'fn')
      return { ...made, node: node !== undefined, exported: exported !== undefined, docs, span }
    return { ...made, exported: exported !== undefined, docs, span }
  }

  #misplaced(token: IToken, where: string): void {
    this.add(report('QD0119', this.spanOf(token), { word: token.image, where }))
  }

  protected readonly typeDecl: Rule<ast.TypeDecl> = this.rule('typeDecl', () => {
    const start = this.offset
    this.CONSUME(t.Type)
    const name = this.define(this.SUBRULE(this.binder))
    this.CONSUME(t.Equal)
    const type = this.SUBRULE(this.type)
    return { kind: 'type', name, type, exported: false, docs: '', span: this.spanFrom(start) }
  })

  protected readonly letDef: Rule<ast.Let> = this.rule('letDef', () => {
    const start = this.offset
    this.CONSUME(t.Let)
    const rec = this.OPTION(() => this.CONSUME(t.Rec)) !== undefined
    if (!this.RECORDING_PHASE && !this.nextIs(t.OpenBrace)) this.checkName()
    const named = isName(this.LA(1)) || (this.nextIs(t.OpenBrace) && !rec)
    if (!this.RECORDING_PHASE && !named) this.unexpected('a name')
    const target = this.OR<readonly { ALT: () => ast.Let['target'] }[]>([
      { ALT: () => ({ kind: 'name', name: this.define(this.SUBRULE(this.binder)) }) },
      { ALT: () => ({ kind: 'fields', names: this.SUBRULE(this.pattern) }) },
    ])
    const type = this.OPTION2(() => {
      this.CONSUME(t.Colon)
      return this.SUBRULE(this.type)
    })
    const value = this.whole(() => {
      this.CONSUME(t.Equal)
      return this.SUBRULE(this.expr)
    })
    return {
      kind: 'let',
      node: false,
      rec,
      target,
      type: type ?? null,
      value,
      docs: '',
      span: this.spanFrom(start),
    }
  })

  protected readonly pattern: Rule<ast.Name[]> = this.rule('pattern', () => {
    const opener = this.at
    this.CONSUME(t.OpenBrace)
    const names = this.list(this.binder, 'a name', 'named')
    this.ACTION(() => {
      for (const name of names) this.define(name)
      if (names.length === 0) this.unexpected('a name')
    })
    if (!this.endsHere(opener, t.CloseBrace, 'a name')) this.abandon()
    this.CONSUME(t.CloseBrace)
    return names
  })

  protected readonly localLet: Rule<ast.Let | null> = this.rule('localLet', () => {
    const [start, defined] = [this.offset, this.names.length]
    this.takeDocs()
    const made = this.guard<ast.Let | null>(
      () => {
        const node = this.OPTION(() => this.CONSUME(t.Node)) !== undefined
        const one = this.SUBRULE(this.letDef)
        return this.ACTION(() => ({ ...one, node, span: this.spanFrom(start) }))
      },
      this.beginsDefinition,
      (span) => {
        const [name] = this.names.slice(defined)
        if (name === undefined) return null
        const base = { kind: 'let', node: false, rec: false, type: null, docs: '', span } as const
        return { ...base, target: { kind: 'name', name }, value: broken(span) }
      },
    )
    this.names.length = defined
    return made
  })

  protected readonly fn: Rule<ast.Fn> = this.rule('fn', () => {
    const start = this.offset
    this.CONSUME(t.Fn)
    const name = this.define(this.SUBRULE(this.binder))
    const opener = this.at
    this.CONSUME(t.OpenParen)
    const params = this.list(this.fnParam, 'a parameter', 'named')
    if (!this.endsHere(opener, t.CloseParen, 'a parameter')) this.abandon()
    this.CONSUME(t.CloseParen)
    const returns = this.OPTION(() => {
      this.CONSUME(t.Colon)
      return this.SUBRULE(this.type)
    })
    const body = this.whole(() => {
      this.CONSUME(t.Equal)
      return this.SUBRULE(this.expr)
    })
    const flags = { node: false, exported: false, docs: '' }
    return { kind: 'fn', ...flags, name, params, returns: returns ?? null, body, span: this.spanFrom(start) }
  })

  protected readonly fnParam: Rule<ast.FnParam> = this.rule('fnParam', () => {
    const name = this.SUBRULE(this.binder)
    this.CONSUME(t.Colon, { ERR_MSG: '`:` and a type' })
    const type = this.SUBRULE(this.type)
    const value = this.OPTION(() => {
      this.CONSUME(t.Equal)
      return this.SUBRULE(this.element)
    })
    return { name, type, value: value ?? null, span: this.spanFrom(name.span?.start ?? 0) }
  })
}
