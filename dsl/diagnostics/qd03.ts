// Findings about types, calls and constants.
import { finding } from './definition.ts'

export const qd03 = {
  QD0301: finding({
    severity: 'error',
    title: 'Type mismatch',
    message: (a: { expected: string; found: string; hint?: string | undefined }) =>
      `expected ${a.expected}, found ${a.found}`,
    hint: (a) => a.hint ?? 'Convert the value, or change the declared type.',
  }),
  QD0302: finding({
    severity: 'error',
    title: 'Operator does not fit',
    message: (a: { operator: string; needs: string; found: string }) =>
      `\`${a.operator}\` works on ${a.needs}, not on ${a.found}`,
  }),
  QD0303: finding({
    severity: 'error',
    title: 'Comparison with na',
    message: () => 'a comparison with na is always false',
    hint: 'Ask `x is na` or `x is not na`.',
  }),
  QD0304: finding({
    severity: 'error',
    title: 'Chained comparison',
    message: () => 'comparisons do not chain',
    hint: (a: { rewrite: string }) => `Write \`${a.rewrite}\`.`,
  }),
  QD0305: finding({
    severity: 'error',
    title: 'Calls nested too deeply',
    message: (a: { name: string; calls: number; expressions: number }) =>
      `the call of \`${a.name}\` nests too deeply`,
    hint: (a) =>
      `At most ${a.calls} calls and ${a.expressions} expressions stand within each other: use a \`let\` for an intermediate result.`,
  }),
  QD0306: finding({
    severity: 'error',
    title: 'Argument missing',
    message: (a: { callee: string; name: string; signature: string }) =>
      `\`${a.callee}\` needs the argument \`${a.name}\``,
    hint: (a) => `Its signature is \`${a.signature}\`.`,
  }),
  QD0307: finding({
    severity: 'error',
    title: 'Argument not wanted',
    message: (a: { callee: string; argument: string; signature: string }) =>
      `\`${a.callee}\` takes no ${a.argument}`,
    hint: (a) => `Its signature is \`${a.signature}\`.`,
  }),
  QD0308: finding({
    severity: 'error',
    title: 'Argument given twice',
    message: (a: { callee: string; name: string }) => `\`${a.callee}\` gets \`${a.name}\` twice`,
  }),
  QD0309: finding({
    severity: 'error',
    title: 'Unknown option',
    message: (a: { name: string; found: string; among: string }) =>
      `\`${a.name}\` is one of ${a.among}, not ${a.found}`,
  }),
  QD0310: finding({
    severity: 'error',
    title: 'Constant needed',
    message: (a: { what: string }) => `${a.what} must be known before anything runs`,
    hint: 'Use a number, a param, or arithmetic on them.',
  }),
  QD0311: finding({
    severity: 'error',
    title: 'No such field',
    message: (a: { name: string; found: string; suggestion: string | undefined }) =>
      `there is no field \`${a.name}\` in ${a.found}`,
    hint: (a) => (a.suggestion === undefined ? undefined : `Did you mean \`${a.suggestion}\`?`),
  }),
  QD0312: finding({
    severity: 'error',
    title: 'Number outside its limits',
    message: (a: { text: string }) => a.text,
  }),
  QD0313: finding({
    severity: 'error',
    title: 'Unnamed argument after a named one',
    message: (a: { callee: string }) =>
      `in the call of \`${a.callee}\` an unnamed argument follows a named one`,
    hint: 'Put the unnamed arguments first.',
  }),
  QD0314: finding({
    severity: 'error',
    title: 'Record field twice',
    message: (a: { name: string }) => `the record has the field \`${a.name}\` twice`,
  }),
  QD0315: finding({
    severity: 'error',
    title: 'Constant where a series is needed',
    message: (a: { what: string }) => `${a.what} needs a series, and this is a constant`,
    hint: 'A constant has no ticks to look back on.',
  }),
  QD0316: finding({
    severity: 'error',
    title: 'Not a method',
    message: (a: { name: string; found: string; instead: string | undefined }) =>
      `${a.found} has no method \`${a.name}\``,
    hint: (a) => a.instead,
  }),
  QD0317: finding({
    severity: 'error',
    title: 'Function without a call',
    message: (a: { name: string }) => `\`${a.name}\` is a function: it needs its arguments`,
    hint: (a) => `Write \`${a.name}(…)\`.`,
  }),
  QD0318: finding({
    severity: 'error',
    title: 'Program too large',
    message: (a: { limit: number; what: string }) => `the program has more than ${a.limit} ${a.what}`,
    hint: 'Split it into several strategies, or compute shared parts once in a `let`.',
  }),
  QD0319: finding({
    severity: 'error',
    title: 'Value in a wrong place',
    message: (a: { what: string; place: string }) => `${a.what} cannot stand ${a.place}`,
  }),
  QD0320: finding({
    severity: 'error',
    title: 'Group as a value',
    message: (a: { found: string }) => `a ${a.found} is many streams, not one value`,
    hint: 'Compute something of each member, then take them together: `g.map(m => m.close).mean()`.',
  }),
  QD0321: finding({
    severity: 'error',
    title: 'Function as an argument',
    message: (a: { callee: string }) => `\`${a.callee}\` takes values here, not a function`,
    hint: 'Only `scan` and `map` take `x => …`.',
  }),
  QD0322: finding({
    severity: 'error',
    title: 'Function expected',
    message: (a: { callee: string; form: string; count: number }) =>
      `\`${a.callee}\` takes a function of one value`,
    hint: (a) => `Write it as \`${a.form}\`.`,
  }),
  QD0323: finding({
    severity: 'error',
    title: 'Aggregate of the wrong members',
    message: (a: { name: string; needs: string; found: string }) =>
      `\`${a.name}\` takes a group of ${a.needs}, not ${a.found}`,
    hint: 'Say first what of a member counts, as in `g.map(m => m.close)`.',
  }),
  QD0324: finding({
    severity: 'error',
    title: 'Type that takes no type',
    message: (a: { name: string }) => `\`${a.name}\` is no generic type`,
    hint: 'Only `group<T>` takes a type.',
  }),
  QD0325: finding({
    severity: 'error',
    title: 'Group of nothing',
    message: () => 'a group is of a type',
    hint: 'Write what its members are: `group<Bar>`.',
  }),
  QD0326: finding({
    severity: 'error',
    title: 'Type in terms of itself',
    message: (a: { cycle: string }) => `these types need each other: ${a.cycle}`,
    hint: 'A value is stored field by field: a type cannot hold itself.',
  }),
}
