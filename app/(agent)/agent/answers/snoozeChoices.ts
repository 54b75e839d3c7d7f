const minute = 60_000

/** The least that the server puts off, in minutes. */
const least = 5

/**
 * For how many minutes a task can be put off: 15, 30 or 60, as long as it comes back before its deadline; five where
 * only that is left. Times in milliseconds UTC.
 */
export const snoozeChoices = (deadline: number, now: number): number[] => {
  // A second or two go by before the answer is there.
  const fits = (minutes: number) => now + minutes * minute + 5_000 < deadline
  const usual = [15, 30, 60].filter(fits)
  return usual.length > 0 ? usual : [least].filter(fits)
}
