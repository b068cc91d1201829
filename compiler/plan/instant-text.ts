// Instants as text. The platform's Date is not used here: compilation may not be able to ask the time.

/** ISO 8601 in UTC with milliseconds. */
export function instantText(ms: number): string {
  const day = Math.floor(ms / 86_400_000)
  const rest = ms - day * 86_400_000
  const pad = (value: number, width = 2) => String(value).padStart(width, '0')
  const [year, month, date] = civilDate(day)
  const [hours, minutes] = [Math.floor(rest / 3_600_000), Math.floor(rest / 60_000) % 60]
  const [seconds, millis] = [Math.floor(rest / 1000) % 60, rest % 1000]
  return `${pad(year, 4)}-${pad(month)}-${pad(date)}T${pad(hours)}:${pad(minutes)}:${pad(seconds)}.${pad(millis, 3)}Z`
}

/** Year, month and day of a count of days since 1970-01-01 (Howard Hinnant's algorithm). */
function civilDate(days: number): readonly [number, number, number] {
  const shifted = days + 719_468
  const era = Math.floor(shifted / 146_097)
  const dayOfEra = shifted - era * 146_097
  const yearOfEra = Math.floor(
    (dayOfEra -
      Math.floor(dayOfEra / 1460) +
      Math.floor(dayOfEra / 36_524) -
      Math.floor(dayOfEra / 146_096)) /
      365,
  )
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100))
  const monthFromMarch = Math.floor((5 * dayOfYear + 2) / 153)
  const date = dayOfYear - Math.floor((153 * monthFromMarch + 2) / 5) + 1
  const month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
  return [yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, date]
}
