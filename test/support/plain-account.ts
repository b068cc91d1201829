// An account as anybody would keep it by hand: several instruments, weights or orders, one long list of instants. It
// shares no line with the product. It keeps cash, positions and equity, no trades.

export interface PlainDay {
  end: number
  open: number
  high: number
  low: number
  close: number
  /** What is wanted at this close: null says nothing. */
  weight: number | null
  orders: {
    side: number
    quantity: number
    type: number
    limit: number
    stop: number
    validFor: number | null
  }[]
}

export interface PlainSettings {
  start: number
  end: number
  cash: number
  fee: number
  slippage: number
  lot: number | null
}

interface Waiting {
  side: number
  quantity: number
  type: number
  level: number
  until: number
}

const roundLots = (quantity: number, lot: number | null): number => {
  if (lot === null) return quantity
  const near = Math.round(quantity / lot)
  return (
    (Math.abs(quantity / lot - near) < 1e-9 * Math.max(1, Math.abs(quantity / lot))
      ? near
      : Math.trunc(quantity / lot)) * lot
  )
}

export function plainAccount(books: PlainDay[][], barMs: number, set: PlainSettings) {
  let cash = set.cash
  const held = books.map(() => 0)
  const last = books.map(() => 0)
  const wish: (number | null)[] = books.map(() => null)
  const wished = books.map(() => 0)
  const waiting: Waiting[][] = books.map(() => [])
  const curve: { time: number; equity: number; cash: number }[] = []
  let broke = false

  const buy = (i: number, quantity: number, price: number, slip: number) => {
    const paid = price * (quantity > 0 ? 1 + slip : 1 - slip)
    cash -= quantity * paid + Math.abs(quantity * paid) * set.fee
    const before = held[i] as number
    const after = before + quantity
    held[i] = Math.abs(after) <= 1e-12 * Math.max(Math.abs(before), Math.abs(quantity)) ? 0 : after
  }
  const worth = () =>
    cash +
    books.reduce((sum, _, i) => sum + (held[i] === 0 ? 0 : (held[i] as number) * (last[i] as number)), 0)

  const instants = [...new Set(books.flat().flatMap((day) => [day.end - barMs, day.end]))].toSorted(
    (a, b) => a - b,
  )
  for (const now of instants) {
    if (now >= set.end) break
    for (const [i, book] of books.entries()) {
      const day = book.find((each) => each.end === now)
      if (!day) continue
      for (const stops of [true, false])
        for (const order of waiting[i] as Waiting[]) {
          if (order.type === 0 || (order.type === 2) !== stops) continue
          const rises = order.type === 2 ? order.side > 0 : order.side < 0
          if (rises ? day.high < order.level : day.low > order.level) continue
          buy(i, roundLots(order.side * order.quantity, set.lot), order.level, stops ? set.slippage : 0)
          waiting[i] = (waiting[i] as Waiting[]).filter((each) => each !== order)
        }
      last[i] = day.close
    }
    const closing = books.some((book) => book.some((day) => day.end === now))
    if (closing && now >= set.start) {
      curve.push({ time: now, equity: worth(), cash })
      if (worth() <= 0 && !broke) {
        broke = true
        for (const i of books.keys()) {
          wish[i] = held[i] === 0 ? null : 0
          waiting[i] = []
        }
      }
    }
    for (const [i, book] of books.entries()) {
      const day = book.find((each) => each.end === now)
      if (!day || broke || now < set.start) continue
      if (day.weight !== null && day.weight !== wished[i]) wish[i] = wished[i] = day.weight
      for (const { side, quantity, type, limit, stop, validFor } of day.orders)
        (waiting[i] as Waiting[]).push({
          side,
          quantity,
          type,
          level: type === 1 ? limit : stop,
          until: validFor === null ? Infinity : now + validFor,
        })
    }
    const opening = books.map((book) => book.find((day) => day.end - barMs === now))
    for (const [i, day] of opening.entries()) if (day) last[i] = day.open
    const equity = worth()
    for (const [i, day] of opening.entries()) {
      const weight = wish[i]
      if (!day || weight == null) continue
      wish[i] = null
      const wanted = equity > 0 ? roundLots((weight * equity) / day.open, set.lot) : 0
      if (wanted !== held[i]) buy(i, wanted - (held[i] as number), day.open, set.slippage)
    }
    for (const [i, day] of opening.entries()) {
      if (!day) continue
      const kept: Waiting[] = []
      for (const order of waiting[i] as Waiting[]) {
        if (now >= order.until) continue
        const market = order.type === 0
        const better = order.side > 0 ? day.open <= order.level : day.open >= order.level
        const through = order.side > 0 ? day.open >= order.level : day.open <= order.level
        if (market || (order.type === 1 ? better : through))
          buy(
            i,
            roundLots(order.side * order.quantity, set.lot),
            day.open,
            order.type === 1 ? 0 : set.slippage,
          )
        else kept.push(order)
      }
      waiting[i] = kept
    }
  }
  return { curve, held }
}
