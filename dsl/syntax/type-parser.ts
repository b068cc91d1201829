// Lists, names and types.
import { report } from '../diagnostics/report.ts'
import type * as ast from './ast.ts'
import { NESTING_LIMIT } from './nesting.ts'
import { RecoveringParser } from './recovery.ts'
import type { ParserInput, Rule } from './recovery.ts'
import { isName } from './shape.ts'
import * as t from './tokens.ts'

export abstract class TypeParser extends RecoveringParser {
  /** How many types are being read within each other. */
  #types = 0

  override begin(program: ParserInput): void {
    super.begin(program)
    this.#types = 0
  }

  // ---- lists and names ---------------------------------------------------------------------------

  /** Elements between commas, with or without one behind the last. One list a rule. */
  protected list<T>(element: Rule<T>, what: string, form: 'named' | 'values' = 'values'): T[] {
    const items: T[] = []
    const check = (): void => {
      if (form === 'named' && !this.nextIs(t.Type)) this.checkName()
    }
    check()
    this.OPTION8(() => {
      items.push(this.SUBRULE8(element))
      this.MANY8(() => {
        this.CONSUME8(t.Comma)
        if (!this.RECORDING_PHASE && this.LA(1).tokenType === t.Comma) this.note(what)
        check()
        this.OPTION9(() => items.push(this.SUBRULE9(element)))
      })
    })
    return items
  }

  /** A name that is being defined. */
  protected readonly binder: Rule<ast.Name> = this.rule('binder', () => {
    this.checkName()
    return this.nameOf(this.CONSUME(t.Ident))
  })

  protected readonly fieldName: Rule<ast.Name> = this.rule('fieldName', () => {
    if (!this.RECORDING_PHASE && this.LA(1).tokenType !== t.Type) this.checkName()
    return this.nameOf(this.CONSUME(t.FieldWord))
  })

  // ---- types -------------------------------------------------------------------------------------

  readonly type: Rule<ast.TypeNode> = this.rule('type', () => {
    if (!this.RECORDING_PHASE) this.#checkType()
    this.#types++
    try {
      return this.OR([
        { ALT: () => this.SUBRULE(this.namedType) },
        { ALT: () => this.SUBRULE(this.recordType) },
      ])
    } finally {
      this.#types--
    }
  })

  #checkType(): void {
    const next = this.LA(1)
    if (!isName(next) && next.tokenType !== t.OpenBrace) this.unexpected('a type')
    if (this.#types < NESTING_LIMIT) return
    this.addOnce(() => report('QD0106', this.spanOf(next), { what: 'types nested', limit: NESTING_LIMIT }))
    this.abandon()
  }

  protected readonly namedType: Rule<ast.TypeNode> = this.rule('namedType', () => {
    const name = this.nameOf(this.CONSUME(t.Ident))
    const argument = this.OPTION(() => {
      this.CONSUME(t.Less)
      const inner = this.SUBRULE(this.type)
      this.CONSUME(t.Greater)
      return inner
    })
    return { kind: 'named', name, argument: argument ?? null, span: this.spanFrom(name.span.start) }
  })

  protected readonly recordType: Rule<ast.TypeNode> = this.rule('recordType', () => {
    const [start, opener] = [this.offset, this.at]
    this.CONSUME(t.OpenBrace)
    const fields = this.list(this.typeField, 'a field', 'named')
    if (!this.endsHere(opener, t.CloseBrace, 'a field')) this.abandon()
    this.CONSUME(t.CloseBrace)
    return { kind: 'record', fields, span: this.spanFrom(start) }
  })

  protected readonly typeField: Rule<{ name: ast.Name; type: ast.TypeNode }> = this.rule('typeField', () => {
    const name = this.SUBRULE(this.fieldName)
    this.CONSUME(t.Colon)
    return { name, type: this.SUBRULE(this.type) }
  })
}
