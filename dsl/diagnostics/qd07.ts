// Findings about sinks.
import { finding } from './definition.ts'

export const qd07 = {
  QD0701: finding({
    severity: 'error',
    title: 'Target without a value',
    message: (a: { name: string; because: string }) => `the target \`${a.name}\` may be na: ${a.because}`,
    hint: 'Say what holds then, for example `?? 0`.',
  }),
  QD0702: finding({
    severity: 'error',
    title: 'Sink declared twice',
    message: (a: { kind: string; name: string }) => `there is already a ${a.kind} \`${a.name}\``,
  }),
  QD0703: finding({
    severity: 'error',
    title: 'Target without an instrument',
    message: (a: { name: string; inputs: string }) =>
      `the target \`${a.name}\` does not say which input it trades; there are ${a.inputs}`,
    hint: (a) => `Write \`emit target ${a.name} on <input> = …\`.`,
  }),
  QD0704: finding({
    severity: 'error',
    title: 'Input cannot be traded',
    message: (a: { name: string; missing: string }) =>
      `\`${a.name}\` has no field ${a.missing} to fill orders at`,
  }),
  QD0705: finding({
    severity: 'error',
    title: 'Sink without a clock',
    message: (a: { name: string; example: string | undefined }) =>
      `\`${a.name}\` is a constant: it never ticks`,
    hint: (a) =>
      `A sink ticks with an input that its value depends on${a.example === undefined ? '' : `, as in \`${a.example}\``}.`,
  }),
  QD0706: finding({
    severity: 'error',
    title: 'Sink of a wrong type',
    message: (a: { kind: string; needs: string; found: string }) =>
      `a ${a.kind} is ${a.needs}, not ${a.found}`,
  }),
  QD0707: finding({
    severity: 'error',
    title: 'Not an input',
    message: (a: { name: string }) => `\`on\` names an input, and \`${a.name}\` is none`,
  }),
  QD0708: finding({
    severity: 'error',
    title: 'Two targets for one instrument',
    message: (a: { name: string; other: string }) =>
      `\`${a.name}\` and \`${a.other}\` both state the position in the same instrument`,
    hint: 'A target is the whole wanted position: combine the two into one.',
  }),
  QD0709: finding({
    severity: 'error',
    title: 'Condition of a sink',
    message: (a: { found: string }) => `\`when\` takes a bool series, not ${a.found}`,
    hint: 'The sink ticks where it is true, as in `when breadth > 0.2`.',
  }),
  QD0710: finding({
    severity: 'error',
    title: 'Leg of no instrument',
    message: (a: { name: string }) => `the leg \`${a.name}\` is no input of this strategy`,
    hint: 'A leg is named by an input, or by the stream of one in quotes.',
  }),
  QD0711: finding({
    severity: 'error',
    title: 'Leg given twice',
    message: (a: { stream: string }) => `two legs state the position in "${a.stream}"`,
  }),
  QD0712: finding({
    severity: 'error',
    title: 'Legs where one value belongs',
    message: (a: { kind: string }) => `a ${a.kind} has one value, not legs`,
    hint: 'Only a target has legs. Records of a signal are written `= {…}`.',
  }),
  QD0713: finding({
    severity: 'error',
    title: 'Field of an order',
    message: (a: { field: string; why: string }) => `\`${a.field}\` ${a.why}`,
    hint: 'An order is `{side: "buy" | "sell", quantity: float, type: "market" | "limit" | "stop", limit?, stop?, valid_for?}`.',
  }),
}
